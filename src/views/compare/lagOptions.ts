import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ChainWeight } from '../../analysis/chain.ts';
import type { SlotId } from '../../store/state.ts';

/** How the pictures of single losses' gradients are shown. Kept while the page is open. */
export interface LagOptions {
  /** Each loss's norms divided by its own at lag 0, or as they are. */
  readonly normalised: boolean;
  /** Timesteps over which the kept memory is multiplied up. */
  readonly span: number;
  /** The triangle of the text in view, or of every loss that was measured. */
  readonly triangle: 'view' | 'whole';
  readonly weight: ChainWeight;
  /** Which gate's rows of each model; all where there is no entry. */
  readonly gates: Readonly<Record<SlotId, number>>;
  /** Lags with a bar of their own. */
  readonly chainLags: number;
  /** One scale for all models, or each its own. */
  readonly chainScale: 'shared' | 'own';
  readonly spectrumLag: number;
}

const options = createStore<LagOptions>(() => ({
  normalised: true,
  span: 10,
  triangle: 'view',
  weight: 'weight_hh',
  gates: {},
  chainLags: 64,
  chainScale: 'shared',
  spectrumLag: 10,
}));

export function useLagOptions(): LagOptions {
  return useStore(options);
}

export function setLagOptions(change: Partial<LagOptions>): void {
  options.setState(change);
}
