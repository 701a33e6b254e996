import { describe, expect, test } from 'vitest';
import { LABELS } from '../../../../src/analysis/labels/labels.ts';
import { pairQuotes } from '../../../../src/analysis/labels/quotePairs.ts';

/** What is inside: D double, S single, B both. */
function inside(text: string): string {
  const { inside: of } = pairQuotes([...text]);
  return Array.from(of.double, (value, t) => '.DSB'[value + 2 * of.single[t]!]).join('');
}

function unpaired(text: string): readonly (readonly number[])[] {
  const { unpaired: of } = pairQuotes([...text]);
  return [[...of.double].sort((a, b) => a - b), [...of.single].sort((a, b) => a - b)];
}

/** Texts and what is inside stand under each other; every mark of them has its partner. */
const PAIRED: readonly (readonly [language: string, text: string, inside: string])[] = [
  ['German', 'Er: „Sie rief ‚ja‘, dann ging sie“. Gut', '....DDDDDDDDDDBBBDDDDDDDDDDDDDDDD......'],
  ['German in angles', '»Sie rief ›ja‹« so', 'DDDDDDDDDDBBBD....'],
  ['German, compounds', '(„a“) „b“-Baum „c“s', '.DD...DD.......DD..'],
  ['German with a typed end', '„Wort", sagte er', 'DDDDD...........'],
  ['Polish', '„Powiedział ‚tak’, i”. Dobrze', 'DDDDDDDDDDDDBBBBDDDD.........'],
  ['Hungarian', '„Azt »igen« mondta”. Jó', 'DDDDDDDDDDDDDDDDDD.....'],
  ['English', 'He said “she ‘can’t’ go,” x', '........DDDDDBBBBBBDDDDD...'],
  ['British', '‘She “can’t” go,’ he said', 'SSSSSBBBBBBSSSSS.........'],
  ['typed', 'a "b \'c\' d" e', '..DDDBBDDD...'],
  ['French', '« L’homme “fort” d’ici », dit-il', 'DDDDDDDDDDDDDDDDDDDDDDD.........'],
  ['French after a colon', 'Il : « a ». Elle dit :« b » x', '.....DDDD.............DDDD...'],
  ['French before a letter', 'l\'«école» d\'"ici"', '..DDDDDD....DDDD.'],
  ['Russian', 'он: «Я „Мир“ чит», да', '....DDDDDDDDDDDD.....'],
  ['Swedish', '”Hej”, sa han. ”Jag är ’Bo’”, sa', 'DDDD...........DDDDDDDDBBBD.....'],
  ['Swedish, three dots', 'Hon: ”… och” sen', '.....DDDDDD.....'],
  ['Finnish in angles', '»Hei», sanoi. »Sinä», hän', 'DDDD..........DDDDD......'],
  ['Danish', '»Hej« »du«. Han: »a ›b‹ c« x', 'DDDD..DDD........DDDBBDDD...'],
  ['Japanese', '「これは『本』です」と言った。', 'DDDDDDDDD......'],
  ['Chinese', '他说“好”了。他说‘不’。', '..DD.....SS..'],
  ['Korean', '“안녕”이라고 ‘좋다’고 했다', 'DDD.....SSS.....'],
  ['Arabic', 'قال «نعم» ثم ”لا“، و', '....DDDD.....DDD....'],
  ['Hebrew with an abbreviation', 'צה"ל אמר "שלום" לו', '.........DDDDD....'],
  ['Uzbek letters', 'O‘zbekiston ‘x’ y', '............SS...'],
  ['an interrupted speech', 'He: “I ‘x’—” and', '....DDDBBDD.....'],
  ['marks side by side', '“‘Yes,’ he said.” x', 'DBBBBBDDDDDDDDDD...'],
  ['nested in itself', 'a «b «c» d» e', '..DDDDDDDD...'],
  ['inches and feet', '5\'11" tall and 6" wide', '......................'],
  ['doubled marks of a CSV file', 'x,"said ""hi"" 5"', '..DDDDDD.DDD.DDD.'],
  ['escaped marks of a program', "x = 'a'; y = '\\''; z", '....SS.......SSS....'],
];

describe('marks with partners are paired', () => {
  test.each(PAIRED)('%s', (_, text, expected) => {
    expect(`${text}\n${inside(text)}`).toBe(`${text}\n${expected}`);
    expect(unpaired(text)).toEqual([[], []]);
  });
});

/** Texts with marks that have no partner: what is inside, and where these marks stand. */
const UNPAIRED: readonly (readonly [
  title: string,
  text: string,
  inside: string,
  double: readonly number[],
  single: readonly number[],
])[] = [
  ['a blank line ends what is open, blanks in it or not', '“a\n \n„b\n\nc', 'DDDD.DDD..', [0, 5], []],
  ['a line that begins with the same mark goes on', '“a\n“b” x', 'DDDDD...', [0], []],
  ['a dialogue whose line forgot its end', '「あ\n「い」う', 'DDDDD..', [0], []],
  ['a second beginning of what cannot nest begins anew', 'a "b. Then "d e" f', '..DDDDDDDDDDDDD...', [2], []],
  ['an end of what never began is outside', 'foo” bar “baz” x', '.........DDDD...', [3], []],
  ['a typed end of what never began is outside', 'foo." Bar "b" x', '..........DD...', [4], []],
  ['German, an end without a beginning', 'foo.“ Bar „b“ x', '..........DD...', [4], []],
  ['an inner quotation ends with the outer one', '“it was ‘good” x', 'DDDDDDDDBBBBB...', [], [8]],
  ['open at the end of the text', 'a «b', '..DD', [2], []],
];

describe('marks without a partner', () => {
  test.each(UNPAIRED)('%s', (_, text, expected, double, single) => {
    const seen = `${text}\n${inside(text)}`.replaceAll('\n', '↵');
    expect(seen).toBe(`${text}\n${expected}`.replaceAll('\n', '↵'));
    expect(unpaired(text)).toEqual([double, single]);
  });
});

test('a label says how many marks have no partner, and from where on it was asked', () => {
  const label = LABELS.find(({ id }) => id === 'double-quotes')!;
  const text = [...'“a\n\nfoo” bar “b” c'];
  expect(label.doubt!(text, 0)).toEqual({ marks: 4, unpaired: 2, first: 0 });
  expect(label.doubt!(text, 4)).toEqual({ marks: 3, unpaired: 1, first: 7 });
  expect(label.doubt!(text, 9)).toBeNull();
  expect(LABELS.find(({ id }) => id === 'single-quotes')!.doubt!(text, 0)).toBeNull();
});
