import type { Activation } from '../../analysis/preActivation.ts';
import { formatFactor, formatFixed } from '../../draw/format.ts';

export const ACTIVATION_NAMES: Readonly<Record<Activation, string>> = { sigmoid: 'σ', tanh: 'tanh', relu: 'ReLU' };

/** The number of decimals for which a column has room. The state of a diverging model has many digits before the point. */
export function decimals(value: number, most: number): number {
  const size = Math.abs(value);
  return size < 99.995 ? most : size < 999.95 ? 1 : 0;
}

/** A state at t − 1. */
export function Previous({ letter }: { readonly letter: string }) {
  return (
    <>
      {letter}
      <sub>t−1</sub>
    </>
  );
}

export const factor = (value: number): string => formatFactor(value, decimals(value, 3));

export function product(a: number, b: number): string {
  return `${factor(a)}·${factor(b)}`;
}

export function sum(a: number, b: number): string {
  return `${formatFixed(a, decimals(a, 3))} + ${factor(b)}`;
}
