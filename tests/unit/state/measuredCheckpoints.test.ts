import { describe, expect, test } from 'vitest';
import { metricsStretch, nextUnmeasured, withCheckpointMetrics } from '../../../src/state/measuredCheckpoints.ts';
import type { KnownCheckpointMetrics } from '../../../src/state/results.ts';
import type { Checkpoint, ModelRun } from '../../../src/state/model.ts';
import { modelOf } from './modelOf.ts';

const checkpoint = (step: number): Checkpoint => ({ step, params: new Float32Array(2).fill(step) });
const runOf = (checkpoints: readonly Checkpoint[]) => ({ checkpoints }) as unknown as ModelRun;
const savedStateOf = ({ step, params }: Checkpoint): KnownCheckpointMetrics => ({
  step,
  of: params,
  layers: [],
  blocks: [],
});

describe('which losses are measured', () => {
  test('fifty, each with all lags before it, reaching beyond the unroll length', () => {
    expect(metricsStretch(20_000, 64)).toEqual({ losses: { from: 100, to: 150 }, lags: 100 });
    expect(metricsStretch(20_000, 100)).toEqual({ losses: { from: 150, to: 200 }, lags: 150 });
    expect(metricsStretch(20_000, 400)).toEqual({ losses: { from: 200, to: 250 }, lags: 200 });
  });

  test('on a short text as many as there are, and none on one of a few characters', () => {
    for (let T = 1; T < 300; T++) {
      const stretch = metricsStretch(T, 64);
      if (T < 17) {
        expect(stretch).toBeNull();
        continue;
      }
      const { losses, lags } = stretch!;
      expect(losses.from).toBeGreaterThanOrEqual(lags);
      expect(losses.to).toBeGreaterThan(losses.from);
      // The last loss predicts a character that is there.
      expect(losses.to).toBeLessThan(T);
    }
  });
});

describe('what is measured next', () => {
  const [rnn, lstm] = [[0, 1, 2, 8].map(checkpoint), [0, 1, 2].map(checkpoint)];
  const found = (checkpointMetrics: Readonly<Record<string, readonly KnownCheckpointMetrics[]>>) =>
    nextUnmeasured({
      models: {
        rnn: modelOf('rnn', { run: runOf(rnn), results: { checkpointMetrics: checkpointMetrics['rnn'] ?? [] } }),
        gru: modelOf('gru', { is: { active: false }, run: runOf([checkpoint(64)]) }),
        lstm: modelOf('lstm', { run: runOf(lstm), results: { checkpointMetrics: checkpointMetrics['lstm'] ?? [] } }),
      },
    }).map(({ id, checkpoint: { step } }) => `${id} ${step}`);

  test('is the newest missing step, of all models that take part and miss it', () => {
    expect(found({})).toEqual(['rnn 8']);
    expect(found({ rnn: [savedStateOf(rnn[3]!)] })).toEqual(['rnn 2', 'lstm 2']);
    expect(found({ rnn: [savedStateOf(rnn[3]!)], lstm: [savedStateOf(lstm[2]!)] })).toEqual(['rnn 2']);
  });

  test('is nothing once all is measured', () => {
    expect(found({ rnn: rnn.map(savedStateOf), lstm: lstm.map(savedStateOf) })).toEqual([]);
  });

  test('is a step again whose weights were replaced by others', () => {
    const again = {
      rnn: rnn.map(savedStateOf),
      lstm: [...lstm.slice(0, 2).map(savedStateOf), savedStateOf(checkpoint(2))],
    };
    expect(found(again)).toEqual(['lstm 2']);
  });
});

test('moments stay in the order of their steps, and go with the weights that they were measured on', () => {
  const kept = [0, 1, 4].map(checkpoint);
  const gone = savedStateOf(checkpoint(2));
  const list = withCheckpointMetrics(
    [savedStateOf(kept[0]!), gone, savedStateOf(kept[2]!)],
    savedStateOf(kept[1]!),
    runOf(kept),
  );
  expect(list.map(({ step }) => step)).toEqual([0, 1, 4]);
  expect(withCheckpointMetrics(list, gone, runOf(kept)).map(({ step }) => step)).toEqual([0, 1, 4]);
});
