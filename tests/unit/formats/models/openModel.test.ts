import { describe, expect, it } from 'vitest';
import { openModel } from '../../../../src/formats/models/openModel.ts';
import type { GivenBytes } from '../../../../src/formats/models/openedModel.ts';
import { ImportError } from '../../../../src/limits/errors.ts';
import { BAD, GOOD, ownWeights, TEXTS } from './corpus.ts';

/** The message and the action with which files are refused. */
function refusalOf(files: readonly GivenBytes[]): string {
  try {
    return openModel(files) ? 'opened' : 'read as a text';
  } catch (error) {
    if (error instanceof ImportError) return `${error.message} → ${error.action}`;
    throw error;
  }
}

describe('what is opened', () => {
  it.each(Object.keys(GOOD))('reads %s', (name) => {
    const model = openModel(GOOD[name]!())!;
    expect(model.params.every(Number.isFinite)).toBe(true);
    expect(model.params.some((value) => value !== 0)).toBe(true);
  });

  it('reads the files in any order and under any name that no other file uses', () => {
    for (const [name, files] of Object.entries(GOOD)) {
      const inOrder = openModel(files())!;
      const reversed = [...files()].reverse();
      const renamed = reversed.map((file) =>
        /safetensors$|^saved/.test(file.name) ? { ...file, name: 'photo.png' } : file,
      );
      expect(openModel(renamed), name).toEqual(inOrder);
    }
  });

  it.each(Object.keys(TEXTS))('leaves %s to the reader of texts', (name) => {
    expect(openModel(TEXTS[name]!())).toBeNull();
  });

  it('refuses each bad file with one sentence and one next action', () => {
    const refusals = Object.fromEntries(Object.entries(BAD).map(([name, files]) => [name, refusalOf(files())]));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(refusals).toMatchSnapshot();
  });

  it('gives our own weights back bit for bit, with settings, step and vocabulary', () => {
    const model = openModel([ownWeights()])!;
    expect(model.spec).toMatchObject({ cell: 'gru', reset: 'before', hidden: 2 });
    expect(model.vocabulary).toEqual(['a', 'b', '😀']);
    expect(model.trained).toEqual({ settings: { learningRate: '0.01', hidden: '2' }, step: 120 });
  });
});
