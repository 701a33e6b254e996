import type { ClipSettings } from './stepSettings.ts';

/** The global norm √Σ g² of all parameters' gradients together. */
export function globalNorm(grads: Float32Array | Float64Array): number {
  let sum = 0;
  for (let k = 0; k < grads.length; k++) sum += grads[k]! * grads[k]!;
  return Math.sqrt(sum);
}

/**
 * The factor by which clipping by global norm scales a gradient: max / (norm + 1e-6) if that is below 1, else 1.
 *
 * Source: torch.nn.utils.clip_grad_norm_; Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
 * networks", ICML 2013, algorithm 1 (without the 1e-6).
 */
export function normScale(norm: number, max: number): number {
  const scale = max / (norm + 1e-6);
  return scale < 1 ? scale : 1;
}

/**
 * Clips gradients in place and returns the global norm before clipping. NaN stays NaN, so that clipping does not hide
 * a divergence.
 */
export function clipGradients(grads: Float32Array | Float64Array, clip: ClipSettings): number {
  const norm = globalNorm(grads);
  if (clip.kind === 'norm') {
    const scale = normScale(norm, clip.max);
    if (scale < 1) for (let k = 0; k < grads.length; k++) grads[k]! *= scale;
  } else if (clip.kind === 'value') {
    for (let k = 0; k < grads.length; k++) grads[k] = Math.max(-clip.max, Math.min(clip.max, grads[k]!));
  }
  return norm;
}
