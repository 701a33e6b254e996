/** Bytes that values hold: arrays of numbers by their buffers, texts, and lists. What is there twice by identity counts once. */
export function bytesHeld(values: readonly unknown[]): number {
  const seen = new Set<object>();
  const waiting: unknown[] = [...values];
  let bytes = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') bytes += 2 * value.length;
    else if (typeof value === 'number') bytes += 8;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (!ArrayBuffer.isView(value)) for (const part of Object.values(value)) waiting.push(part);
    else if (!seen.has(value.buffer)) {
      seen.add(value.buffer);
      bytes += value.buffer.byteLength;
    }
  }
  return bytes;
}
