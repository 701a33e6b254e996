import type { Random } from '../engine/random.ts';

/** Draws from the items in random order and starts again when all were drawn. Two consecutive draws always differ. */
export function deck<Item>(random: Random, items: readonly Item[]): () => Item {
  let left: Item[] = [];
  let last: Item | null = null;
  return () => {
    if (left.length === 0) left = [...items];
    let position = random.integer(left.length);
    if (left[position] === last) position = (position + 1) % left.length;
    const [drawn] = left.splice(position, 1);
    last = drawn as Item;
    return last;
  };
}

/** One of the items, with equal probability. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.integer(items.length)]!;
}

/** An integer from `from` to `to`, both included. */
export function between(random: Random, from: number, to: number): number {
  return from + random.integer(to - from + 1);
}

/** Breaks a paragraph at spaces into lines of at most `width` characters. A longer word has a line of its own. */
export function wrap(paragraph: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.join('\n');
}

/** The text with its first letter in upper case. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
