import type { Random } from '../engine/random.ts';

/** Draws from the items in random order and begins anew when all were drawn; two draws in a row always differ. */
export function deck<Item>(random: Random, items: readonly Item[]): () => Item {
  let left: Item[] = [];
  let last: Item | null = null;
  return () => {
    if (left.length === 0) left = [...items];
    let place = random.integer(left.length);
    if (left[place] === last) place = (place + 1) % left.length;
    const [drawn] = left.splice(place, 1);
    last = drawn as Item;
    return last;
  };
}

/** One of the items, each as likely. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.integer(items.length)]!;
}

/** A whole number from `from` to `to`, both included. */
export function between(random: Random, from: number, to: number): number {
  return from + random.integer(to - from + 1);
}

/** Breaks a paragraph at spaces into lines of at most `width` characters (a longer word stands alone). */
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
