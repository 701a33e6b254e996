import { batchPlan } from '../engine/batches.ts';
import type { AppState } from './state.ts';

/** How much a training step reads: B streams, T characters of each. */
export interface StepShape {
  readonly batch: number;
  readonly unroll: number;
}

/** What a step reads under the settings: fewer streams and a shorter window where the text is short. Null without a text. */
export function stepShape({ text, settings }: Pick<AppState, 'text' | 'settings'>): StepShape | null {
  if (!text || text.trainCount < 2) return null;
  const { batch, unroll } = batchPlan(text.trainCount, settings.batch, settings.unroll);
  return { batch, unroll };
}
