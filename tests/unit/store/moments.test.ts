import { describe, expect, test } from 'vitest';
import { momentStretch, nextMoments, withMoment } from '../../../src/store/moments.ts';
import { firstSlots } from '../../../src/store/slots.ts';
import type { Checkpoint, SlotMoment, SlotRun } from '../../../src/store/state.ts';

const checkpoint = (step: number): Checkpoint => ({ step, params: new Float32Array(2).fill(step) });
const runOf = (checkpoints: readonly Checkpoint[]) => ({ checkpoints }) as unknown as SlotRun;
const momentOf = ({ step, params }: Checkpoint): SlotMoment => ({ step, of: params, layers: [], blocks: [] });

describe('which losses are measured', () => {
  test('fifty, each with all lags before it, reaching beyond the unroll length', () => {
    expect(momentStretch(20_000, 64)).toEqual({ first: 100, positions: 50, lags: 100 });
    expect(momentStretch(20_000, 100)).toEqual({ first: 150, positions: 50, lags: 150 });
    expect(momentStretch(20_000, 400)).toEqual({ first: 200, positions: 50, lags: 200 });
  });

  test('on a short text as many as there are, and none on one of a few characters', () => {
    for (let T = 1; T < 300; T++) {
      const stretch = momentStretch(T, 64);
      if (T < 17) {
        expect(stretch).toBeNull();
        continue;
      }
      const { first, positions, lags } = stretch!;
      expect(first).toBeGreaterThanOrEqual(lags);
      expect(positions).toBeGreaterThan(0);
      // The last loss predicts a character that is there.
      expect(first + positions).toBeLessThan(T);
    }
  });
});

describe('what is measured next', () => {
  const slots = firstSlots().map((slot) => ({ ...slot, active: slot.cell !== 'gru' }));
  const [rnn, lstm] = [[0, 1, 2, 8].map(checkpoint), [0, 1, 2].map(checkpoint)];
  const runs = { rnn: runOf(rnn), gru: runOf([checkpoint(64)]), lstm: runOf(lstm) };
  const found = (moments: Readonly<Record<string, readonly SlotMoment[]>>) =>
    nextMoments({ slots, runs, moments }).map(({ id, checkpoint: { step } }) => `${id} ${step}`);

  test('is the newest missing step, of all models that take part and miss it', () => {
    expect(found({})).toEqual(['rnn 8']);
    expect(found({ rnn: [momentOf(rnn[3]!)] })).toEqual(['rnn 2', 'lstm 2']);
    expect(found({ rnn: [momentOf(rnn[3]!)], lstm: [momentOf(lstm[2]!)] })).toEqual(['rnn 2']);
  });

  test('is nothing once all is measured', () => {
    expect(found({ rnn: rnn.map(momentOf), lstm: lstm.map(momentOf) })).toEqual([]);
  });

  test('is a step again whose weights were replaced by others', () => {
    const again = { rnn: rnn.map(momentOf), lstm: [...lstm.slice(0, 2).map(momentOf), momentOf(checkpoint(2))] };
    expect(found(again)).toEqual(['lstm 2']);
  });
});

test('moments stay in the order of their steps, and go with the weights that they were measured on', () => {
  const kept = [0, 1, 4].map(checkpoint);
  const gone = momentOf(checkpoint(2));
  const list = withMoment([momentOf(kept[0]!), gone, momentOf(kept[2]!)], momentOf(kept[1]!), runOf(kept));
  expect(list.map(({ step }) => step)).toEqual([0, 1, 4]);
  expect(withMoment(list, gone, runOf(kept)).map(({ step }) => step)).toEqual([0, 1, 4]);
});
