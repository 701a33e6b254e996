import { describe, expect, it } from 'vitest';
import {
  BackendLostError,
  BackendUnavailableError,
  errorFromRecord,
  errorRecord,
  ExplainedError,
  ExportError,
  ImportError,
  ShapeError,
  TextError,
} from '../../../src/limits/errors.ts';
import { grouped, SENTENCES } from '../../../src/limits/sentences.ts';

const EVERY = {
  TextError: [
    new TextError(SENTENCES.textEmpty()),
    new TextError(SENTENCES.textTooShort(1, 2)),
    new TextError(SENTENCES.textBinary()),
    new TextError(SENTENCES.textEncoding('UTF-8')),
    new TextError(SENTENCES.fileTooLarge(70_000_000, 67_108_864)),
  ],
  ImportError: [
    new ImportError(SENTENCES.notSafetensors('its header is cut off')),
    new ImportError(SENTENCES.notUnrolled('weights', 'rnn.weight_hh_l0 is missing')),
  ],
  ExportError: [
    new ExportError(SENTENCES.exportTooLarge(600_000_000, 536_870_912)),
    new ExportError(SENTENCES.traceInPart(8000, 20_000)),
  ],
  BackendLostError: [new BackendLostError(SENTENCES.backendLost('webgl'))],
  BackendUnavailableError: [
    new BackendUnavailableError(SENTENCES.backendUnavailable('webgl', 'WebGL 2 is switched off')),
  ],
  ShapeError: [new ShapeError(SENTENCES.shapeMismatch('head.bias', '12 long', '11 long'))],
};
const all = Object.entries(EVERY).flatMap(([name, errors]) => errors.map((error) => ({ name, error })));

/** Sentences that are not thrown, or thrown by a class of their own elsewhere. */
const LOOSE = [
  SENTENCES.diverged('LSTM', 1234, 'loss', true, 1200),
  SENTENCES.workerSilent(),
  SENTENCES.patternStuck(null),
  SENTENCES.searchStopped(),
  SENTENCES.lookStopped(),
  SENTENCES.pictureNotDrawn(),
];

function expectSentence(sentence: string): void {
  expect(sentence).toMatch(/^[A-Z].*\.$/s);
  expect(sentence).not.toMatch(/undefined|NaN|\[object|\.\.| {2}/);
  expect(sentence.length).toBeLessThan(200);
}

describe('explained errors', () => {
  it.each(all)('$name says a sentence and one action: $error.message', ({ name, error }) => {
    expect(error).toBeInstanceOf(ExplainedError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(name);
    expectSentence(error.message);
    expectSentence(error.action);
  });

  it('say a sentence and one action too where no error is thrown', () => {
    for (const { message, action } of LOOSE) {
      expectSentence(message);
      expectSentence(action);
    }
  });

  it('has a test case for every sentence of the table', () => {
    expect(all.length + LOOSE.length + 1).toBe(Object.keys(SENTENCES).length);
    expect(new Set(all.map(({ error }) => error.message)).size).toBe(all.length);
  });

  it.each(all)('$name survives being posted between threads', ({ error }) => {
    const back = errorFromRecord(structuredClone(errorRecord(error)));
    expect(back).toBeInstanceOf(error.constructor);
    expect(back).toMatchObject({ name: error.name, message: error.message, action: error.action });
  });

  it('turns what nobody foresaw into a sentence too, keeping the detail', () => {
    const record = errorRecord(new RangeError('Invalid typed array length: 7'));
    expect(record.message).toBe('Something unforeseen happened (RangeError: Invalid typed array length: 7).');
    expect(record.action).toMatch(/reload/);
    expect(errorRecord('plain words').message).toContain('plain words');
    expect(errorFromRecord(record)).not.toBeInstanceOf(ExplainedError);
  });

  it('keeps the cause', () => {
    const cause = new SyntaxError('Unexpected token');
    expect(new ImportError(SENTENCES.notSafetensors('x'), { cause }).cause).toBe(cause);
  });

  it('counts one character and several rightly, and groups digits by three', () => {
    expect(SENTENCES.textTooShort(1, 2).message).toContain('1 character;');
    expect(SENTENCES.textTooShort(0, 2).message).toContain('0 characters;');
    expect([0, 999, 1000, 67_108_864].map(grouped)).toEqual(['0', '999', '1,000', '67,108,864']);
  });
});
