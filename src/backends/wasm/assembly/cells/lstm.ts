import { fma, sigmoidAll, tanh } from '../simd';

/**
 * One timestep for B rows of H units (H a multiple of 8). On entry `gates` [B, 4, H] holds the pre-activations a =
 * W_ih x + b + W_hh hPrev; on return it holds the activations:
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
    const i = gates, f = i + row, g = f + row, o = g + row;
    // One activation function at a time: all of them together need more registers than there are.
    sigmoidAll(i, 2 * row);
    for (let j: usize = 0; j < row; j += 16) {
      const gNew = tanh(v128.load(g + j));
      v128.store(g + j, gNew);
      v128.store(c + j, fma(v128.load(f + j), v128.load(cPrev + j), f32x4.mul(v128.load(i + j), gNew)));
    }
    sigmoidAll(o, row);
    for (let j: usize = 0; j < row; j += 16) {
      const t = tanh(v128.load(c + j));
      v128.store(tanhC + j, t);
      v128.store(h + j, f32x4.mul(v128.load(o + j), t));
    }
    gates += 4 * row;
    cPrev += row;
    c += row;
    tanhC += row;
    h += row;
  }
}

/**
 * Backward pass:
 *
 *     dC     = dC (from the next step) + dH ⊙ o ⊙ (1 − tanh²(c))
 *     dA_i   = dC ⊙ g ⊙ i (1 − i)          dA_f = dC ⊙ cPrev ⊙ f (1 − f)
 *     dA_g   = dC ⊙ i ⊙ (1 − g²)           dA_o = dH ⊙ tanh(c) ⊙ o (1 − o)
 *     dCPrev = dC ⊙ f
 *
 * dH is complete, dC is completed here, and dCPrev is set, all [B, H]; dA receives [B, 4, H].
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
