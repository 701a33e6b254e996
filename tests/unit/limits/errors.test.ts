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
  TrainingTooLargeError,
  TextError,
} from '../../../src/limits/errors.ts';
import { NotFiniteError } from '../../../src/engine/sample.ts';
import { formatDuration, fileName, grouped, megabytes, roughly, MESSAGES } from '../../../src/limits/messages.ts';

const EVERY = {
  TextError: [
    new TextError(MESSAGES.textEmpty()),
    new TextError(MESSAGES.textTooShort(1, 2)),
    new TextError(MESSAGES.textUnknown(3000)),
    new TextError(MESSAGES.textBinary('photo.png')),
    new TextError(MESSAGES.fileTooLarge('book.txt', 70_000_000, 67_108_864)),
    new TextError(MESSAGES.primeUnknown()),
  ],
  ImportError: [
    new ImportError(MESSAGES.fileUnreadable('book.txt', 'NotFoundError')),
    new ImportError(MESSAGES.folderDropped('books')),
    new ImportError(MESSAGES.folderUnreadable('books', 'NotReadableError')),
    new ImportError(MESSAGES.foldersDropped()),
    new ImportError(MESSAGES.severalFiles(12, '“a.txt”, “b.txt” and 10 more')),
    new ImportError(MESSAGES.noFile()),
    new ImportError(MESSAGES.notSafetensors('its header is cut off')),
    new ImportError(MESSAGES.notUnrolled('weights', 'rnn.weight_hh_l0 is missing')),
  ],
  ExportError: [
    new ExportError(MESSAGES.exportTooLarge(600_000_000, 536_870_912)),
    new ExportError(MESSAGES.traceInPart(8000, 20_000)),
  ],
  BackendLostError: [new BackendLostError(MESSAGES.backendLost('webgl'))],
  BackendUnavailableError: [
    new BackendUnavailableError(MESSAGES.backendUnavailable('webgl', 'WebGL 2 is switched off')),
  ],
  TrainingTooLargeError: [
    new TrainingTooLargeError(
      MESSAGES.trainingTooLarge({ bytes: 12e9, seconds: 700 }, { bytes: 4 * 2 ** 30, seconds: 60 }, [
        'the batch size to 16',
        'the hidden units to 64',
      ]),
    ),
  ],
  ShapeError: [new ShapeError(MESSAGES.shapeMismatch('head.bias', '12 long', '11 long'))],
};
const all = Object.entries(EVERY).flatMap(([name, errors]) => errors.map((error) => ({ name, error })));

/** Sentences that are not thrown, or thrown by a class of their own elsewhere. */
const LOOSE = [
  MESSAGES.trainedUnavailable('Quotation marks'),
  MESSAGES.linkRefused('hidden = “9999” (taken: 512)'),
  MESSAGES.linkNeedsText('book.txt', 100_000),
  MESSAGES.otherText('book.txt', 100_000, 99_000),
  MESSAGES.linkCopied('weights changed by hand'),
  MESSAGES.fileEncoding('book.txt', {
    encoding: 'UTF-8',
    kind: 'open',
    at: 1234,
    line: 56,
    character: 7,
    byte: 0xe9,
    count: 1,
  }),
  MESSAGES.primeInPart('“Z”, “é” U+00E9 and “4”'),
  MESSAGES.diverged('LSTM', 1234, 'loss', true, 1200),
  MESSAGES.workerSilent(),
  MESSAGES.viewerSilent(),
  MESSAGES.workerMissing('computes the pictures', 'press Train'),
  MESSAGES.chunkMissing('Compare'),
  MESSAGES.newerVersion(),
  MESSAGES.cameBack('book.txt', 12_345, true, false),
  MESSAGES.experimentElsewhere(),
  MESSAGES.storageFull(true, 2),
  MESSAGES.storageOff('The user denied permission.'),
  MESSAGES.storageGone(),
  MESSAGES.notPersistent(),
  MESSAGES.recordDamaged(),
  MESSAGES.experimentDamaged('models.0.run'),
  MESSAGES.allPaused(),
  MESSAGES.trainerLost('webgl', 12_345, 'wasm'),
  MESSAGES.trainerRestarts('webgl', 12_345),
  MESSAGES.stepBrokenOff(12_345),
  MESSAGES.noBackend(['wasm did not start.', 'webgl did not start.', 'cpu did not start.']),
  MESSAGES.outOfMemory(),
  MESSAGES.patternStuck(null),
  MESSAGES.labelTooLong('pattern', 12_345, 2000),
  MESSAGES.searchStopped(),
  MESSAGES.reportStopped(),
  MESSAGES.pictureNotDrawn(),
  MESSAGES.pinned('Maps', 2),
  MESSAGES.noRoomToPin(),
  MESSAGES.reportNotSaved(),
  MESSAGES.notSaved(),
  MESSAGES.noRecorder(),
  MESSAGES.filmBroken(),
  MESSAGES.blownUp('RNN and GRU', 2, '2,349 bits per character', '5.75 bits per character', 100),
  MESSAGES.otherHalf('weights', 'trace', 1055),
  MESSAGES.notFinite(),
  MESSAGES.notInPytorch('nn.GRU', 'this GRU applies its reset gate before the matrix product'),
  MESSAGES.runEnded('Reset', 12_480),
];

