import type { Primitives } from '../../../engine/unroll.ts';
import type { Atlas, Components, Region } from './atlas.ts';
import { cellShaders } from './glsl/cells.ts';
import type { CellShaders } from './glsl/cellShaders.ts';
import type { BACKWARD_M_SAMPLERS, BACKWARD_SAMPLERS, FORWARD_SAMPLERS } from './glsl/steps.ts';
import type { LayerTextures, WindowTextures } from './modelTextures.ts';
import type { Inputs, Renderer } from './renderer.ts';
import { ROW_BLOCK } from './rowBlock.ts';
import type { FusedShape } from './shape.ts';
import type { Target, Texture } from './textures.ts';
import type { WindowPrograms } from './windowPrograms.ts';

type Writable<R> = { -readonly [K in keyof R]: R[K] };
type ForwardInputs = Writable<Inputs<(typeof FORWARD_SAMPLERS)[number]>>;
type BackwardInputs = Writable<Inputs<(typeof BACKWARD_SAMPLERS)[number] | (typeof BACKWARD_M_SAMPLERS)[number]>>;

const WITHOUT_M: Components = [true, true, false, false];
const M_ALONE: Components = [false, false, true, false];

/** The steps of the unrolling as draws: inside the loop over time one per step of the cell, outside it a fixed number. */
export class FusedPrimitives implements Primitives {
  readonly steps: number;
  readonly layers: number;
  /** The atlas of this step's parameters; the update leaves the next step's in another texture. */
  parameters: Texture;
  /** ∂L/∂(loss of one position): 1/(T·B), or 1/B for the sum over T. */
  positionWeight = 0;
  readonly #gl: WebGL2RenderingContext;
  readonly #cell: CellShaders;
  /** What the programs of the loop over time sample, by layer and parity of t: made once, not per timestep. */
  readonly #forwardInputs: readonly (readonly ForwardInputs[])[];
  readonly #backwardInputs: readonly (readonly BackwardInputs[])[];

