/** Unrolls `for (int K = 0; K < N; K++) {` … closing line, by `by`. */
export function unroll(source: string, loop: string, k: string, by: number): string {
  const start = source.indexOf(loop);
  if (start < 0) return source;
  const open = start + loop.length;
  let depth = 1; let end = open;
  while (depth > 0) { const ch = source[end++]; if (ch === '{') depth++; if (ch === '}') depth--; }
  const body = source.slice(open, end - 1);
  const re = new RegExp(`\\b${k}\\b`, 'g');
  const copies = Array.from({ length: by }, (_, q) => `{${body.replace(re, `(${k}+${q})`)}}`).join('\n');
  return source.slice(0, start) + loop.replace(`${k}++`, `${k}+=${by}`) + copies + '}' + source.slice(end);
}
const FWD = 'for (int k = 0; k < H; k++) {';
const BWD = 'for (int k = 0; k < G; k++) {';
const OUT = 'for (int p = 0; p < N; p++) {';
const all = (by: number) => (s: string) => unroll(unroll(unroll(s, FWD, 'k', by), BWD, 'k', by), OUT, 'p', by);

const u = all(2);
export const VARIANTS = [
  { name: 'base', change: (s: string) => s },
  { name: 'h2d', change: (s: string) => s.replace('vec4 h = texelFetch(previous, ivec3(k, from, H_LAYER), 0)', 'vec4 h = texelFetch(parameters, ivec2(k, from), 0)').replaceAll(/texelFetch\(kept, ivec3\((\(k \+ \d\)), row, 6\), 0\)/g, 'texelFetch(kept, ivec3($1, row, 6), 0)') },
  { name: 'nofetchH', change: (s: string) => s.replace('vec4 h = texelFetch(previous, ivec3(k, from, H_LAYER), 0)', 'vec4 h = vec4(float(k)*.01)') },
  { name: 'nofetchW', change: (s: string) => s.replace('vec4 w = texelFetch(parameters, recurrent + ivec2(group, k), 0).xyzw', 'vec4 w = vec4(float(k)*.01)') },
  { name: 'add', change: (s: string) => s.replace('vec4 w = texelFetch(parameters, recurrent + ivec2(group, k), 0).xyzw', 'vec4 w = texelFetch(parameters, at, 0); at.y++').replace('  mat4 lanes = inputPart();','  mat4 lanes = inputPart(); ivec2 at = recurrent + ivec2(group, 0);') },
];
