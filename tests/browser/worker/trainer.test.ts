import { afterEach, describe, expect, test } from 'vitest';
import { batchAt, batchPlan } from '../../../src/engine/batches.ts';
import { initialParameters } from '../../../src/engine/initialise.ts';
import type { StepSettings } from '../../../src/engine/stepSettings.ts';
import type { CellKind, ModelSpec } from '../../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../../src/engine/vocabulary.ts';
import { openCpuBackend } from '../../../src/backends/cpu/cpuBackend.ts';
import type { BackendName } from '../../../src/backends/backend.ts';
import { handOver, startTrainer, trainWatched, within, type TrainerClient } from '../../../src/worker/client.ts';
import { registerErrorHandler } from '../../../src/worker/errorTransfer.ts';
import type { TrainProgress } from '../../../src/worker/protocol.ts';

registerErrorHandler();

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(40);
const SETTINGS: StepSettings = {
  learningRate: 0.01,
  optimizer: { kind: 'adam', epsilon: 1e-8, beta1: 0.9, beta2: 0.999 },
  clip: { kind: 'norm', max: 1 },
  reduction: 'mean',
};
const vocabulary = buildVocabulary(TEXT);
const tokens = encode(vocabulary, TEXT);
const CELLS: readonly CellKind[] = ['rnn', 'gru', 'lstm'];

function specOf(cell: CellKind): ModelSpec {
  return { cell, vocab: vocabulary.size, hidden: 9, layers: 1, embedding: 0, nonlinearity: 'tanh', reset: 'after' };
}

function paramsOf(cell: CellKind): Float32Array {
  const init = { kind: 'uniform', headBias: 'unigram', forgetBias: 1, seed: 5 } as const;
  return Float32Array.from(initialParameters(specOf(cell), init, vocabulary.counts));
}

let client: TrainerClient | null = null;

async function configured(backend: BackendName, cells: readonly CellKind[]): Promise<TrainerClient> {
  client = startTrainer();
  await within(client, client.api.open(backend), 240_000);
  await client.api.configure({ tokens: tokens.slice(), batch: 4, unroll: 10, seed: 3 });
  for (const cell of cells)
    await client.api.addModel({ id: cell, spec: specOf(cell), settings: SETTINGS, start: { params: paramsOf(cell) } });
  return client;
}

/** Trains and gathers what was reported. */
async function train(
  trainer: TrainerClient,
  ids: readonly string[],
  rounds: number | null,
  seen: TrainProgress[] = [],
) {
  const end = await trainWatched(trainer, ids, rounds, (p) => seen.push(p));
  const losses = new Map<string, number[]>(ids.map((id) => [id, []]));
  for (const p of seen) for (const s of p.models) losses.get(s.id)!.push(...s.losses);
  return { end, losses, seen };
}

afterEach(() => {
  client?.end();
  client = null;
});

