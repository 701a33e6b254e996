import type { OptimizerKind, OptimizerSettings } from './stepSettings.ts';

/** The number of moments that an optimizer has. Each has the parameters' layout and starts at zero. */
export function momentCount(kind: OptimizerKind): number {
  if (kind === 'sgd') return 0;
  return kind === 'adam' ? 2 : 1;
}

/** The defaults of PyTorch; min-char-rnn's ε for its own variant. */
export function optimizerDefaults(kind: OptimizerKind): OptimizerSettings {
  const epsilon = kind === 'adagrad' ? 1e-10 : 1e-8;
  return { kind, epsilon, beta1: 0.9, beta2: kind === 'rmsprop' ? 0.99 : 0.999 };
}

type Numbers = Float32Array | Float64Array;

/**
 * One update of all parameters, in place.
 *
 *     sgd               p −= η g
 *     adagrad           s += g²;                         p −= η g / (√s + ε)
 *     adagrad-minchar   s += g²;                         p −= η g / √(s + ε)
 *     rmsprop           s = β₂ s + (1 − β₂) g²;          p −= η g / (√s + ε)
 *     adam              m = β₁ m + (1 − β₁) g;  v = β₂ v + (1 − β₂) g²;
 *                       p −= η / (1 − β₁ᵏ) · m / (√v / √(1 − β₂ᵏ) + ε)
 *
 * Sources: the formulas of torch.optim (SGD, Adagrad, RMSprop, Adam); Duchi, Hazan and Singer, JMLR 12, 2011; Tieleman
 * and Hinton, Coursera lecture 6.5, 2012; Kingma and Ba, ICLR 2015, algorithm 1; Karpathy's min-char-rnn for the variant
 * with ε inside the root.
 *
 * @param moments `checkpointCount(kind)` arrays in the parameters' layout, changed in place
 * @param step k, the number of this update, beginning at 1
 * @throws RangeError if the number of moments is not the optimizer's.
 */
export function update(
  settings: OptimizerSettings,
  params: Numbers,
  grads: Numbers,
  moments: readonly Numbers[],
  step: number,
  learningRate: number,
): void {
  const { kind, epsilon, beta1, beta2 } = settings;
  if (moments.length !== momentCount(kind)) {
    throw new RangeError(`${kind} keeps ${momentCount(kind)} moments, not ${moments.length}`);
  }
  const P = params.length;
  switch (kind) {
    case 'sgd':
      for (let k = 0; k < P; k++) params[k]! -= learningRate * grads[k]!;
      return;
    case 'adagrad':
    case 'adagrad-minchar': {
      const s = moments[0]!;
      const inside = kind === 'adagrad-minchar' ? epsilon : 0;
      const outside = kind === 'adagrad' ? epsilon : 0;
      for (let k = 0; k < P; k++) {
        const g = grads[k]!;
        const sk = s[k]! + g * g;
        s[k] = sk;
        params[k]! -= (learningRate * g) / (Math.sqrt(sk + inside) + outside);
      }
      return;
    }
    case 'rmsprop': {
      const s = moments[0]!;
      for (let k = 0; k < P; k++) {
        const g = grads[k]!;
        const sk = beta2 * s[k]! + (1 - beta2) * g * g;
        s[k] = sk;
        params[k]! -= (learningRate * g) / (Math.sqrt(sk) + epsilon);
      }
      return;
    }
    case 'adam': {
      const m = moments[0]!;
      const v = moments[1]!;
      const stepSize = learningRate / (1 - beta1 ** step);
      const vScale = 1 / Math.sqrt(1 - beta2 ** step);
      for (let k = 0; k < P; k++) {
        const g = grads[k]!;
        const mk = beta1 * m[k]! + (1 - beta1) * g;
        const vk = beta2 * v[k]! + (1 - beta2) * g * g;
        m[k] = mk;
        v[k] = vk;
        params[k]! -= (stepSize * mk) / (Math.sqrt(vk) * vScale + epsilon);
      }
      return;
    }
  }
}