function expectMessage(text: string): void {
  expect(text).toMatch(/^[A-Z].*\.$/s);
  expect(text).not.toMatch(/undefined|NaN|\[object|\.\.| {2}/);
  expect(text.length).toBeLessThan(200);
}

describe('explained errors', () => {
  it.each(all)('$name says a sentence and one action: $error.message', ({ name, error }) => {
    expect(error).toBeInstanceOf(ExplainedError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(name);
    expectMessage(error.message);
    expectMessage(error.action);
  });

  it('say a sentence and one action too where no error is thrown', () => {
    for (const { message, action } of LOOSE) {
      expectMessage(message);
      expectMessage(action);
    }
  });

  it('has a test case for every sentence of the table', () => {
    expect(all.length + LOOSE.length + 1).toBe(Object.keys(MESSAGES).length);
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

  it('knows predictions that are not finite, also when only their name came through a door', () => {
    const thrown = new NotFiniteError();
    const arrived = Object.assign(new Error(thrown.message), { name: thrown.name });
    for (const error of [thrown, arrived]) expect(errorRecord(error)).toMatchObject(MESSAGES.notFinite());
  });

  it('says durations as people do', () => {
    const words = [20_400, 119_000, 150_000, 3_600_000, 7_385_000].map(formatDuration);
    expect(words).toEqual(['20 seconds', '119 seconds', '3 minutes', '1 hour', '2 hours 3 minutes']);
  });

  it('knows memory that is not given in the words of every browser, here and from another thread', () => {
    for (const message of [
      'Array buffer allocation failed',
      'WebAssembly.Memory(): could not allocate memory',
      'Out of memory',
    ]) {
      expect(errorRecord(new RangeError(message))).toMatchObject(MESSAGES.outOfMemory());
      expect(errorRecord(Object.assign(new Error(message), { name: 'RangeError' }))).toMatchObject(
        MESSAGES.outOfMemory(),
      );
    }
  });

  it('says costs as people do, and what would do', () => {
    expect([0.004, 0.28, 0.97, 7.6, 99, 130, 7200].map(roughly)).toEqual([
      '0.01 s',
      '0.3 s',
      '1 s',
      '8 s',
      '99 s',
      '2 minutes',
      '120 minutes',
    ]);
    expect([1, 2 ** 20, 5 * 2 ** 30].map(megabytes)).toEqual(['1 MB', '1 MB', '5,120 MB']);
    const { message, action } = MESSAGES.trainingTooLarge(
      { bytes: 12e9, seconds: 700 },
      { bytes: 4 * 2 ** 30, seconds: 60 },
      ['the batch size to 16', 'the hidden units to 64'],
    );
    expect(message).toBe(
      'A training step of these models needs 11,445 MB of memory and takes about 12 minutes, but at most 4,096 MB and 60 s are allowed.',
    );
    expect(action).toBe('Set the batch size to 16, or the hidden units to 64.');
    expect(MESSAGES.trainerLost('wasm', 7, null)).toEqual({
      message: 'The wasm backend stopped answering. The models are back at step 7.',
      action: 'Press Train to go on from there.',
    });
  });

  it('keeps the cause', () => {
    const cause = new SyntaxError('Unexpected token');
    expect(new ImportError(MESSAGES.notSafetensors('x'), { cause }).cause).toBe(cause);
  });

  it('counts one character and several rightly, and groups digits by three', () => {
    expect(MESSAGES.textTooShort(1, 2).message).toContain('1 character, but');
    expect(MESSAGES.textTooShort(0, 2).message).toContain('0 characters, but');
    expect([0, 999, 1000, 67_108_864].map(grouped)).toEqual(['0', '999', '1,000', '67,108,864']);
  });

  it('says of every kind of fault of a file where it is and what stands there', () => {
    const kinds = ['never', 'inside', 'open', 'cut', 'long', 'surrogate', 'beyond', 'half', 'odd', 'nul'] as const;
    const messages = kinds.map(
      (kind) =>
        MESSAGES.fileEncoding('a.txt', {
          encoding: 'UTF-8',
          kind,
          at: 13_000,
          line: 40,
          character: 2,
          byte: 9,
          count: 3,
        }).message,
    );
    expect(new Set(messages).size).toBe(kinds.length);
    for (const message of messages) {
      expectMessage(message);
      expect(message).toContain(
        'The file “a.txt” is not valid UTF-8: the byte 0x09 at offset 13,000 (line 40, character 2) ',
      );
      expect(message).toMatch(/It has 3 faults in all\.$/);
    }
  });

  it('names a file in quotes, shortens a long name in the middle, and lets no name disturb the sentence', () => {
    expect(fileName('notes.txt')).toBe('“notes.txt”');
    expect(fileName(`${'long '.repeat(30)}name.txt`)).toBe('“long long long long … long long name.txt”');
    expect(fileName('a\u202etxt.exe\n')).toBe('“a\ufffdtxt.exe\ufffd”');
  });
});
