import { describe, expect, it } from 'vitest';
import { prepareText } from '../../../src/formats/text.ts';
import { encodingNote, type FileReading, readTextFile } from '../../../src/formats/textFile.ts';
import { TextError } from '../../../src/limits/errors.ts';
import { MAX_FILE_BYTES, MAX_TEXT_CHARS } from '../../../src/limits/limits.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A text in UTF-16, with a byte-order mark unless said otherwise. */
function utf16(text: string, isLittle: boolean, mark = '\uFEFF'): Uint8Array {
  const marked = mark + text;
  const view = new DataView(new ArrayBuffer(2 * marked.length));
  for (let k = 0; k < marked.length; k++) view.setUint16(2 * k, marked.charCodeAt(k), isLittle);
  return new Uint8Array(view.buffer);
}

const read = (bytes: Uint8Array): FileReading => readTextFile(bytes, 'a.txt');

function textOf(bytes: Uint8Array): string {
  const reading = read(bytes);
  if (reading.kind !== 'text') throw new Error(`undecided: ${reading.fault.kind}`);
  return reading.text;
}

function undecided(bytes: Uint8Array): Extract<FileReading, { kind: 'undecided' }> {
  const reading = read(bytes);
  if (reading.kind !== 'undecided') throw new Error('it was read');
  return reading;
}

const binary = 'The file “a.txt” looks like a binary file that is neither a text nor a model.';

describe('readTextFile', () => {
  it('reads UTF-8 as it is', () => {
    const text = 'Grüße, 한국어, 👩‍🚀\r\n\tend';
    expect(read(utf8(text))).toEqual({ kind: 'text', text, characters: [...text].length });
  });

  it('leaves the byte-order mark of UTF-8 for prepareText to report', () => {
    expect(prepareText(textOf(utf8('\uFEFFhello')))).toMatchObject({
      text: 'hello',
      notes: [{ kind: 'byte-order-mark' }],
    });
  });

  it.each([true, false])('reads UTF-16 with its byte-order mark (little-endian: %s)', (isLittle) => {
    expect(textOf(utf16('hé한😀', isLittle))).toBe('\uFEFFhé한😀');
  });

  it('reads an empty file as an empty text, which prepareText refuses', () => {
    expect(textOf(new Uint8Array(0))).toBe('');
  });

  it('refuses a picture, an archive, a program and weights as binary', () => {
    const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52];
    const zip = [0x50, 0x4b, 3, 4, 0x14, 0, 0, 0, 8, 0, 0x9c, 0x8e, 0x21, 0x55, 0xff, 0xfe];
    const elf = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const floats = [...new Uint8Array(new Float32Array(64).map((_, k) => Math.sin(k)).buffer)];
    for (const bytes of [png, zip, elf, floats]) {
      expect(() => read(Uint8Array.from(bytes))).toThrow(binary);
      expect(() => read(Uint8Array.from(bytes))).toThrow(TextError);
    }
  });

  it('refuses bytes of all values in no order as binary', () => {
    let state = 7;
    const noise = Uint8Array.from({ length: 20_000 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    });
    expect(() => read(noise)).toThrow(binary);
  });

  it('refuses valid UTF-8 that is mostly NUL, such as an archive of texts', () => {
    expect(() => read(utf8(`name.txt${'\0'.repeat(500)}some text`))).toThrow(binary);
    expect(() => read(utf16('\0\0\0a', true))).toThrow(binary);
  });

  it('takes a text with a few controls: a NUL, terminal colours, form feeds', () => {
    const text = `${'A line of a log.\n'.repeat(20)}\0\f\u001b[31mred\u001b[0m`;
    expect(textOf(utf8(text))).toBe(text);
  });

  it('refuses a file beyond 64 MB before decoding it', () => {
    expect(() => read(new Uint8Array(MAX_FILE_BYTES + 1))).toThrow('The file “a.txt” has 67,108,865 bytes');
  });

  it('says where a Latin-1 file stops being UTF-8, and offers Windows-1252 first', () => {
    const bytes = Uint8Array.from(Array.from('Viele\nGrüße aus Köln', (c) => c.charCodeAt(0)));
    const { fault, offers } = undecided(bytes);
    expect(fault).toEqual({ encoding: 'UTF-8', kind: 'never', at: 8, line: 2, character: 3, byte: 0xfc, count: 3 });
    expect(offers[0]).toMatchObject({ label: 'windows-1252', faults: 0, preview: 'Viele\nGrüße aus Köln' });
  });

  it('offers UTF-8 first where one byte of many is wrong, and says that one place is replaced', () => {
    const line = 'Ein schöner Tag, “sagte” sie — und ging über die Brücke.\n';
    const bytes = utf8(line.repeat(200));
    const bad = new Uint8Array(bytes.length + 1);
    const at = utf8(line.repeat(120)).length + 9;
    bad.set(bytes.subarray(0, at));
    bad[at] = 0x92;
    bad.set(bytes.subarray(at), at + 1);
    const { fault, offers } = undecided(bad);
    expect(fault).toEqual({ encoding: 'UTF-8', kind: 'inside', at, line: 121, character: 9, byte: 0x92, count: 1 });
    expect(offers[0]).toMatchObject({ label: 'utf-8', faults: 1 });
    expect(offers[0]!.preview).toContain('Ein schö\ufffdner Tag');
  });

  it('offers UTF-8 first where the end of the file cuts a character off', () => {
    const bytes = utf8('schöne Grüße, 한국어');
    const { fault, offers } = undecided(bytes.subarray(0, -1));
    expect(fault).toMatchObject({ kind: 'cut', at: bytes.length - 3, byte: 0xec, count: 1 });
    expect(offers[0]).toMatchObject({ label: 'utf-8', faults: 1 });
  });

  it.each([
    ['English', 'The bell rang twice, and nobody answered.\n'],
    ['French', 'Ça coûte 5 €, dit-elle — à bientôt.\n'],
    ['Russian', 'Все счастливые семьи похожи друг на друга.\n'],
    ['Korean', '그는 천천히 문을 열고 안으로 들어갔다.\n'],
    ['Japanese', '吾輩は猫である。名前はまだ無い。\n'],
  ])('recognises UTF-16 without a byte-order mark in %s, in both orders', (_, line) => {
    for (const isLittle of [true, false]) {
      const { offers } = undecided(utf16(line.repeat(30), isLittle, ''));
      expect(offers[0]).toMatchObject({ label: isLittle ? 'utf-16le' : 'utf-16be', faults: 0 });
      expect(offers[0]!.preview.startsWith(line)).toBe(true);
    }
  });

  it('says where UTF-16 with its mark is damaged, and offers it alone', () => {
    const odd = undecided(utf16('one\ntwo', true).subarray(0, 15));
    expect(odd.fault).toEqual({ encoding: 'UTF-16', kind: 'odd', at: 14, line: 2, character: 3, byte: 0x6f, count: 1 });
    expect(odd.offers.map(({ label, faults }) => [label, faults])).toEqual([['utf-16le', 1]]);
    const half = undecided(utf16('ab\ud800cd and more of it', false));
    expect(half.fault).toMatchObject({ encoding: 'UTF-16', kind: 'half', at: 6, line: 1, character: 3, count: 1 });
    expect(half.offers.map(({ label, faults }) => [label, faults])).toEqual([['utf-16be', 1]]);
  });

  it('says how a text was read', () => {
    expect(encodingNote('koi8-r', 0)).toBe('Read as KOI8-R (Russian).');
    expect(encodingNote('utf-8', 1)).toBe('Read as UTF-8; one place that it cannot read became \ufffd.');
    expect(encodingNote('utf-8', 1200)).toBe('Read as UTF-8; 1,200 places that it cannot read became \ufffd.');
  });
});

