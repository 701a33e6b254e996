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


const u2 = all(2);
// outer: 16 rows? test scalar-row form: dot-free; and lanes as 4 separate vec4
const L = (q: number) => `texelFetch(gradients, ivec3(group, p, ${q}), 0)`;
const outerSep = (s: string) => s.replaceAll(`mat4 lanes = mat4(${[0,1,2,3].map(L).join(', ')});`, `vec4 l0 = ${L(0)}, l1 = ${L(1)}, l2 = ${L(2)}, l3 = ${L(3)};`).replace(/sum(\d) \+= lanes \* x;/g, 'sum$1 += l0 * x.x + l1 * x.y + l2 * x.z + l3 * x.w;');
const outerSep2 = (s: string) => outerSep(s).replace(/sum(\d) \+= l0 \* x.x \+ l1 \* x.y \+ l2 \* x.z \+ l3 \* x.w;/g, 'sum$1 += l0 * x.x; sum$1 += l1 * x.y; sum$1 += l2 * x.z; sum$1 += l3 * x.w;');
// bwd: split matrices
const bwdSep = (s: string) => s.replace(/dH(\d) \+= dA \* (texelFetch\(parameters, weight \+ ivec2\(0, \d\), 0\));/g, 'w = $2; dH$1 += dA[0] * w.x; dH$1 += dA[1] * w.y; dH$1 += dA[2] * w.z; dH$1 += dA[3] * w.w;').replace('ivec2 weight = recurrent', 'vec4 w; ivec2 weight = recurrent');
const bwd2d = (s: string) => s.replace('vec4 dH = texelFetch(gradients, ivec3(k >> 2, row, k & 3), 0);', 'vec4 dH = texelFetch(gradients, ivec3(k, row, 0), 0);').replace('vec4 dC = texelFetch(gradients, ivec3(k >> 2, row, 4 + (k & 3)), 0);','vec4 dC = texelFetch(gradients, ivec3(k, row, 1), 0);');
export const VARIANTS = [
  { name: 'base', change: (s: string) => s },
  { name: 'u2', change: u2 },
  { name: 'sep', change: (s: string) => bwdSep(outerSep(s)) },
  { name: 'sep2', change: (s: string) => outerSep2(bwd2d(s)) },
];
