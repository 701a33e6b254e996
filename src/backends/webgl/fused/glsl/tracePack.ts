import { CELLS } from '../../../../engine/spec.ts';
import { shapeConstants, type FusedShape } from '../shape.ts';
import { cellShaders } from './cells.ts';
import { fragmentSource } from './fragment.ts';

/**
 * Gathers the data of a trace in one texture, in the order of the flat arrays in memory: texel q of a part holds its
 * numbers 4q to 4q + 3. A part begins with a row of its own, `firstRow`. It reads one text, in lane 0 of a batch of
 * one (B4 = 1).
 */
function packed(shape: FusedShape, width: number, body: string): string {
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: ['outNumbers'],
    body: `
uniform int steps;
uniform int firstRow;
${body}
void main() {
  int place = 4 * ((int(gl_FragCoord.y) - firstRow) * ${width} + int(gl_FragCoord.x));
  outNumbers = vec4(number(place), number(place + 1), number(place + 2), number(place + 3));
}`,
  });
}

export const PACK_UNIFORMS = ['steps', 'firstRow'] as const;
export const PACK_CHANNELS_SAMPLERS = ['even', 'odd', 'gates'] as const;

/** One layer's channels in the cell's order, [channels, steps, H]. */
export function packChannelsSource(shape: FusedShape, width: number): string {
  const { channels, unitsPerGroup } = cellShaders(shape.spec);
  const unit = unitsPerGroup === 4 ? 'ivec3(j >> 2, (t + 1) >> 1, layer + (j & 3))' : 'ivec3(j, (t + 1) >> 1, layer)';
  const cases = CELLS[shape.spec.cell].channels.map((name, k) => {
    const { array, layer } = channels[name]!;
    return `  if (channel == ${k}) return ${array === 'gates' ? 'gate' : 'state'}(t, j, ${layer});`;
  });
  return packed(
    shape,
    width,
    `
uniform sampler2DArray even;
uniform sampler2DArray odd;
uniform sampler2DArray gates;
float state(int t, int j, int layer) {
  if ((t & 1) == 1) return texelFetch(even, ${unit}, 0).x;
  return texelFetch(odd, ${unit}, 0).x;
}
float gate(int t, int j, int layer) { return texelFetch(gates, ivec3(j, t, layer), 0).x; }
float number(int place) {
  int row = place / H, j = place - row * H, channel = row / steps, t = row - channel * steps;
${cases.join('\n')}
  return 0.;
}`,
  );
}

export const PACK_HEAD_SAMPLERS = ['logits', 'losses'] as const;

/** Logits [steps, V], losses [steps], and a 1 to tell an answer from a lost context. */
export function packHeadSource(shape: FusedShape, width: number): string {
  return packed(
    shape,
    width,
    `
uniform sampler2DArray logits;
uniform sampler2D losses;
float number(int place) {
  int t = place / V, v = place - t * V, rest = place - steps * V;
  if (t < steps) return texelFetch(logits, ivec3(v >> 2, t, 0), 0)[v & 3];
  if (rest < steps) return texelFetch(losses, ivec2(0, rest), 0).x;
  return rest == steps ? 1. : 0.;
}`,
  );
}
