import type { ForwardPrimitives } from '../../../engine/unroll.ts';
import type { Atlas, Region } from './atlas.ts';
import { cellShaders } from './glsl/cells.ts';
import type { CellShaders } from './glsl/cellShaders.ts';
import type { FORWARD_SAMPLERS } from './glsl/steps.ts';
import type { ForwardTextures } from './modelTextures.ts';
import type { Inputs, Renderer } from './renderer.ts';
import type { FusedShape } from './shape.ts';
import type { Target, Texture } from './textures.ts';
import type { ForwardPrograms } from './windowPrograms.ts';

/** The textures by sampler, in a form in which one can be exchanged from step to step. */
export type Writable<R> = { -readonly [K in keyof R]: R[K] };
type ForwardInputs = Writable<Inputs<(typeof FORWARD_SAMPLERS)[number]>>;

/** The forward half of unrolling as draws: one per cell step inside the loop over time, and a fixed number outside. */
export class FusedForward implements ForwardPrimitives {
  /** T of the shape, or less: the end of a window may be left unfilled. */
  steps: number;
  readonly layers: number;
  /** The atlas of this step's parameters. The update writes the next step's parameters into another texture. */
  parameters: Texture;
  readonly #cell: CellShaders;
  /** The samplers' textures in the loop over time, by layer and parity of t. They are made once, not per timestep. */
  readonly #forwardInputs: readonly (readonly ForwardInputs[])[];

  constructor(
    protected readonly renderer: Renderer,
    protected readonly shape: FusedShape,
    protected readonly atlas: Atlas,
    protected readonly programs: ForwardPrograms,
    protected readonly textures: ForwardTextures,
    parameters: Texture,
  ) {
    this.steps = shape.T;
    this.layers = shape.spec.layers;
    this.parameters = parameters;
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
  }

  /**
   * Above layer 0 this first saves the values of the layer below for the backward pass, because its h is read from
   * there.
   *
   * The input of layer 0 is one of V rows, which the forward step looks up: for one-hot input a row of W_ih,
   * otherwise a row of the product of the embedding and W_ih, which is computed here once for all symbols.
   */
  projectInput(layer: number): void {
    const { renderer, programs, textures, atlas, parameters } = this;
    const region = atlas.input[layer];
    if (layer > 0) {
      this.#save(layer - 1);
      renderer.use(programs.product, { parameters, saved: textures.layers[layer - 1].saved.texture });
      this.at(programs.product.at.region, region);
      this.#drawPositions(textures.projected!.target);
    } else if (programs.table) {
      const { table } = programs;
      renderer.use(table, { parameters });
      this.at(table.at.embedding, atlas.embedding!);
      this.at(table.at.inputRegion, region);
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
        this.at(program.at.recurrent, atlas.recurrent[layer]);
        this.at(program.at.inputRegion, atlas.input[layer]);
      }
      this.renderer.gl.uniform1i(program.at.t, t);
      if (step === chain.length - 1) renderer.draw(states[(t + 1) & 1].target, 0, ((t + 1) >> 1) * B4, G, B4);
      else renderer.draw(gates!.target, 0, t * B4, G, B4);
    }
  }

  /** First saves the values of the last layer for the backward pass, because its h is read from there. */
  head(): void {
    const { renderer, programs, textures, atlas, parameters } = this;
    const top = textures.layers[this.layers - 1];
    this.#save(this.layers - 1);
    renderer.use(programs.product, { parameters, saved: top.saved.texture });
    this.at(programs.product.at.region, atlas.head);
    this.#drawPositions(textures.logits.target);
    renderer.use(programs.loss, { logits: textures.logits.texture, tokens: textures.tokens });
    this.#drawPositions(textures.lossTarget);
  }

  /** Writes the state of the previous window, or zeros, to where the first timestep reads it. */
  startFrom(carried: boolean): void {
    const { textures } = this;
    for (const { states, carry } of textures.layers) {
      for (const layer of this.#stateLayers()) {
        if (carried) this.#copyState(carry.target, layer, 0, states[0].texture);
        else this.#copyState(textures.zeros.target, 0, 0, states[0].texture, layer);
      }
    }
  }

  /** Copies the state after the last timestep for the next window. */
  carryOn(): void {
    const { steps, shape } = this;
    const row = (steps >> 1) * shape.B4;
    for (const { states, carry } of this.textures.layers) {
      for (const layer of this.#stateLayers()) this.#copyState(states[steps & 1].target, layer, row, carry.texture);
    }
  }

  #stateLayers(): number[] {
    const { h, c, unitsPerGroup } = this.#cell;
    const layers = Array.from({ length: unitsPerGroup }, (_, q) => h + q);
    return c === null ? layers : [c, ...layers];
  }

  /** Copies one layer of B4 rows, from `row` of an attachment to the first rows of a texture. */
  #copyState(from: Target, attachment: number, row: number, to: Texture, layer = attachment): void {
    const { G, B4 } = this.shape;
    const { gl } = this.renderer;
    this.renderer.readFrom(from, attachment);
    this.renderer.bindForWriting(to);
    gl.copyTexSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, layer, 0, row, G, B4);
  }

  #save(layer: number): void {
    const { states, gates, saved } = this.textures.layers[layer];
    this.renderer.use(this.programs.save, {
      even: states[0].texture,
      odd: states[1].texture,
      gates: gates?.texture,
    });
    const { B4 } = this.shape;
    this.renderer.draw(saved.target, 0, 0, saved.target.width, (this.steps + 1) * B4);
  }

  /** Draws the rows of all positions in the filled part of the window. */
  #drawPositions(target: Target): void {
    this.renderer.draw(target, 0, 0, target.width, this.steps * this.shape.B4);
  }

  protected at(uniform: WebGLUniformLocation | null, { x, y }: Region): void {
    this.renderer.gl.uniform2i(uniform, x, y);
  }
}
