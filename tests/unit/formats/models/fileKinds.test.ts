import { describe, expect, it } from 'vitest';
import { fileKind } from '../../../../src/formats/models/fileKinds.ts';
import { writeSafetensors } from '../../../../src/formats/safetensors.ts';

const TENSOR = { name: 'head.bias', dtype: 'F32', shape: [1], data: Float32Array.of(0.5) } as const;

describe('the kind of a file', () => {
  it('is safetensors whatever the length of its header, also where that begins as a pickle does', () => {
    const lengths = new Set<number>();
    for (let k = 0; k < 2000; k++) {
      const bytes = writeSafetensors([TENSOR], { note: '.'.repeat(k) });
      lengths.add(bytes[0]! + 256 * bytes[1]!);
      expect(fileKind(bytes), `a header of ${bytes[0]! + 256 * bytes[1]!} bytes`).toBe('safetensors');
    }
    for (const likePickle of [640, 896, 1152, 1408]) expect(lengths).toContain(likePickle);
  });

  it.each([2, 3, 4, 5])('is a pickle of protocol %i', (protocol) => {
    expect(fileKind(Uint8Array.of(0x80, protocol, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20))).toBe('pickle');
    // Of a short one nothing more is there.
    expect(fileKind(Uint8Array.of(0x80, protocol, 0x7d, 0x2e))).toBe('pickle');
    // A frame: its opcode, and its length in eight bytes.
    expect(fileKind(Uint8Array.of(0x80, protocol, 0x95, 0x10, 0, 0, 0, 0, 0, 0, 0, 0x7d))).toBe('pickle');
  });
});
