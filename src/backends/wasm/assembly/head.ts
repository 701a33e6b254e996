import { exp, laneSum } from './simd';

/** A mask with all bits set in the lanes below `count` (0 … 4). */
// @ts-ignore: decorator
@inline
function lanesBelow(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

/**
 * Softmax cross-entropy of `count` positions, in nats: losses[p] = log Σ_v e^{logits_v} − logits_target, 0 where
 * there is no target (a negative one). `weighted` receives the gradient of Σ_p weights[p] · losses[p] by the logits:
 * weights[p] (softmax(logits) − [v = target]).
 *
 * @param V symbols; rows are padded to `width`, and the gradient's padding is 0
 * @param logits [count, width]
 * @param targets [count] of i32
 * @param weights [count]
 * @param losses receives [count] of f64
 * @param weighted receives [count, width]
 */
export function crossEntropy(
  count: i32, V: i32, width: i32, logits: usize, targets: usize, weights: usize, losses: usize, weighted: usize,
): void {
  const bytes = <usize>width << 2;
  const whole = <usize>(V & ~3) << 2;
  const tail = lanesBelow(V & 3);
  const lowest = f32x4.splat(-f32.MAX_VALUE);
  for (let p: usize = 0; p < <usize>count; p++) {
    const target = load<i32>(targets + (p << 2));
    if (target < 0) {
      store<f64>(losses + (p << 3), 0);
      memory.fill(weighted, 0, bytes);
      logits += bytes;
      weighted += bytes;
      continue;
    }
    let largest = lowest;
    for (let j: usize = 0; j < whole; j += 16) largest = f32x4.max(largest, v128.load(logits + j));
    if (V & 3) largest = f32x4.max(largest, v128.bitselect(v128.load(logits + whole), lowest, tail));
    const top = max(
      max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
      max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
    );
    const tops = f32x4.splat(top);
    let sums = f32x4.splat(0);
    for (let j: usize = 0; j < whole; j += 16) {
      const e = exp(f32x4.sub(v128.load(logits + j), tops));
      sums = f32x4.add(sums, e);
      v128.store(weighted + j, e);
    }
    if (V & 3) {
      const e = v128.and(exp(f32x4.sub(v128.load(logits + whole), tops)), tail);
      sums = f32x4.add(sums, e);
      v128.store(weighted + whole, e);
    }
    const sum = laneSum(sums);
    const at = <usize>target << 2;
    store<f64>(losses + (p << 3), Math.log(sum) + <f64>top - <f64>load<f32>(logits + at));
    const weight = load<f32>(weights + (p << 2));
    const scale = f32x4.splat(<f32>(<f64>weight / sum));
    const written = (<usize>V + 3 << 2) & ~15;
    for (let j: usize = 0; j < written; j += 16) v128.store(weighted + j, f32x4.mul(v128.load(weighted + j), scale));
    if (written < bytes) memory.fill(weighted + written, 0, bytes - written);
    store<f32>(weighted + at, load<f32>(weighted + at) - weight);
    logits += bytes;
    weighted += bytes;
  }
}
