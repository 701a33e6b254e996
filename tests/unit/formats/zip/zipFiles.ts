/** Zip archives made byte by byte, with anything in them that an archive should not have. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface MadeEntry {
  readonly name: string;
  readonly content?: Uint8Array;
  readonly isDeflated?: boolean;
  readonly change?: Partial<EntryFields>;
}

interface EntryFields {
  readonly localName: string;
  readonly localMethod: number;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header is said to begin. */
  readonly from: number;
}

interface EndFields {
  readonly count: number;
  readonly countHere: number;
  readonly begin: number;
  readonly size: number;
  readonly comment: string;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function madeZip(entries: readonly MadeEntry[], end: Partial<EndFields> = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, content = utf8('hello'), isDeflated = false, change = {} } of entries) {
    const packed = isDeflated ? new Uint8Array(deflateRawSync(content)) : content;
    const method = change.method ?? (isDeflated ? 8 : 0);
    const flags = change.flags ?? 0x800;
    const fields = [change.crc ?? crc32(content), change.packedSize ?? packed.length, change.size ?? content.length];
    const localName = utf8(change.localName ?? name);
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    local.setUint16(4, 20, true);
    local.setUint16(6, flags, true);
    local.setUint16(8, change.localMethod ?? method, true);
    for (const [k, value] of fields.entries()) local.setUint32(14 + 4 * k, value, true);
    local.setUint16(26, localName.length, true);
    const central = new DataView(new ArrayBuffer(46));
    central.setUint32(0, 0x02014b50, true);
    central.setUint16(8, flags, true);
    central.setUint16(10, method, true);
    for (const [k, value] of fields.entries()) central.setUint32(16 + 4 * k, value, true);
    central.setUint16(28, utf8(name).length, true);
    central.setUint32(42, change.from ?? at, true);
    directory.push(new Uint8Array(central.buffer), utf8(name));
    const written = [new Uint8Array(local.buffer), localName, packed];
    parts.push(...written);
    at += written.reduce((sum, part) => sum + part.length, 0);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const comment = utf8(end.comment ?? '');
  const last = new DataView(new ArrayBuffer(22));
  last.setUint32(0, 0x06054b50, true);
  last.setUint16(8, end.countHere ?? end.count ?? entries.length, true);
  last.setUint16(10, end.count ?? entries.length, true);
  last.setUint32(12, end.size ?? size, true);
  last.setUint32(16, end.begin ?? at, true);
  last.setUint16(20, comment.length, true);
  return joined([...parts, ...directory, new Uint8Array(last.buffer), comment]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
