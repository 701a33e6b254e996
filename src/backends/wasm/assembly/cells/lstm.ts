import { fma, sigmoid, tanh } from '../simd';

/**
 * One timestep for B rows of H units (H a multiple of 4). `gates` [B, 4, H] comes in as a = W_ih x + b + W_hh hPrev and
 * leaves as its activations:
 *
 *     i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)
 *     c = f ⊙ cPrev + i ⊙ g
 *     h = o ⊙ tanh(c)
 *
 * cPrev, c, tanhC, h: [B, H]. Sources: engine/cells/lstm.ts.
 */
export function lstmForward(B: i32, H: i32, gates: usize, cPrev: usize, c: usize, tanhC: usize, h: usize): void {
  const row = <usize>H << 2;
  for (let b = 0; b < B; b++) {
    for (let j: usize = 0; j < row; j += 16) {
      const aI = gates + j, aF = aI + row, aG = aF + row, aO = aG + row;
      const i = sigmoid(v128.load(aI));
      const f = sigmoid(v128.load(aF));
      const g = tanh(v128.load(aG));
      v128.store(aI, i);
      v128.store(aF, f);
      v128.store(aG, g);
      const cNew = fma(f, v128.load(cPrev + j), f32x4.mul(i, g));
      v128.store(c + j, cNew);
      const t = tanh(cNew);
      v128.store(tanhC + j, t);
      const o = sigmoid(v128.load(aO));
      v128.store(aO, o);
      v128.store(h + j, f32x4.mul(o, t));
    }
    gates += 4 * row;
    cPrev += row;
    c += row;
    tanhC += row;
    h += row;
  }
}

/**
 *     dC     = dC (from the next step) + dH ⊙ o ⊙ (1 − tanh²(c))
 *     dA_i   = dC ⊙ g ⊙ i (1 − i)          dA_f = dC ⊙ cPrev ⊙ f (1 − f)
 *     dA_g   = dC ⊙ i ⊙ (1 − g²)           dA_o = dH ⊙ tanh(c) ⊙ o (1 − o)
 *     dCPrev = dC ⊙ f
 *
 * dH complete, dC completed here, dCPrev set, all [B, H]; dA receives [B, 4, H].
 */
export function lstmBackward(
  B: i32, H: i32, gates: usize, cPrev: usize, tanhC: usize, dH: usize, dC: usize, dCPrev: usize, dA: usize,
): void {
  const row = <usize>H << 2, one = f32x4.splat(1);
  for (let b = 0; b < B; b++) {
    for (let j: usize = 0; j < row; j += 16) {
      const at = gates + j;
      const i = v128.load(at), f = v128.load(at + row), g = v128.load(at + 2 * row), o = v128.load(at + 3 * row);
      const t = v128.load(tanhC + j), dh = v128.load(dH + j);
      const dc = fma(f32x4.mul(dh, o), f32x4.sub(one, f32x4.mul(t, t)), v128.load(dC + j));
      v128.store(dC + j, dc);
      v128.store(dCPrev + j, f32x4.mul(dc, f));
      const to = dA + j;
      v128.store(to, f32x4.mul(f32x4.mul(dc, g), f32x4.mul(i, f32x4.sub(one, i))));
      v128.store(to + row, f32x4.mul(f32x4.mul(dc, v128.load(cPrev + j)), f32x4.mul(f, f32x4.sub(one, f))));
      v128.store(to + 2 * row, f32x4.mul(f32x4.mul(dc, i), f32x4.sub(one, f32x4.mul(g, g))));
      v128.store(to + 3 * row, f32x4.mul(f32x4.mul(dh, t), f32x4.mul(o, f32x4.sub(one, o))));
    }
    gates += 4 * row;
    dA += 4 * row;
    cPrev += row;
    tanhC += row;
    dH += row;
    dC += row;
    dCPrev += row;
  }
}
