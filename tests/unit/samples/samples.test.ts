import { describe, expect, it } from 'vitest';
import { prepareText } from '../../../src/formats/text.ts';
import { commentedCode } from '../../../src/samples/commentedCode.ts';
import { finalConsonant } from '../../../src/samples/koreanSentences.ts';
import { longAsides } from '../../../src/samples/longAsides.ts';
import { longQuotations } from '../../../src/samples/longQuotations.ts';
import { raggedLines } from '../../../src/samples/raggedLines.ts';
import { SAMPLES } from '../../../src/samples/samples.ts';

const built = new Map(SAMPLES.map(({ id, build }) => [id, build()]));
const text = (id: string): string => built.get(id)!;

/** What is left of opened brackets when matching ones cancel; '' if all match. The deepest nesting besides. */
function unmatched(source: string): { readonly left: string; readonly deepest: number } {
  const close: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
  let left = '';
  let deepest = 0;
  for (const symbol of source) {
    if ('([{'.includes(symbol)) left += symbol;
    else if (close[symbol]) left = left.endsWith(close[symbol]) ? left.slice(0, -1) : left + symbol;
    deepest = Math.max(deepest, left.length);
  }
  return { left, deepest };
}

describe('samples', () => {
  it('begin with the harbour, and have names of their own', () => {
    const ids = [
      'harbour',
      'code',
      'brackets',
      'recipes',
      'korean',
      'quotations',
      'asides',
      'lines',
      'comments',
      'chronicle',
      'hello',
    ];
    expect(SAMPLES.map(({ id }) => id)).toEqual(ids);
    expect(new Set(SAMPLES.map(({ name }) => name)).size).toBe(SAMPLES.length);
    for (const { description } of SAMPLES) expect(description).toMatch(/^[A-Z].*\.$/);
  });

  it.each(SAMPLES)('$name is the same every time', ({ id, build }) => {
    expect(build()).toBe(text(id));
  });

  it.each(SAMPLES)('$name is a text that needs no preparing', ({ id }) => {
    expect(prepareText(text(id))).toEqual({ text: text(id), notes: [] });
  });

  it.each<[string, number, number]>([
    ['harbour', 24_000, 26_000],
    ['code', 40_000, 42_000],
    ['brackets', 10_000, 10_100],
    ['recipes', 15_000, 16_000],
    ['korean', 6000, 6300],
    ['quotations', 100_000, 102_000],
    ['asides', 100_000, 102_000],
    ['lines', 100_000, 100_100],
    ['comments', 100_000, 102_000],
    ['chronicle', 120_000, 122_000],
    ['hello', 5, 5],
  ])('%s has from %i to %i characters, as it says', (id, least, most) => {
    expect(text(id).length).toBeGreaterThanOrEqual(least);
    expect(text(id).length).toBeLessThanOrEqual(most);
  });
});

