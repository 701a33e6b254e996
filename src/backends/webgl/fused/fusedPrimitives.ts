import type { Primitives } from '../../../engine/unroll.ts';
import type { Atlas, Components, Region } from './atlas.ts';
import { FusedForward, type Writable } from './fusedForward.ts';
import type { BACKWARD_M_SAMPLERS, BACKWARD_SAMPLERS } from './glsl/steps.ts';
import type { WindowTextures } from './modelTextures.ts';
import type { Inputs, Renderer } from './renderer.ts';
import { ROW_BLOCK } from './rowBlock.ts';
import type { FusedShape } from './shape.ts';
import type { Target, Texture } from './textures.ts';
import type { WindowPrograms } from './windowPrograms.ts';

type BackwardInputs = Writable<Inputs<(typeof BACKWARD_SAMPLERS)[number] | (typeof BACKWARD_M_SAMPLERS)[number]>>;

const WITHOUT_M: Components = [true, true, false, false];
const M_ALONE: Components = [false, false, true, false];

/** The steps of unrolling as draws: one per cell step inside the loop over time, and a fixed number outside. */
export class FusedPrimitives extends FusedForward implements Primitives {
  /** ∂L/∂(loss of one position): 1/(T·B), or 1/B for the sum over T. */
  positionWeight = 0;
  readonly #backwardInputs: readonly (readonly BackwardInputs[])[];

  constructor(
    renderer: Renderer,
    shape: FusedShape,
    atlas: Atlas,
    protected override readonly programs: WindowPrograms,
    protected override readonly textures: WindowTextures,
    parameters: Texture,
  ) {
    super(renderer, shape, atlas, programs, textures, parameters);
    this.#backwardInputs = textures.layers.map(({ saved, gradients, gradientsOfM }) =>
      ([0, 1] as const).map((parity) => ({
        parameters,
        above: textures.above.texture,
        after: gradients[1 - parity].texture,
        gradients: gradients[parity].texture,
        saved: saved.texture,
        gradientsOfM: gradientsOfM?.texture,
      })),
    );
  }

  headBackward(): void {
    const { renderer, programs, textures, atlas, parameters } = this;
    const { logitGradient, fromHead } = programs;
    renderer.use(logitGradient, {
      logits: textures.logits.texture,
      logSumExp: textures.logSumExp,
      tokens: textures.tokens,
    });
    this.renderer.gl.uniform1f(logitGradient.at.weight, this.positionWeight);
    renderer.draw(textures.logitGradients.target);
    this.#outer(atlas.head, this.layers - 1, textures.logitGradients.texture, this.shape.B4, 'h');
    renderer.use(fromHead, { parameters, gradients: textures.logitGradients.texture });
    this.at(fromHead.at.region, atlas.head);
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
    if (t === this.steps - 1) this.at(backward.at.recurrent, atlas.recurrent[layer]);
    this.renderer.gl.uniform1i(backward.at.t, t);
    renderer.draw(gradients[t & 1].target, 0, (t >> 1) * B4, H4, B4);
    if (!backwardM) return;
    renderer.use(backwardM, inputs);
    if (t === this.steps - 1) this.at(backwardM.at.recurrent, atlas.recurrent[layer]);
    this.renderer.gl.uniform1i(backwardM.at.t, t);
    renderer.draw(gradientsOfM!.target, 0, t * B4, H4, B4);
  }

  weightGradients(layer: number): void {
    const { renderer, programs, textures, atlas } = this;
    const { saved, gradients, gradientsOfM } = textures.layers[layer];
    const dA = textures.preactivations.texture;
    renderer.use(programs.preactivation, {
      even: gradients[0].texture,
      odd: gradients[1].texture,
      saved: saved.texture,
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
      this.renderer.gl.uniform2i(tokenSum.at.region, 0, 0);
      renderer.draw(target);
      const { inputGradient } = embedded;
      renderer.use(inputGradient, { parameters: this.parameters, tableGradient: textures.tableGradient!.texture });
      this.at(inputGradient.at.embedding, atlas.embedding!);
      this.at(inputGradient.at.inputRegion, region);
    } else {
      this.at(tokenSum.at.region, region);
    }
    this.#drawRegion(textures.gradients.target, region);
  }

  inputGradient(layer: number): void {
    const { renderer, programs, textures, atlas, parameters } = this;
    if (layer > 0) {
      const program = programs.fromAbove!;
      renderer.use(program, { parameters, gradients: textures.preactivations.texture });
      this.at(program.at.region, atlas.input[layer]);
      renderer.draw(textures.above.target);
    } else if (programs.embedded) {
      const { embeddingGradient } = programs.embedded;
      renderer.use(embeddingGradient, { parameters, tableGradient: textures.tableGradient!.texture });
      this.at(embeddingGradient.at.embedding, atlas.embedding!);
      this.at(embeddingGradient.at.inputRegion, atlas.input[0]);
      this.#drawRegion(textures.gradients.target, atlas.embedding!);
    }
  }

  /** Writes the mean loss and the global gradient norm of the window into one texel. */
  summarize(): void {
    const { renderer, programs, textures } = this;
    renderer.use(programs.partialSum, { gradients: textures.gradients.texture, losses: textures.losses });
    renderer.draw(textures.partial.target);
    renderer.use(programs.report, { partial: textures.partial.texture });
    renderer.draw(textures.report.target);
  }

  /** A weight's gradient from ∂L/∂(its product) and the saved values that the weight multiplied. */
  #outer(region: Region, savedLayer: number, gradients: Texture, shift: number, operand: 'h' | 'm'): void {
    const program = operand === 'm' ? this.programs.outerM! : this.programs.outer;
    this.renderer.use(program, { saved: this.textures.layers[savedLayer].saved.texture, gradients });
    this.at(program.at.region, region);
    this.renderer.gl.uniform1i(program.at.shift, shift);
    this.#drawRegion(this.textures.gradients.target, region);
  }

  #drawRegion(target: Target, { x, y, width, rows, components }: Region): void {
    this.renderer.draw(target, x, y / ROW_BLOCK, width, rows / ROW_BLOCK, components);
  }
}
