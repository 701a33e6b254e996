import { describe, expect, it } from 'vitest';
import { decodeFile, prepareText } from '../../../src/formats/text.ts';
import { TextError } from '../../../src/limits/errors.ts';
import { MAX_FILE_BYTES, MAX_TEXT_CHARS } from '../../../src/limits/limits.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A byte-order mark and the text in UTF-16. */
function utf16(text: string, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + 2 * text.length));
  for (const [k, unit] of [0xfeff, ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))].entries()) {
    view.setUint16(2 * k, unit, isLittle);
  }
  return new Uint8Array(view.buffer);
}

const binary = 'This looks like a binary file, not a text.';

describe('decodeFile', () => {
  it('reads UTF-8 as it is', () => {
    const text = 'Grüße, 한국어, 👩‍🚀\r\n\tend';
    expect(decodeFile(utf8(text))).toBe(text);
  });

  it('leaves the byte-order mark of UTF-8 for prepareText to report', () => {
    const text = decodeFile(utf8('\uFEFFhello'));
    expect(prepareText(text)).toMatchObject({ text: 'hello', notes: [{ kind: 'byte-order-mark' }] });
  });

  it.each([true, false])('reads UTF-16 with its byte-order mark (little-endian: %s)', (isLittle) => {
    expect(decodeFile(utf16('hé한😀', isLittle))).toBe('\uFEFFhé한😀');
  });

  it('reads an empty file as an empty text, which prepareText refuses', () => {
    expect(decodeFile(new Uint8Array(0))).toBe('');
  });

  it('refuses Latin-1 and says how to save it', () => {
    const bytes = Uint8Array.from(Array.from('Grüße aus Köln', (c) => c.charCodeAt(0)));
    expect(() => decodeFile(bytes)).toThrow('not valid UTF-8');
    expect(() => decodeFile(bytes)).toThrow(TextError);
  });

  it('refuses half a code unit of UTF-16', () => {
    expect(() => decodeFile(utf16('abc', true).subarray(0, 7))).toThrow('not valid UTF-16');
  });

  it('refuses a picture, an archive, a program and weights as binary', () => {
    const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52];
    const zip = [0x50, 0x4b, 3, 4, 0x14, 0, 0, 0, 8, 0, 0x9c, 0x8e, 0x21, 0x55, 0xff, 0xfe];
    const elf = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const floats = [...new Uint8Array(new Float32Array(64).map((_, k) => Math.sin(k)).buffer)];
    for (const bytes of [png, zip, elf, floats]) expect(() => decodeFile(Uint8Array.from(bytes))).toThrow(binary);
  });

  it('refuses valid UTF-8 that is mostly NUL, such as an archive of texts', () => {
    expect(() => decodeFile(utf8(`name.txt${'\0'.repeat(500)}some text`))).toThrow(binary);
    expect(() => decodeFile(utf16('\0\0\0a', true))).toThrow(binary);
  });

  it('takes a text with a few controls: a NUL, terminal colours, form feeds', () => {
    const text = `${'A line of a log.\n'.repeat(20)}\0\f\u001b[31mred\u001b[0m`;
    expect(decodeFile(utf8(text))).toBe(text);
  });

  it('decodes no more of a long file than can be used, and not half a character', () => {
    const bytes = utf8('한'.repeat(MAX_TEXT_CHARS + 50));
    const { text, notes } = prepareText(decodeFile(bytes));
    expect(text).toBe('한'.repeat(MAX_TEXT_CHARS));
    expect(notes.map((n) => n.kind)).toEqual(['length', 'one-symbol']);
    const mixed = utf8(`a${'한'.repeat(MAX_TEXT_CHARS + 50)}`);
    expect(decodeFile(mixed).endsWith('한')).toBe(true);
  });

  it('refuses a file beyond 64 MB before decoding it', () => {
    expect(() => decodeFile(new Uint8Array(MAX_FILE_BYTES + 1))).toThrow('67,108,865 bytes');
  });
});