describe('the length of a long file', () => {
  const note = (bytes: Uint8Array): string => {
    const reading = read(bytes);
    if (reading.kind !== 'text') throw new Error('undecided');
    return prepareText(reading.text, reading.characters).notes[0]!.text;
  };

  it('is all its characters, however many bytes each takes and however few are used', () => {
    expect(note(utf8('all work '.repeat(5_555_556)).subarray(0, 50_000_000))).toBe(
      'Only the first 10,000,000 characters are used; the text has 50,000,000.',
    );
    expect(note(utf8('한'.repeat(14_000_000)))).toBe(
      'Only the first 10,000,000 characters are used; the text has 14,000,000.',
    );
    // An emoji is one character and two units: the limit is in units, what is said in characters.
    expect(note(utf8('😀'.repeat(5_500_001)))).toBe(
      'Only the first 5,000,000 characters are used; the text has 5,500,001.',
    );
  });

  it('is the same for a paste, and is not lengthened by a byte-order mark', () => {
    const said = 'Only the first 10,000,000 characters are used; the text has 30,000,000.';
    expect(prepareText('abc'.repeat(10_000_000)).notes[0]!.text).toBe(said);
    const reading = read(utf8(`\uFEFF${'abc'.repeat(10_000_000)}`));
    expect(
      reading.kind === 'text' && prepareText(reading.text, reading.characters).notes.map(({ text }) => text),
    ).toEqual(['The byte-order mark at the start was removed.', said]);
  });

  it('decodes no more of it than can be used, and not half a character', () => {
    const reading = read(utf8(`a${'한'.repeat(MAX_TEXT_CHARS + 50)}`));
    expect(reading.kind === 'text' && reading.text.endsWith('한')).toBe(true);
    expect(reading).toMatchObject({ characters: MAX_TEXT_CHARS + 51 });
  });
});
