/** The settings with which a model was really trained, step by step. */
import type { BackendName } from '../backends/backend.ts';
import type { ClipSettings, StepSettings } from '../engine/stepSettings.ts';
import type { StepsTakenWith } from '../worker/protocol.ts';
import type { Settings } from './settings.ts';
import { settingsOf } from './models.ts';
import type { AppState } from './state.ts';
import { stepShape } from './stepShape.ts';
import type { ModelId, ModelRun, TrainedWith } from './model.ts';

/** The record with the entries of a report. Entries that change nothing are left out. */
export function recordSettings(
  record: readonly TrainedWith[],
  added: readonly StepsTakenWith[],
  backend: BackendName,
): readonly TrainedWith[] {
  const next = [...record];
  for (const { from, settings } of added) {
    const last = next.at(-1);
    const isSame = last && last.backend === backend && JSON.stringify(last.settings) === JSON.stringify(settings);
    if (!isSame) next.push({ from, settings, backend });
  }
  return next;
}

/** The settings that can change between steps. */
function liveOf(
  { learningRate, clip }: StepSettings,
  clipMax: number,
): Pick<Settings, 'learningRate' | 'clipKind' | 'clipMax'> {
  return { learningRate, clipKind: clip.kind, clipMax: clip.kind === 'none' ? clipMax : clip.max };
}

/** The entries up to a step. */
function upTo({ trained }: Pick<ModelRun, 'trained'>, step: number): readonly TrainedWith[] {
  return trained.filter(({ from }) => from <= step);
}

/**
 * The settings in force at a training step of a model: those of its run, with the learning rate, clipping and backend of the
 * last step up to it (before the first step, the current ones), and the batch size and unroll length that the text allowed.
 */
export function settingsInForce(
  state: Pick<AppState, 'models' | 'settings' | 'text'>,
  id: ModelId,
  step: number,
): Settings | null {
  const { models, settings } = state;
  const model = models[id];
  if (!model?.run) return null;
  const { is, run } = model;
  const now = settingsOf(is, settings);
  const last = upTo(run, step).at(-1);
  const { learningRate, clipKind, clipMax, backend, temperature } = now;
  return {
    ...run.settings,
    ...(last
      ? { ...liveOf(last.settings, clipMax), backend: last.backend }
      : { learningRate, clipKind, clipMax, backend }),
    temperature,
    ...stepShape(state),
  };
}

function describeClip(clip: ClipSettings): string {
  return clip.kind === 'none' ? 'clip off' : `clip by ${clip.kind} at ${clip.max}`;
}

/** The changes during training up to a step, such as "learning rate 0.001 from step 301". */
export function changesOfSettings(run: Pick<ModelRun, 'trained'>, step: number): string[] {
  const entries = upTo(run, step);
  return entries.slice(1).map(({ from, settings, backend }, k) => {
    const before = entries[k]!;
    const was = before.settings;
    const parts = [
      settings.learningRate === was.learningRate ? null : `learning rate ${settings.learningRate}`,
      describeClip(settings.clip) === describeClip(was.clip) ? null : describeClip(settings.clip),
      backend === before.backend ? null : `${backend} backend`,
      JSON.stringify(settings.optimizer) === JSON.stringify(was.optimizer)
        ? null
        : `optimizer ${JSON.stringify(settings.optimizer)}`,
      settings.reduction === was.reduction ? null : `reduction ${settings.reduction}`,
    ];
    return `${parts.filter((part) => part !== null).join(', ')} from step ${from}`;
  });
}

/** The same for the metadata of a file. */
export function settingsByStep(run: Pick<ModelRun, 'trained'>, step: number): readonly object[] {
  return upTo(run, step).map(({ from, settings, backend }) => ({ from_step: from, ...settings, backend }));
}
