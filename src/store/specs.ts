import { equalSizeHidden } from '../engine/equalSize.ts';
import { optimizerDefaults } from '../engine/optimizers.ts';
import type { InitSettings, StepSettings } from '../engine/settings.ts';
import type { CellKind, ModelSpec } from '../engine/spec.ts';
import { MAX_EQUAL_HIDDEN } from '../limits/limits.ts';
import type { Settings } from './settings.ts';

/** What a cell's model is under these settings, for a vocabulary of V symbols. */
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
  const { learningRate, clipKind, clipMax, optimizer, epsilon, reduction } = settings;
  return {
    learningRate,
    optimizer: { ...optimizerDefaults(optimizer), epsilon },
    clip: clipKind === 'none' ? { kind: 'none' } : { kind: clipKind, max: clipMax },
    reduction,
  };
}
