import { describe, expect, it } from 'vitest';
import { openModel } from '../../../../src/formats/models/openModel.ts';
import { jsonFile, type RecurrentjsJson, recurrentjsJson } from './modelFiles.ts';
import { largestDifference, readLogits, sigmoid } from './readLogits.ts';

const LETTERS = ['e', 'a', 'ö', ' '];
const H = 4;
const E = 3;
const TOKENS = [0, 2, 1, 1, 4, 3, 0, 2];

/** The equations of `forwardLSTM` and `forwardRNN`, with the matrices of the JSON. */
function logitsOf({ model, hidden_sizes: sizes, generator }: RecurrentjsJson): number[] {
  const times = (name: string, x: readonly number[]): number[] => {
    const { n, d, w } = model[name]!;
    const at = w as Readonly<Record<number, number>>;
    return Array.from({ length: n }, (_, r) => x.reduce((sum, value, k) => sum + at[r * d + k]! * value, 0));
  };
  const plus = (...all: readonly (readonly number[])[]): number[] =>
    all[0]!.map((_, j) => all.reduce((sum, one) => sum + one[j]!, 0));
  const h = sizes.map(() => new Array<number>(H).fill(0));
  const c = sizes.map(() => new Array<number>(H).fill(0));
  return TOKENS.flatMap((token) => {
    let x = Array.from({ length: E }, (_, k) => (model['Wil']!.w as Readonly<Record<number, number>>)[token * E + k]!);
    for (const l of sizes.keys()) {
      const gate = (letter: string): number[] =>
        plus(times(`W${letter}x${l}`, x), times(`W${letter}h${l}`, h[l]!), times(`b${letter}${l}`, [1]));
      if (generator === 'rnn') {
        x = plus(times(`Wxh${l}`, x), times(`Whh${l}`, h[l]!), times(`bhh${l}`, [1])).map((a) => Math.max(0, a));
      } else {
        const [i, f, o, write] = [gate('i'), gate('f'), gate('o'), gate('c')];
        c[l] = c[l]!.map((before, j) => sigmoid(f[j]!) * before + sigmoid(i[j]!) * Math.tanh(write[j]!));
        x = c[l]!.map((now, j) => sigmoid(o[j]!) * Math.tanh(now));
      }
      h[l] = x;
    }
    return plus(times('Whd', x), times('bd', [1]));
  });
}

describe('a model of recurrentjs', () => {
  it.each([
    ['lstm', 1],
    ['lstm', 2],
    ['rnn', 2],
  ] as const)('computes what recurrentjs computes: %s, %i layers', (generator, layers) => {
    const saved = recurrentjsJson(generator, LETTERS, E, H, layers);
    const model = openModel([jsonFile('saved.txt', saved)])!;
    expect(model.spec).toMatchObject({
      cell: generator,
      vocab: 5,
      embedding: E,
      hidden: H,
      layers,
      nonlinearity: 'relu',
    });
    expect(model.vocabulary).toEqual(['\n', ...LETTERS]);
    expect(largestDifference(readLogits(model, TOKENS), logitsOf(saved))).toBeLessThan(1e-5);
  });

  it('reads weights that are a list, as of a browser without typed arrays', () => {
    const saved = recurrentjsJson('rnn', LETTERS, E, H, 1);
    const listed = {
      ...saved,
      model: Object.fromEntries(
        Object.entries(saved.model).map(([name, one]) => [
          name,
          { ...one, w: Object.values(one.w as object) as unknown },
        ]),
      ),
    };
    expect(openModel([jsonFile('a.json', listed)])!.params).toEqual(openModel([jsonFile('b.json', saved)])!.params);
  });

  it('takes another sign for the beginning where the letters have a line feed', () => {
    const model = openModel([jsonFile('a.json', recurrentjsJson('rnn', ['a', '\n'], E, H, 1))])!;
    expect(model.vocabulary).toEqual(['\u2403', 'a', '\n']);
  });
});
