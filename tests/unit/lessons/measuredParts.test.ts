/** A lesson states no number of what was chosen before. */
import { expect, test } from 'vitest';
import { cost, measured } from '../../../src/lessons/measuredParts.ts';
import { askedAblation } from '../../../src/state/askedAblation.ts';
import type { ModelAblation } from '../../../src/state/findState.ts';
import type { Results } from '../../../src/state/results.ts';
import type { AppState } from '../../../src/state/state.ts';
import { changedUi, INITIAL_UI, type Ui } from '../../../src/state/ui.ts';
import { specOf } from '../engine/models.ts';
import { modelOf } from '../state/modelOf.ts';

const spec = specOf({ cell: 'lstm', hidden: 4 });
const passage = { kind: 'text' } as const;
const traceWindow = { from: 0, to: 300 };
const params = new Float32Array(1);
const run = { spec, params, paramsStep: 8, checkpoints: [], perturbed: [] };
const trace = { spec, step: 8, tokens: new Int32Array(300) };
const hypotheses: AppState['hypotheses'] = [];
const shown = { trace, params, run, perturbation: null, passage, traceWindow };

function stateAt(cursor: Partial<Ui['cursor']>, results: Partial<Results> = {}): AppState {
  return {
    ui: changedUi(INITIAL_UI, { cursor: { model: 'lstm', channel: 'c', t: 100, ...cursor } }),
    hypotheses,
    passage,
    traceWindow,
    models: { lstm: modelOf('lstm', { run, shown, results }) },
  } as unknown as AppState;
}

test('a cost is that of the unit that is held now', () => {
  const groups = [{ name: 'on', bits: 0.25 }];
  const ablation = {
    ...askedAblation(stateAt({ unit: 3 }))!,
    report: { labels: [{ id: 'double-quotes', groups }] },
  } as unknown as ModelAblation;
  const costOf = (unit: number, id = 'lstm') => cost(stateAt({ unit }, { ablation }), id, 'double-quotes', 'on');
  expect(costOf(3)).toBe(0.25);
  expect(costOf(2)).toBeNull();
  expect(costOf(3, 'gru')).toBeNull();
});

test('a chain, a Jacobian and gradients by lag are those of the cursor', () => {
  const read = { passage, traceWindow };
  const at = { t: 100, layer: 0 };
  const lags = { gradients: { losses: { from: 0, to: 299 } } };
  const results = Object.fromEntries(
    Object.entries({ chain: at, jacobian: at, lags }).map(([kind, of]) => [kind, { of, trace, read }]),
  ) as unknown as Partial<Results>;
  for (const kind of ['chain', 'jacobian'] as const) {
    expect(measured(stateAt({ t: 100 }, results), 'lstm', kind), kind).toBe(at);
    expect(measured(stateAt({ t: 101 }, results), 'lstm', kind), kind).toBeNull();
  }
  // One stretch of losses serves many places of the cursor.
  for (const t of [100, 101]) expect(measured(stateAt({ t }, results), 'lstm', 'lags')).toBe(lags);
  const elsewhere = { ...results, lags: { of: { gradients: { losses: { from: 7 } } }, trace, read } };
  expect(measured(stateAt({ t: 100 }, elsewhere as unknown as Partial<Results>), 'lstm', 'lags')).toBeNull();
});
