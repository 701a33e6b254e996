import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordedRun, replayedChanges, replayOf, settingsAt } from '../../../src/state/replay.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/state/settings.ts';
import { settingsOf } from '../../../src/state/models.ts';
import { stepSettingsOf } from '../../../src/state/specs.ts';
import type { Overrides } from '../../../src/state/settings.ts';
import type { Model, Models } from '../../../src/state/model.ts';
import { modelOf } from './modelOf.ts';

/** What a person does: trains on, changes a setting, rests one model or lets it go on, adds one that catches up. */
type Act =
  | { readonly kind: 'train'; readonly steps: number }
  | { readonly kind: 'set'; readonly change: Partial<Settings> }
  | { readonly kind: 'rest' | 'goOn'; readonly id: string };

interface Trained {
  readonly id: string;
  readonly overrides: Overrides;
  resting: boolean;
  step: number;
  /** What every step was really taken with. */
  readonly taken: ReturnType<typeof stepSettingsOf>[];
}

/** What becomes of models when a person does all this. */
function lived(acts: readonly Act[]): { readonly settings: Settings; readonly models: readonly Trained[] } {
  let settings = DEFAULT_SETTINGS;
  const models: Trained[] = [
    { id: 'gru', overrides: {}, resting: false, step: 0, taken: [] },
    { id: 'lstm', overrides: {}, resting: false, step: 0, taken: [] },
    { id: 'lstm-2', overrides: { learningRate: 0.5 }, resting: false, step: 0, taken: [] },
  ];
  for (const act of acts) {
    if (act.kind === 'set') settings = Object.assign({}, settings, act.change);
    if (act.kind === 'rest' || act.kind === 'goOn')
      models.find(({ id }) => id === act.id)!.resting = act.kind === 'rest';
    if (act.kind !== 'train') continue;
    const going = models.filter(({ resting }) => !resting);
    const to = Math.max(0, ...going.map(({ step }) => step)) + act.steps;
    for (const model of going) {
      for (; model.step < to; model.step++) model.taken.push(stepSettingsOf(settingsOf(model, settings)));
    }
  }
  return { settings, models };
}

function stateOf({ settings, models }: ReturnType<typeof lived>): {
  readonly models: Models;
  readonly settings: Settings;
} {
  const entries = models.map(({ id, overrides, step, taken }): [string, Model] => {
    const trained = taken.flatMap((one, k) => {
      const isSame = k > 0 && JSON.stringify(one) === JSON.stringify(taken[k - 1]);
      return isSame ? [] : [{ from: k + 1, settings: one, backend: 'wasm' as const }];
    });
    return [id, modelOf(id, { is: { overrides }, run: { step, trained, perturbed: [] } })];
  });
  return { models: Object.fromEntries(entries), settings };
}

const ACTS: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('train' as const), steps: fc.integer({ min: 1, max: 9 }) }),
  fc.record({
    kind: fc.constant('set' as const),
    change: fc.oneof(
      fc.record({ learningRate: fc.constantFrom(0.1, 0.01, 0.001) }),
      fc.record({ clipKind: fc.constantFrom('none' as const, 'norm' as const, 'value' as const) }),
      fc.record({ clipMax: fc.constantFrom(1, 2, 5) }),
    ),
  }),
  fc.record({ kind: fc.constantFrom('rest' as const, 'goOn' as const), id: fc.constantFrom('gru', 'lstm', 'lstm-2') }),
);

describe('the settings of a run', () => {
  test('are those of every step of every model again, and in the end those of now, through an address', () => {
    fc.assert(
      fc.property(fc.array(ACTS, { maxLength: 14 }), (acts) => {
        const life = lived(acts);
        const state = stateOf(life);
        const recorded = recordedRun(state);
        const read = replayedChanges.fit(replayedChanges.read(replayedChanges.write(recorded.changes)))!;
        expect(read).toEqual(recorded.changes);
        for (const { id, taken, step } of life.models) {
          const replay = replayOf(recorded, state.models[id]!.is);
          for (let k = 1; k <= step; k++) {
            const [last] = replay.filter(({ from }) => from <= k).slice(-1);
            expect(last?.settings, `${id}, step ${k}`).toEqual(taken[k - 1]);
          }
        }
        const end = Math.max(...life.models.map(({ step }) => step)) + 1;
        if (end > 1) expect(settingsAt(recorded, end)).toEqual({ ...life.settings, backend: 'wasm' });
      }),
      { numRuns: 500 },
    );
  });

  test('that changed once are written once', () => {
    const life = lived([
      { kind: 'train', steps: 300 },
      { kind: 'set', change: { learningRate: 0.001 } },
      { kind: 'rest', id: 'gru' },
      { kind: 'train', steps: 200 },
    ]);
    const { settings, changes } = recordedRun(stateOf(life));
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, backend: 'wasm' });
    expect(replayedChanges.write(changes)).toBe('301*lr*0.001');
  });
});
