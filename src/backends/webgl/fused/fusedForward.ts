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

/** Textures by sampler, of which one is exchanged from step to step. */
export type Writable<R> = { -readonly [K in keyof R]: R[K] };
type ForwardInputs = Writable<Inputs<(typeof FORWARD_SAMPLERS)[number]>>;

/** The forward half of the unrolling as draws: one per step of the cell inside the loop over time, a fixed number outside. */
export class FusedForward implements ForwardPrimitives {
  /** T of the shape, or less: a window may be left unfilled at its end. */
  steps: number;
  readonly layers: number;
  /** The atlas of this step's parameters; the update leaves the next step's in another texture. */
  parameters: Texture;
  readonly #cell: CellShaders;
  /** What the programs of the loop over time sample, by layer and parity of t: made once, not per timestep. */
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

  /** First gathers of the last layer what is kept for the backward pass: its h is read there. */
  head(): void {
    const { renderer, programs, textures, atlas, parameters } = this;
    const top = textures.layers[this.layers - 1];
    this.#keep(this.layers - 1);
    renderer.use(programs.product, { parameters, kept: top.kept.texture });
    this.at(programs.product.at.region, atlas.head);
    this.#drawPositions(textures.logits.target);
    renderer.use(programs.loss, { logits: textures.logits.texture, tokens: textures.tokens });
    this.#drawPositions(textures.lossTarget);
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

  /** One layer of B4 rows, from `row` of an attachment to the first rows of a texture. */
  #copyState(from: Target, attachment: number, row: number, to: Texture, layer = attachment): void {
    const { G, B4 } = this.shape;
    const { gl } = this.renderer;
    this.renderer.readFrom(from, attachment);
    this.renderer.bindForWriting(to);
    gl.copyTexSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, layer, 0, row, G, B4);
  }

  #keep(layer: number): void {
    const { states, gates, kept } = this.textures.layers[layer];
    this.renderer.use(this.programs.keep, {
      even: states[0].texture,
      odd: states[1].texture,
      gates: gates?.texture,
    });
    const { B4 } = this.shape;
    this.renderer.draw(kept.target, 0, 0, kept.target.width, (this.steps + 1) * B4);
  }

  /** Draws the rows of all positions of the window that are filled. */
  #drawPositions(target: Target): void {
    this.renderer.draw(target, 0, 0, target.width, this.steps * this.shape.B4);
  }

  protected at(uniform: WebGLUniformLocation | null, { x, y }: Region): void {
    this.renderer.gl.uniform2i(uniform, x, y);
  }
}
