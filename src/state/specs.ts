import { equalSizeHidden } from '../engine/equalSize.ts';
import type { InitSettings, StepSettings } from '../engine/stepSettings.ts';
import type { CellKind, ModelSpec } from '../engine/spec.ts';
import { MAX_EQUAL_HIDDEN } from '../limits/limits.ts';
import type { Settings } from './settings.ts';

/** The model of a cell under these settings, for a vocabulary of V symbols. */
export function specOf(cell: CellKind, settings: Settings, vocab: number): ModelSpec {
  const { hidden, sizing, layers, input, embedding, nonlinearity, reset } = settings;
  const E = input === 'embedding' ? embedding : 0;
  const spec: ModelSpec = { cell, vocab, hidden, layers, embedding: E, nonlinearity, reset };
  return sizing === 'parameters' ? { ...spec, hidden: equalSizeHidden(spec, MAX_EQUAL_HIDDEN) } : spec;
}

export function initOf(settings: Settings): InitSettings {
  const { initialisation, headBias, forgetBias, seed } = settings;
  return { kind: initialisation, headBias, forgetBias, seed };
}

export function stepSettingsOf(settings: Settings): StepSettings {
  const { learningRate, clipKind, clipMax, optimizer, epsilon, beta1, beta2, reduction } = settings;
  return {
    learningRate,
    optimizer: { kind: optimizer, epsilon, beta1, beta2 },
    clip: clipKind === 'none' ? { kind: 'none' } : { kind: clipKind, max: clipMax },
    reduction,
  };
}
