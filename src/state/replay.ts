/**
 * Live settings that change during a run, as (step, key, value): read from what the models were really trained with, and
 * turned back into the settings of every step.
 */
import { type Codec, identifier, listOf, wholeNumber } from './codecs.ts';
import { type RecordedRun, REPLAYED_KEYS, type ReplayedChange, type ReplayedKey, type ReplayedValue } from './link.ts';
import { activeModels, settingsOf } from './models.ts';
import type { Settings } from './settings.ts';
import { SETTINGS } from './settingsTable.ts';
import type { AppState } from './state.ts';
import type { Model, ModelId, ModelIdentity } from './model.ts';
import { stepSettingsOf } from './specs.ts';
import type { StepsTakenWith } from '../worker/protocol.ts';

/** Most changes that an address holds: more than a person makes in an evening. */
const MOST_CHANGES = 200;
const PART = '*';
const STEP = wholeNumber(1, Number.MAX_SAFE_INTEGER);

const codecOf = (key: ReplayedKey): Codec<ReplayedValue> => SETTINGS[key].codec as Codec<ReplayedValue>;

/** "301*lr*0.001", or "301*lr*0.001*lstm-2" of one model alone */
const change: Codec<ReplayedChange> = {
  fit: (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const given = value as Partial<ReplayedChange>;
    const key = REPLAYED_KEYS.find((one) => one === given.key);
    const step = STEP.fit(given.step);
    const model = given.model === null ? null : identifier.fit(given.model);
    const fitted = key && codecOf(key).fit(given.value);
    return !key || step === undefined || model === undefined || fitted === undefined
      ? undefined
      : { step, key, value: fitted, model };
  },
  write: ({ step, key, value, model }) =>
    [STEP.write(step), SETTINGS[key].name, codecOf(key).write(value), ...(model === null ? [] : [model])].join(PART),
  read: (written) => {
    const [step = '', name, value = '', model = null, ...more] = written.split(PART, 5);
    const key = REPLAYED_KEYS.find((one) => SETTINGS[one].name === name);
    return key && more.length === 0
      ? { step: STEP.read(step), key, value: codecOf(key).read(value), model }
      : undefined;
  },
};

export const replayedChanges: Codec<readonly ReplayedChange[]> = listOf(change, MOST_CHANGES);

/** Values of one setting from one step on until the next entry; undefined: it had no part in these steps. */
type Course = readonly { readonly step: number; readonly value: ReplayedValue | undefined }[];

function valueAt(course: Course, step: number): ReplayedValue | undefined {
  return course.findLast((one) => one.step <= step)?.value;
}

/** What a model's steps were taken with. */
function courseOf({ run }: Model, key: ReplayedKey): Course {
  return (run?.trained ?? []).map(({ from, settings: { learningRate, clip } }) => {
    if (key === 'learningRate') return { step: from, value: learningRate };
    if (key === 'clipKind') return { step: from, value: clip.kind };
    return { step: from, value: clip.kind === 'none' ? undefined : clip.max };
  });
}

/** The settings at the first step and what changed since, for all models that take part. */
export function recordedRun(state: Pick<AppState, 'models' | 'settings'>): RecordedRun {
  const ran = activeModels(state).filter(({ run }) => run !== null && run.step > 0);
  const perKey = REPLAYED_KEYS.map((key) => recordedSetting(key, state.settings[key], ran));
  const backend = ran[0]?.run?.trained[0]?.backend;
  return {
    settings: {
      ...state.settings,
      ...Object.fromEntries(perKey.map(({ first }, k) => [REPLAYED_KEYS[k], first])),
      ...(backend && { backend }),
    },
    changes: perKey.flatMap(({ changes }) => changes).sort(inOrder),
  };
}

function inOrder(a: ReplayedChange, b: ReplayedChange): number {
  return a.step - b.step || Number(a.model !== null) - Number(b.model !== null);
}

/** @param now what is set, and comes after all */
function recordedSetting<K extends ReplayedKey>(
  key: K,
  now: Settings[K],
  ran: readonly Model[],
): { readonly first: ReplayedValue; readonly changes: readonly ReplayedChange[] } {
  const models = ran
    .filter(({ is }) => is.overrides[key] === undefined)
    .map((model) => ({ id: model.is.id, last: model.run!.step, course: courseOf(model, key) }));
  const steps = [...new Set(models.flatMap(({ course }) => course.map(({ step }) => step)))].sort((a, b) => a - b);
  const values = models.flatMap(({ course }) => course.map(({ value }) => value));
  const first = values.find((value) => value !== undefined) ?? now;
  const common: ReplayedChange[] = [];
  let set: ReplayedValue = first;
  for (const step of steps.filter((one) => one > 1)) {
    const value = models
      .map(({ course }) => course.find((one) => one.step === step)?.value)
      .find((v) => v !== undefined);
    // Of all models: those that have come so far have it from here on at the latest.
    const isCommon = models.every(({ course, last }) => step > last || (valueAt(course, step) ?? value) === value);
    if (value === undefined || value === set || !isCommon) continue;
    common.push({ step, key, value, model: null });
    set = value;
  }
  const own = models.flatMap(({ id, last, course }) => {
    const changes: ReplayedChange[] = [];
    for (const step of [1, ...steps.filter((one) => one > 1 && one <= last)]) {
      const value = valueAt(course, step);
      const known = [...common, ...changes].filter((one) => one.step <= step).sort(inOrder);
      const taken = known.at(-1)?.value ?? first;
      if (value !== undefined && value !== taken) changes.push({ step, key, value, model: id });
    }
    return changes;
  });
  const end = Math.max(0, ...models.map(({ last }) => last));
  if (set !== now) common.push({ step: end + 1, key, value: now, model: null });
  return { first, changes: [...common, ...own] };
}

/** The settings of all models at a step, whatever single models have for themselves. */
export function settingsAt({ settings, changes }: RecordedRun, step: number): Settings {
  return after(settings, changes, step, null);
}

function after(settings: Settings, changes: readonly ReplayedChange[], step: number, model: ModelId | null): Settings {
  const applied = changes
    .filter((one) => one.step <= step && (one.model === null || one.model === model))
    .sort(inOrder)
    .map(({ key, value }) => [key, value] as const);
  return { ...settings, ...Object.fromEntries(applied) };
}

/** What every step of a model is to be taken with, oldest first. */
export function replayOf({ settings, changes }: RecordedRun, is: ModelIdentity): readonly StepsTakenWith[] {
  const steps = [...new Set([1, ...changes.map(({ step }) => step)])].sort((a, b) => a - b);
  return steps.map((from) => ({
    from,
    settings: stepSettingsOf(settingsOf(is, after(settings, changes, from, is.id))),
  }));
}
