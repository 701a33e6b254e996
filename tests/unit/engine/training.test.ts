import { describe, expect, test } from 'vitest';
import { openCpuBackend } from '../../../src/backends/cpu/cpuBackend.ts';
import { batchAt, batchPlan } from '../../../src/engine/batches.ts';
import { initialParameters } from '../../../src/engine/initialise.ts';
import { optimizerDefaults } from '../../../src/engine/optimizers.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { sampleText } from '../../../src/engine/sample.ts';
import type { InitSettings, OptimizerKind, StepSettings } from '../../../src/engine/stepSettings.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { decode, encode, vocabularyOf } from '../../../src/engine/vocabulary.ts';
import { KINDS, specOf } from './models.ts';

const INIT: InitSettings = { kind: 'uniform', headBias: 'plain', forgetBias: 1, seed: 1 };
const ADAM: StepSettings = {
  learningRate: 0.03,
  optimizer: optimizerDefaults('adam'),
  clip: { kind: 'norm', max: 1 },
  reduction: 'mean',
};

async function train(
  spec: ModelSpec,
  tokens: Int32Array,
  steps: number,
  settings = ADAM,
  size = { batch: 4, unroll: 8 },
) {
  const plan = batchPlan(tokens.length, size.batch, size.unroll);
  const params = initialParameters(spec, INIT, null);
  const model = await openCpuBackend().createModel({ spec, batch: plan.batch, unroll: plan.unroll, params });
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    losses.push((await model.step(batchAt(tokens, plan, INIT.seed, step), settings)).loss);
  }
  return { model, losses, state: await model.getState() };
}

describe('“hello” over h e l o', () => {
  const vocabulary = vocabularyOf(['h', 'e', 'l', 'o']);
  const hello = encode(vocabulary, 'hello');

  test.each(KINDS)(
    '$title of 6 units learns what follows h, he, hel and hell, the same way every time',
    async (kind) => {
      const { title: _, ...chosen } = kind;
      const spec = specOf({ ...chosen, vocab: 4, hidden: 6 });
      const { losses, state } = await train(spec, hello, 250);
      const params = Float64Array.from(state.params);
      expect(losses[0]).toBeGreaterThan(1);
      expect(losses.at(-1)).toBeLessThan(0.05);

      const { logits } = traceText(spec, params, hello.slice(0, 4), 250);
      const best = [0, 1, 2, 3].map((t) => {
        const row = [...logits.subarray(t * 4, t * 4 + 4)];
        return row.indexOf(Math.max(...row));
      });
      expect(decode(vocabulary, best)).toBe('ello');

      const random = createRandom(1, 'sample');
      const written = sampleText(spec, params, hello.slice(0, 1), {
        length: 4,
        temperature: 1,
        mode: 'greedy',
        random,
      });
      expect(decode(vocabulary, written)).toBe('ello');

      const again = await train(spec, hello, 250);
      expect(again.losses).toEqual(losses);
      expect(again.state).toEqual(state);
    },
  );
});

describe('on a text with a rule', () => {
  // Each symbol follows from the two before it, so that a model has to remember.
  const tokens = new Int32Array(600);
  for (let k = 2; k < tokens.length; k++) tokens[k] = (tokens[k - 1]! + 2 * tokens[k - 2]! + 1) % 5;

  const rates: Record<OptimizerKind, number> = {
    sgd: 0.5,
    adagrad: 0.1,
    'adagrad-minchar': 0.1,
    rmsprop: 0.01,
    adam: 0.01,
  };

  test.each(Object.keys(rates) as OptimizerKind[])('%s brings the loss down to less than half', async (kind) => {
    const spec = specOf({ cell: 'gru', vocab: 5, hidden: 12 });
    const settings = { ...ADAM, learningRate: rates[kind], optimizer: optimizerDefaults(kind) };
    const { losses } = await train(spec, tokens, 200, settings);
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2);
  });

  test('a run taken up from its state goes on exactly as if it had never stopped', async () => {
    const spec = specOf({ cell: 'lstm', vocab: 5, hidden: 6, layers: 2 });
    const plan = batchPlan(tokens.length, 3, 10);
    const params = initialParameters(spec, INIT, null);
    const create = () => openCpuBackend().createModel({ spec, batch: plan.batch, unroll: plan.unroll, params });
    const whole = await create();
    for (let k = 0; k < 25; k++) await whole.step(batchAt(tokens, plan, 1, k), ADAM);

    const before = await create();
    for (let k = 0; k < 12; k++) await before.step(batchAt(tokens, plan, 1, k), ADAM);
    const after = await create();
    await after.setState(structuredClone(await before.getState()));
    for (let k = 12; k < 25; k++) await after.step(batchAt(tokens, plan, 1, k), ADAM);
    expect(await after.getState()).toEqual(await whole.getState());
  });

  test('a carried state changes the next window; without carry the window starts from zero', async () => {
    const spec = specOf({ cell: 'rnn', vocab: 5, hidden: 6 });
    const plan = batchPlan(tokens.length, 3, 10);
    const frozen = { ...ADAM, learningRate: 0 };
    const { model } = await train(spec, tokens, 1, frozen, { batch: 3, unroll: 10 });
    const next = batchAt(tokens, plan, 1, 1);
    expect(next.carry).toBe(true);
    const carried = await model.step(next, frozen);
    const fresh = await model.step({ ...next, carry: false }, frozen);
    expect(fresh.loss).toBe((await model.inspect(next, frozen)).loss);
    expect(carried.loss).not.toBe(fresh.loss);
  });

  test('the sum over T is T times the mean: so is its gradient; the reported loss stays per character', async () => {
    const spec = specOf({ cell: 'lstm', vocab: 5, hidden: 6 });
    const plan = batchPlan(tokens.length, 3, 10);
    const { model } = await train(spec, tokens, 0, ADAM, { batch: 3, unroll: 10 });
    const batch = batchAt(tokens, plan, 1, 0);
    const mean = await model.inspect(batch, ADAM);
    const sum = await model.inspect(batch, { ...ADAM, reduction: 'sum' });
    expect(sum.loss).toBe(mean.loss);
    for (const [k, g] of mean.grads.entries()) expect(sum.grads[k]).toBeCloseTo(10 * g, 12);
  });

  test('looking does not change the model', async () => {
    const spec = specOf({ cell: 'gru', vocab: 5, hidden: 6 });
    const plan = batchPlan(tokens.length, 4, 8);
    const { model } = await train(spec, tokens, 3);
    const before = await model.getState();
    await model.inspect(batchAt(tokens, plan, 1, 3), ADAM);
    expect(await model.getState()).toEqual(before);
  });

  test('a learning rate of 1e6 is reported as a loss or norm that is not finite, not as an error', async () => {
    const spec = specOf({ cell: 'rnn', nonlinearity: 'relu', vocab: 5, hidden: 12 });
    const wild: StepSettings = {
      ...ADAM,
      learningRate: 1e6,
      optimizer: optimizerDefaults('sgd'),
      clip: { kind: 'none' },
    };
    const { losses } = await train(spec, tokens, 30, wild);
    expect(losses.some((loss) => !Number.isFinite(loss))).toBe(true);
  });
});

test('arrays that contradict the model are refused', async () => {
  const spec = specOf({});
  await expect(
    openCpuBackend().createModel({ spec, batch: 1, unroll: 2, params: new Float64Array(3) }),
  ).rejects.toMatchObject({ name: 'ShapeError' });
});