describe('the training worker', () => {
  test.each(['webgl', 'wasm'] as const)(
    'trains three cells in lockstep on %s and reports the reference’s losses',
    { timeout: 120_000 },
    async (backend) => {
      const trainer = await configured(backend, CELLS);
      const { end, losses } = await train(trainer, CELLS, 12);
      expect(end.reason).toBe('done');
      const plan = batchPlan(tokens.length, 4, 10);
      for (const cell of CELLS) {
        const reference = await openCpuBackend().createModel({
          spec: specOf(cell),
          batch: 4,
          unroll: 10,
          params: paramsOf(cell),
        });
        expect(losses.get(cell)).toHaveLength(12);
        for (let step = 0; step < 12; step++) {
          const { loss } = await reference.step(batchAt(tokens, plan, 3, step), SETTINGS);
          expect(Math.abs(losses.get(cell)![step]! - loss)).toBeLessThan(1e-5);
        }
      }
    },
  );

  test.each(['cpu', 'wasm'] as const)('a pause leaves all models at the same whole step (%s)', async (backend) => {
    const trainer = await configured(backend, CELLS);
    const seen: TrainProgress[] = [];
    let reported = (): void => undefined;
    const firstReport = new Promise<void>((resolve) => (reported = resolve));
    const running = trainWatched(trainer, CELLS, null, (progress) => {
      seen.push(progress);
      reported();
    });
    await firstReport;
    await trainer.api.pause();
    const end = await running;
    expect(end.reason).toBe('paused');
    const steps = new Set<number>();
    for (const cell of CELLS) steps.add((await trainer.api.getState(cell)).step);
    expect(steps.size).toBe(1);
    expect([...steps][0]).toBeGreaterThan(0);
    const last = seen.at(-1)!;
    expect(last.snapshots.map((s) => s.state.step)).toEqual(CELLS.map(() => [...steps][0]));
  });

  test.each(['cpu', 'wasm'] as const)(
    'keeps the weights of the steps 1, 2, 3, 4, 6, 8, … on the way (%s)',
    async (backend) => {
      const trainer = await configured(backend, ['lstm']);
      const seen: TrainProgress[] = [];
      await train(trainer, ['lstm'], 13, seen);
      const kept = seen.flatMap(({ checkpoints }) => checkpoints);
      expect(kept.map(({ step }) => step)).toEqual([1, 2, 3, 4, 6, 8, 11]);
      const again = await configured(backend, ['lstm']);
      await train(again, ['lstm'], 6);
      const { params } = await again.api.getState('lstm');
      expect(kept[4]!.params).toEqual(Float32Array.from(params));
    },
  );

  test('a cell added later catches up on the same batches before all go on together', async () => {
    const trainer = await configured('cpu', ['lstm']);
    await train(trainer, ['lstm'], 7);
    await trainer.api.addModel({
      id: 'gru',
      spec: specOf('gru'),
      settings: SETTINGS,
      start: { params: paramsOf('gru') },
    });
    const { losses } = await train(trainer, ['lstm', 'gru'], 2);
    expect(losses.get('gru')).toHaveLength(9);
    expect(losses.get('lstm')).toHaveLength(2);
    const alone = await openCpuBackend().createModel({
      spec: specOf('gru'),
      batch: 4,
      unroll: 10,
      params: paramsOf('gru'),
    });
    const plan = batchPlan(tokens.length, 4, 10);
    for (let step = 0; step < 9; step++) {
      const { loss } = await alone.step(batchAt(tokens, plan, 3, step), SETTINGS);
      expect(losses.get('gru')![step]).toBeCloseTo(loss, 6);
    }
  });

  test('a diverging model stops the run at once and is named', async () => {
    const trainer = await configured('cpu', ['lstm']);
    const relu: ModelSpec = { ...specOf('rnn'), nonlinearity: 'relu' };
    const sgd: StepSettings = {
      ...SETTINGS,
      learningRate: 1e200,
      optimizer: { ...SETTINGS.optimizer, kind: 'sgd' },
      clip: { kind: 'none' },
    };
    await trainer.api.addModel({ id: 'relu', spec: relu, settings: sgd, start: { params: paramsOf('rnn') } });
    await trainer.api.setSettings({ lstm: sgd });
    const { end } = await train(trainer, ['lstm', 'relu'], 50);
    expect(end).toMatchObject({ reason: 'diverged', id: 'relu', step: 2 });
  });

  test('each model steps by its own settings, which change between two steps, on the same batches', async () => {
    const trainer = await configured('cpu', ['lstm']);
    const second = { id: 'second', spec: specOf('lstm'), start: { params: paramsOf('lstm') } };
    await trainer.api.addModel({ ...second, settings: { ...SETTINGS, clip: { kind: 'norm', max: 1e-3 } } });
    const first = (await train(trainer, ['lstm', 'second'], 3)).losses;
    const slower = { ...SETTINGS, learningRate: 1e-4 };
    await trainer.api.setSettings({ second: slower, nobody: slower });
    const then = (await train(trainer, ['lstm', 'second'], 3)).losses;

    const plan = batchPlan(tokens.length, 4, 10);
    const request = { spec: specOf('lstm'), batch: 4, unroll: 10, params: paramsOf('lstm') };
    const alone = await openCpuBackend().createModel(request);
    for (let step = 0; step < 6; step++) {
      const clipped = { ...SETTINGS, clip: { kind: 'norm', max: 1e-3 } } as const;
      const { loss } = await alone.step(batchAt(tokens, plan, 3, step), step < 3 ? clipped : slower);
      expect((step < 3 ? first : then).get('second')![step % 3]).toBe(Math.fround(loss));
    }
    expect(first.get('second')![0]).toBe(first.get('lstm')![0]);
    expect(then.get('second')![2]).not.toBe(then.get('lstm')![2]);
  });

  test('a state taken out and put back goes on as if nothing had happened', async () => {
    const trainer = await configured('cpu', ['lstm']);
    const unbroken = (await train(trainer, ['lstm'], 20)).losses.get('lstm')!;
    await trainer.api.addModel({
      id: 'lstm',
      spec: specOf('lstm'),
      settings: SETTINGS,
      start: { params: paramsOf('lstm') },
    });
    const first = (await train(trainer, ['lstm'], 8)).losses.get('lstm')!;
    const state = await trainer.api.getState('lstm');
    await train(trainer, ['lstm'], 5);
    await trainer.api.setState('lstm', state);
    const second = (await train(trainer, ['lstm'], 12)).losses.get('lstm')!;
    expect([...first, ...second]).toEqual(unbroken);
  });

  test('arrays are handed over, not copied', async () => {
    client = startTrainer();
    await client.api.open('cpu');
    const sent = tokens.slice();
    const request = { tokens: sent, batch: 4, unroll: 10, seed: 3 };
    await client.api.configure(handOver(request, sent));
    expect(sent.length).toBe(0);
  });

  test('a model whose parameters do not fit is refused with a sentence and a next action', async () => {
    const trainer = await configured('cpu', []);
    const start = { params: new Float32Array(3) };
    await expect(
      trainer.api.addModel({ id: 'lstm', spec: specOf('lstm'), settings: SETTINGS, start }),
    ).rejects.toMatchObject({
      name: 'ShapeError',
      message: expect.stringContaining('3'),
      action: expect.stringMatching(/\w+/),
    });
  });

  test('follows a course: each model stops after its last step, and settings change at exactly their steps', async () => {
    const slower: StepSettings = { ...SETTINGS, learningRate: 0.001 };
    const by = async (steps: readonly [rounds: number, settings: StepSettings][], id: CellKind): Promise<number[]> => {
      const trainer = await configured('wasm', [id]);
      const seen: TrainProgress[] = [];
      for (const [rounds, settings] of steps) {
        await trainer.api.setSettings({ [id]: settings });
        await train(trainer, [id], rounds, seen);
      }
      trainer.end();
      return seen.flatMap(({ models }) => models.flatMap(({ losses }) => [...losses]));
    };
    const lstm = await by(
      [
        [40, SETTINGS],
        [37, slower],
      ],
      'lstm',
    );
    const gru = await by([[12, SETTINGS]], 'gru');

    const trainer = await configured('wasm', ['gru', 'lstm']);
    const course = {
      gru: { until: 12, settings: [{ from: 1, settings: SETTINGS }] },
      lstm: {
        until: 77,
        settings: [
          { from: 1, settings: SETTINGS },
          { from: 41, settings: slower },
        ],
      },
    };
    await trainer.api.setSettings({ gru: slower, lstm: slower });
    const seen: TrainProgress[] = [];
    const end = await trainWatched(trainer, ['gru', 'lstm'], null, (p) => seen.push(p), { course });
    expect(end.reason).toBe('done');
    const of = (id: string) => seen.flatMap(({ models }) => models.filter((one) => one.id === id));
    expect(of('gru').flatMap(({ losses }) => [...losses])).toEqual(gru);
    expect(of('lstm').flatMap(({ losses }) => [...losses])).toEqual(lstm);
    expect(of('lstm').flatMap(({ settings }) => settings)).toEqual(course.lstm.settings);
    expect(seen.at(-1)!.snapshots.map(({ id, state }) => [id, state.step])).toEqual([
      ['gru', 12],
      ['lstm', 77],
    ]);
    // Without a course it goes on under the settings that were sent.
    const after = await train(trainer, ['lstm'], 2);
    expect(after.seen.flatMap(({ models }) => models.flatMap(({ settings }) => settings))).toEqual([
      { from: 78, settings: slower },
    ]);
  });
});