  constructor(
    private readonly renderer: Renderer,
    private readonly shape: FusedShape,
    private readonly atlas: Atlas,
    private readonly programs: WindowPrograms,
    private readonly textures: WindowTextures,
    parameters: Texture,
  ) {
    this.steps = shape.T;
    this.layers = shape.spec.layers;
    this.parameters = parameters;
    this.#gl = renderer.gl;
    this.#cell = cellShaders(shape.spec);
    const parities = [0, 1] as const;
    this.#forwardInputs = textures.layers.map(({ states, gates }) =>
      parities.map((parity) => ({
        parameters,
        previous: states[parity].texture,
        gates: gates?.texture,
        tokens: textures.tokens,
        table: textures.table?.texture,
        projected: textures.projected?.texture,
      })),
    );
    this.#backwardInputs = textures.layers.map(({ kept, gradients, gradientsOfM }) =>
      parities.map((parity) => ({
        parameters,
        above: textures.above.texture,
        after: gradients[1 - parity].texture,
        gradients: gradients[parity].texture,
        kept: kept.texture,
        gradientsOfM: gradientsOfM?.texture,
      })),
    );
  }

  /**
   * Above layer 0 first gathers, of the layer below, what is kept for the backward pass: its h is read there.
   *
   * Layer 0's input is one of V rows, which the forward step fetches by itself: of W_ih for one-hot input, of the
   * product of the embedding and W_ih, made here once for all symbols, otherwise.
   */
  projectInput(layer: number): void {
    const { renderer, programs, textures, atlas, parameters } = this;
    const region = atlas.input[layer];
    if (layer > 0) {
      this.#keep(layer - 1);
      renderer.use(programs.product, { parameters, kept: textures.layers[layer - 1].kept.texture });
      this.#at(programs.product.at.region, region);
      renderer.draw(textures.projected!.target);
    } else if (programs.embedded) {
      const { table } = programs.embedded;
      renderer.use(table, { parameters });
      this.#at(table.at.embedding, atlas.embedding!);
      this.#at(table.at.inputRegion, region);
      renderer.draw(textures.table!.target);
    }
  }

  cellForward(layer: number, t: number): void {
    const { renderer, programs, textures, atlas } = this;
    const { B4, G } = this.shape;
    const { states, gates } = textures.layers[layer];
    const inputs = this.#forwardInputs[layer][t & 1];
    inputs.parameters = this.parameters;
    const chain = layer === 0 ? programs.forwardFirst : programs.forwardAbove;
    for (let step = 0; step < chain.length; step++) {
      const program = chain[step];
      renderer.use(program, inputs);
      if (t === 0) {
        this.#at(program.at.recurrent, atlas.recurrent[layer]);
        this.#at(program.at.inputRegion, atlas.input[layer]);
      }
      this.#gl.uniform1i(program.at.t, t);
      if (step === chain.length - 1) renderer.draw(states[(t + 1) & 1].target, 0, ((t + 1) >> 1) * B4, G, B4);
      else renderer.draw(gates!.target, 0, t * B4, G, B4);
    }
  }

  /** First gathers of the last layer what is kept for the backward pass: its h is read there. */
  head(): void {
    const { renderer, programs, textures, atlas, parameters } = this;
    const top = textures.layers[this.layers - 1];
    this.#keep(this.layers - 1);
    renderer.use(programs.product, { parameters, kept: top.kept.texture });
    this.#at(programs.product.at.region, atlas.head);
    renderer.draw(textures.logits.target);
    renderer.use(programs.loss, { logits: textures.logits.texture, tokens: textures.tokens });
    renderer.draw(textures.lossTarget);
  }

  headBackward(): void {
    const { renderer, programs, textures, atlas, parameters } = this;
    const { logitGradient, fromHead } = programs;
    renderer.use(logitGradient, {
      logits: textures.logits.texture,
      logSumExp: textures.logSumExp,
      tokens: textures.tokens,
    });
    this.#gl.uniform1f(logitGradient.at.weight, this.positionWeight);
    renderer.draw(textures.logitGradients.target);
    this.#outer(atlas.head, this.layers - 1, textures.logitGradients.texture, this.shape.B4, 'h');
    renderer.use(fromHead, { parameters, gradients: textures.logitGradients.texture });
    this.#at(fromHead.at.region, atlas.head);
    renderer.draw(textures.above.target);
  }

  cellBackward(layer: number, t: number): void {
    const { renderer, atlas } = this;
    const { B4, H4 } = this.shape;
    const { gradients, gradientsOfM } = this.textures.layers[layer];
    const { backward, backwardM } = this.programs;
    const inputs = this.#backwardInputs[layer][t & 1];
    inputs.parameters = this.parameters;
    renderer.use(backward, inputs);
    if (t === this.steps - 1) this.#at(backward.at.recurrent, atlas.recurrent[layer]);
    this.#gl.uniform1i(backward.at.t, t);
    renderer.draw(gradients[t & 1].target, 0, (t >> 1) * B4, H4, B4);
    if (!backwardM) return;
    renderer.use(backwardM, inputs);
    if (t === this.steps - 1) this.#at(backwardM.at.recurrent, atlas.recurrent[layer]);
    this.#gl.uniform1i(backwardM.at.t, t);
    renderer.draw(gradientsOfM!.target, 0, t * B4, H4, B4);
  }

  weightGradients(layer: number): void {
    const { renderer, programs, textures, atlas } = this;
    const { kept, gradients, gradientsOfM } = textures.layers[layer];
    const dA = textures.preactivations.texture;
    renderer.use(programs.preactivation, {
      even: gradients[0].texture,
      odd: gradients[1].texture,
      kept: kept.texture,
      gradientsOfM: gradientsOfM?.texture,
    });
    renderer.draw(textures.preactivations.target);

    const { components, ...recurrent } = atlas.recurrent[layer];
    if (programs.outerM) {
      this.#outer({ ...recurrent, components: WITHOUT_M }, layer, dA, 0, 'h');
      this.#outer({ ...recurrent, components: M_ALONE }, layer, dA, this.shape.B4, 'm');
    } else {
      this.#outer({ ...recurrent, components }, layer, dA, 0, 'h');
    }
    if (layer > 0) {
      this.#outer(atlas.input[layer], layer - 1, dA, this.shape.B4, 'h');
      return;
    }
    const { tokenSum, embedded } = programs;
    const target = embedded ? textures.tableGradient!.target : textures.gradients.target;
    const region = atlas.input[0];
    renderer.use(tokenSum, { occurrences: textures.occurrences, gradients: dA });
    if (embedded) {
      this.#gl.uniform2i(tokenSum.at.region, 0, 0);
      renderer.draw(target);
      const { inputGradient } = embedded;
      renderer.use(inputGradient, { parameters: this.parameters, tableGradient: textures.tableGradient!.texture });
      this.#at(inputGradient.at.embedding, atlas.embedding!);
      this.#at(inputGradient.at.inputRegion, region);
    } else {
      this.#at(tokenSum.at.region, region);
    }
    this.#drawRegion(textures.gradients.target, region);
  }

  inputGradient(layer: number): void {
    const { renderer, programs, textures, atlas, parameters } = this;
    if (layer > 0) {
      const program = programs.fromAbove!;
      renderer.use(program, { parameters, gradients: textures.preactivations.texture });
      this.#at(program.at.region, atlas.input[layer]);
      renderer.draw(textures.above.target);
    } else if (programs.embedded) {
      const { embeddingGradient } = programs.embedded;
      renderer.use(embeddingGradient, { parameters, tableGradient: textures.tableGradient!.texture });
      this.#at(embeddingGradient.at.embedding, atlas.embedding!);
      this.#at(embeddingGradient.at.inputRegion, atlas.input[0]);
      this.#drawRegion(textures.gradients.target, atlas.embedding!);
    }
  }

  /** Mean loss and global norm of the gradient of the window that has been run, into one texel. */
  summarize(): void {
    const { renderer, programs, textures } = this;
    renderer.use(programs.partialSum, { gradients: textures.gradients.texture, losses: textures.losses });
    renderer.draw(textures.partial.target);
    renderer.use(programs.report, { partial: textures.partial.texture });
    renderer.draw(textures.report.target);
  }

  /** Puts the state of the window before, or zeros, where the first timestep looks for it. */
  startFrom(carried: boolean): void {
    const { textures } = this;
    for (const { states, carry } of textures.layers) {
      for (const layer of this.#stateLayers()) {
        if (carried) this.#copyState(carry.target, layer, 0, states[0].texture);
        else this.#copyState(textures.zeros.target, 0, 0, states[0].texture, layer);
      }
    }
  }

  /** Takes the state after the last timestep aside for the next window. */
  carryOn(): void {
    const { T, B4 } = this.shape;
    for (const { states, carry } of this.textures.layers) {
      for (const layer of this.#stateLayers())
        this.#copyState(states[T & 1].target, layer, (T >> 1) * B4, carry.texture);
    }
  }

  #stateLayers(): number[] {
    const { h, c, unitsPerGroup } = this.#cell;
    const layers = Array.from({ length: unitsPerGroup }, (_, q) => h + q);
    return c === null ? layers : [c, ...layers];
  }

  /** One layer of B4 rows, from `row` of an attachment to the first rows of a texture. */
  #copyState(from: Target, attachment: number, row: number, to: Texture, layer = attachment): void {
    const { G, B4 } = this.shape;
    this.renderer.readFrom(from, attachment);
    this.renderer.bindForWriting(to);
    this.#gl.copyTexSubImage3D(this.#gl.TEXTURE_2D_ARRAY, 0, 0, 0, layer, 0, row, G, B4);
  }

  #keep(layer: number): void {
    const { states, gates, kept }: LayerTextures = this.textures.layers[layer];
    this.renderer.use(this.programs.keep, {
      even: states[0].texture,
      odd: states[1].texture,
      gates: gates?.texture,
    });
    this.renderer.draw(kept.target);
  }

  /** A weight's gradient from ∂L/∂(its product), and what of `kept` the weight has multiplied. */
  #outer(region: Region, keptLayer: number, gradients: Texture, shift: number, operand: 'h' | 'm'): void {
    const program = operand === 'm' ? this.programs.outerM! : this.programs.outer;
    this.renderer.use(program, { kept: this.textures.layers[keptLayer].kept.texture, gradients });
    this.#at(program.at.region, region);
    this.#gl.uniform1i(program.at.shift, shift);
    this.#drawRegion(this.textures.gradients.target, region);
  }

  #drawRegion(target: Target, { x, y, width, rows, components }: Region): void {
    this.renderer.draw(target, x, y / ROW_BLOCK, width, rows / ROW_BLOCK, components);
  }

  #at(uniform: WebGLUniformLocation | null, { x, y }: Region): void {
    this.#gl.uniform2i(uniform, x, y);
  }
}
