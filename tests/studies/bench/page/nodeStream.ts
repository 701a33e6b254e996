/** What brain.js asks of Node's `stream` when it loads; its streaming, which needs the rest, is not used here. */
export class Writable {
  write(): never {
    throw new Error('there are no streams in the bench');
  }
}
