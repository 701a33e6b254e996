import { describe, expect, test } from 'vitest';
import { characterEnds } from '../../../src/analysis/characterEnds.ts';
import { meansByCharacter } from '../../../src/analysis/unitWeights.ts';

/** Means of a series over a text of the letters a, b, c, … */
const meansOf = (text: string, values: readonly number[]) =>
  meansByCharacter(
    Float32Array.from(values),
    Int32Array.from(text, (letter) => letter.charCodeAt(0) - 97),
    6,
  );

describe('the characters at which a unit is highest and lowest', () => {
  test('come with mean and count, the most extreme first', () => {
    const { highest, lowest } = characterEnds(
      meansOf('aaabbbcccddd', [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.5, 0, 1]),
      1,
    );
    expect(highest).toEqual([{ token: 0, mean: 1, count: 3 }]);
    expect(lowest).toEqual([{ token: 2, mean: 0.25, count: 3 }]);
  });

  test('a character that is rare says nothing where others are not', () => {
    const means = meansOf('aaabbbcd', [0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 1, 0]);
    expect(characterEnds(means, 3).highest.map(({ token }) => token)).toEqual([0]);
    expect(characterEnds(means, 3).lowest.map(({ token }) => token)).toEqual([1]);
  });

  test('in a text of a few characters each of them counts, once', () => {
    const { highest, lowest } = characterEnds(meansOf('abcde', [0.5, 0.25, 1, 0, 0.75]), 3);
    expect(highest.map(({ token }) => token)).toEqual([2, 4, 0]);
    expect(lowest.map(({ token }) => token)).toEqual([3, 1]);
  });
});