describe('Harbour dialogues', () => {
  const paragraphs = text('harbour')
    .split('\n\n')
    .filter((paragraph) => paragraph !== '');

  it('closes every quotation mark in the paragraph that opens it, and more than a quarter of it is speech', () => {
    for (const paragraph of paragraphs) expect(paragraph.split('"').length % 2).toBe(1);
    const speech = paragraphs.flatMap((paragraph) => paragraph.split('"').filter((_, k) => k % 2 === 1));
    expect(speech.join('').length).toBeGreaterThan(text('harbour').length / 4);
  });

  it('ends every paragraph as a sentence ends and begins it with a capital', () => {
    for (const paragraph of paragraphs) expect(paragraph).toMatch(/^"?[A-Z][^]*[.?!]"?$/);
  });

  it('joins words and marks as English does', () => {
    expect(text('harbour')).not.toMatch(/ {2}|\.\.|,,| [,.?!]|[,.][A-Za-z]|undefined|\[object|,"\n*$/);
    // After speech that ends in a comma or question mark the sentence goes on.
    for (const paragraph of paragraphs)
      expect(paragraph.replaceAll('\n', ' ')).not.toMatch(/[^,]," [^a-zA-Z]|\." [a-z]/);
    expect(text('harbour')).not.toMatch(/\ba (?!one-)[aeiou]/);
  });

  it('breaks lines at widths from 48 to 72 that differ from paragraph to paragraph', () => {
    const widths = paragraphs
      .filter((p) => p.split('\n').length > 2)
      .map((p) => Math.max(...p.split('\n').map((line) => line.length)));
    expect(
      Math.max(
        ...text('harbour')
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(72);
    expect(new Set(widths).size).toBeGreaterThan(12);
    expect(Math.min(...widths)).toBeLessThan(52);
  });

  it('never lets people talk to themselves, and repeats few paragraphs', () => {
    const names = 'Mara|Tobias|Ines|Pell|Juno|Kit|Sorrel|Bram';
    expect(text('harbour')).not.toMatch(new RegExp(`\\b(${names})[\\s,]+found\\s+\\1\\b`));
    expect(new Set(paragraphs).size).toBeGreaterThan(0.75 * paragraphs.length);
  });

  it('has about three hundred different words', () => {
    const words = new Set(
      text('harbour')
        .toLowerCase()
        .match(/[a-z]+/g),
    );
    expect(words.size).toBeGreaterThan(300);
    expect(words.size).toBeLessThan(700);
  });
});

describe('C-like code', () => {
  const code = text('code');
  /** Without strings and comments, whose brackets do not count. */
  const bare = code.replace(/"(?:\\.|[^"\\\n])*"|\/\*.*?\*\/|\/\/[^\n]*/g, ' ');

  it('matches every bracket outside strings and comments', () => {
    expect(unmatched(bare)).toEqual({ left: '', deepest: expect.closeTo(10, -1) as number });
  });

  it('closes every string and comment on its line', () => {
    expect(bare).not.toMatch(/"|\/\*|\*\//);
    expect(code.match(/"(?:\\.|[^"\\\n])*"/g)!.length).toBeGreaterThan(50);
    expect(code.match(/\/\*|\/\//g)!.length).toBeGreaterThan(100);
  });

  it('indents every line by as many tabs as braces are open', () => {
    let depth = 0;
    for (const line of bare.split('\n').filter((l) => l.trim() !== '')) {
      const closing = line.trim().startsWith('}') ? 1 : 0;
      expect(/^\t*/.exec(line)![0].length).toBe(depth - closing);
      depth += line.split('{').length - line.split('}').length;
    }
    expect(depth).toBe(0);
  });

  it('calls only functions that it has declared before', () => {
    const known = new Set(['if', 'while', 'for', 'printf', 'abort_if', 'return']);
    for (const line of bare.split('\n')) {
      const declared = /^(?:static )?int (\w+)\(/.exec(line)?.[1];
      if (declared !== undefined) {
        expect(known).not.toContain(declared);
        known.add(declared);
      }
      for (const [, name] of line.matchAll(/(\w+)\(/g)) expect(known).toContain(name);
    }
  });
});

it('Nested brackets: every line matches, six deep at most, and six is reached', () => {
  const lines = text('brackets').trimEnd().split('\n');
  const depths = lines.map((line) => {
    const { left, deepest } = unmatched(line);
    expect(left).toBe('');
    expect(line).toMatch(/^[a-e()[\]{}]{20,70}$/);
    return deepest;
  });
  expect(Math.max(...depths)).toBe(6);
});

it('Recipes in lists: steps count from 1, and name only what the recipe lists', () => {
  for (const recipe of text('recipes').trimEnd().split('\n\n')) {
    const [title, serves, , ...rest] = recipe.split('\n');
    expect(title).toMatch(/^[A-Z][a-z-]+ [a-z]+$/);
    expect(serves).toMatch(/^Serves \d, takes \d+ minutes$/);
    const listed = rest
      .filter((line) => line.startsWith('  - '))
      .map((line) => line.replace(/^ {2}- \d+ (?:(?:g|ml|tsp|tbsp) )?/, ''));
    expect(listed.length).toBeGreaterThanOrEqual(3);
    const steps = rest.filter((line) => /^ {2}\d/.test(line));
    expect(steps.map((line) => Number.parseInt(line, 10))).toEqual(steps.map((_, k) => k + 1));
    for (const name of listed) expect(steps.join('\n')).toContain(`the ${name}`);
    expect(rest.every((line) => /^(?:Then:| {2}- | {2}\d\. | {6}\* )/.test(line))).toBe(true);
  }
});

describe('Korean sentences', () => {
  it('know final consonants: 책 has one, 사과 has none, 서울 ends in ㄹ', () => {
    expect(['책', '사과', '서울'].map(finalConsonant)).toEqual([1, 0, 8]);
  });

  it('choose each particle by the syllable before it', () => {
    const words = text('korean')
      .replaceAll(/["?.,]/g, '')
      .split(/\s+/);
    const rules: readonly [RegExp, boolean][] = [
      [/^(.+)[은을과]$/, true],
      [/^(.+)[는를와]$/, false],
    ];
    let checked = 0;
    for (const word of words.filter((w) => !['오는'].includes(w))) {
      for (const [rule, isClosed] of rules) {
        const stem = rule.exec(word)?.[1];
        if (stem === undefined || word === '사과') continue;
        expect([word, finalConsonant(stem) > 0]).toEqual([word, isClosed]);
        checked++;
      }
      const way = /^(.+?)(으로|로)$/.exec(word);
      if (way) expect([word, way[2]]).toEqual([word, [0, 8].includes(finalConsonant(way[1]!)) ? '로' : '으로']);
    }
    expect(checked).toBeGreaterThan(400);
  });

  it('balance their quotation marks on every line', () => {
    for (const line of text('korean').split('\n')) expect(line.split('"').length % 2).toBe(1);
  });
});

describe('texts made for Find', () => {
  const seeded = [longQuotations, longAsides, raggedLines, commentedCode];
  it.each(seeded.map((write) => [write.name, write] as const))(
    '%s is another text of the same characters under another seed',
    (_, write) => {
      expect(write(2).slice(0, 1000)).not.toBe(write().slice(0, 1000));
      expect(new Set(write(2))).toEqual(new Set(write()));
    },
  );

  it('Long quotations: the past outside, the present inside, from one clause to many', () => {
    const parts = text('quotations').split('"');
    expect(parts.length % 2).toBe(1);
    for (const [k, part] of parts.entries()) {
      if (k % 2 === 1) expect(part).not.toMatch(/ed (?:the|a) /);
      else expect(part).not.toMatch(/[dfknltpr]s (?:the|a) /);
    }
    const lengths = parts.filter((_, k) => k % 2 === 1).map(({ length }) => length);
    expect(Math.min(...lengths)).toBeLessThan(30);
    expect(Math.max(...lengths)).toBeGreaterThan(200);
  });

  it('Asides in brackets: every bracket closes, two deep, and the depth decides the verb', () => {
    const source = text('asides');
    expect(unmatched(source)).toEqual({ left: '', deepest: 2 });
    const verbs = [0, 0, 0];
    let depth = 0;
    for (const [mark] of source.matchAll(/[()]|(?<=\b(?:the|a) (?:\w+ )?)\w+(?:ed|s|ing)(?= (?:the|a) )/g)) {
      if (mark === '(') depth++;
      else if (mark === ')') depth--;
      else {
        expect(mark).toMatch([/ed$/, /s$/, /ing$/][depth]!);
        verbs[depth]!++;
      }
    }
    expect(Math.min(...verbs)).toBeGreaterThan(500);
  });

  it('Ragged lines: no longer than 44, and of many lengths', () => {
    const lengths = text('lines')
      .trimEnd()
      .split('\n')
      .map(({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(44);
    expect(Math.min(...lengths)).toBeLessThan(18);
    const mean = lengths.reduce((sum, one) => sum + one, 0) / lengths.length;
    const deviation = Math.sqrt(lengths.reduce((sum, one) => sum + (one - mean) ** 2, 0) / lengths.length);
    expect(deviation).toBeGreaterThan(4);
  });

  it('Code in comments: every comment closes, and a line ends in a semicolon outside alone', () => {
    const parts = text('comments').split(/\/\* | \*\/\n/);
    expect(parts.length % 2).toBe(1);
    for (const [k, part] of parts.entries()) {
      if (k % 2 === 1) expect(part).not.toContain(';');
      else expect(part).toMatch(/^(?:.*;\n)*$/);
    }
  });
});
