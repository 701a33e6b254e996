import { describe, expect, it } from 'vitest';
import { lagReading, lagTextOf, weightsBefore } from '../../../src/state/lagReading.ts';
import type { Model } from '../../../src/state/model.ts';
import type { AppState } from '../../../src/state/state.ts';
import { changedUi, INITIAL_UI } from '../../../src/state/ui.ts';

const passage = { kind: 'text' };
const traceWindow = { from: 100, to: 1100 };

function stateOf(count: number, trainCount: number, lagText: 'shown' | 'heldOut'): AppState {
  return {
    ui: changedUi(INITIAL_UI, { lagText }),
    text: { tokens: Int32Array.from({ length: count }, (_, k) => k), trainCount },
    passage,
    traceWindow,
    revealed: Infinity,
  } as unknown as AppState;
}

describe('the text on which gradients by lag are measured', () => {
  it('is what is read, or the first characters after those that training reads', () => {
    const shown = lagReading(stateOf(5000, 4500, 'shown'))!;
    expect([shown.tokens[0], shown.tokens.length]).toEqual([100, 1000]);
    expect(shown.read).toEqual([passage, traceWindow]);
    const state = stateOf(5000, 4500, 'heldOut');
    const heldOut = lagReading(state)!;
    expect([heldOut.tokens[0], heldOut.tokens.length]).toEqual([4500, 401]);
    expect(heldOut.stretch).toEqual({ losses: { from: 0, to: 400 }, lags: 200, from: 200 });
    expect(heldOut.read).toEqual([state.text]);
    // The last character of a short held-out part is the last of the text.
    expect(lagReading(stateOf(2000, 1800, 'heldOut'))!.tokens).toHaveLength(200);
  });

  it('is what is read where nothing is held out, whatever a link says', () => {
    expect(lagTextOf(stateOf(1500, 1500, 'heldOut'))).toBe('shown');
    expect(lagReading(stateOf(1500, 1500, 'heldOut'))!.read).toEqual([passage, traceWindow]);
    expect(lagReading(stateOf(110, 110, 'shown'))).toBeNull();
  });
});

describe('the weights before training', () => {
  const first = { step: 0, params: new Float32Array(2) };
  const later = { step: 8, params: new Float32Array(2) };
  const modelOf = (checkpoints: readonly object[], step: number, perturbation: object | null = null) =>
    ({ is: {}, run: { checkpoints }, shown: { trace: { step }, perturbation } }) as unknown as Model;

  it('are those of step 0, if they are kept and not shown themselves', () => {
    expect(weightsBefore(modelOf([first, later], 8))).toBe(first);
    expect(weightsBefore(modelOf([later], 8))).toBeNull();
    expect(weightsBefore(modelOf([first, later], 0))).toBeNull();
    expect(weightsBefore(modelOf([first], 0, {}))).toBe(first);
    // A file need not say how long its weights were trained.
    const is = { opened: { step: 0 } } as unknown as Model['is'];
    expect(weightsBefore({ ...modelOf([first, later], 8), is })).toBeNull();
  });
});
