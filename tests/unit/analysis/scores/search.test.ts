import { beforeAll, describe, expect, test } from 'vitest';
import type { Findings, ProbeFinding, SearchReport, SearchRequest } from '../../../../src/analysis/scores/findings.ts';
import { plainRowProducts } from '../../../../src/analysis/scores/rankProducts.ts';
import { searchStretch, searchUnits } from '../../../../src/analysis/scores/search.ts';
import { openEngineReader } from '../../../../src/analysis/scores/stateReader.ts';
import { unitAt } from '../../../../src/analysis/scores/units.ts';
import { verdictOf } from '../../../../src/analysis/scores/verdict.ts';
import { parameterLayout } from '../../../../src/engine/parameters.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import type { ModelSpec } from '../../../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../../../src/engine/vocabulary.ts';
import { asymmetricParameters } from '../../engine/models.ts';

/** Words, brackets that close again after some words, and lines of varying width. */
function text(length: number): string {
  const random = createRandom(6, 'text');
  const words = ['the', 'boat', 'under', 'a', 'grey', 'quay', 'sails', 'Out'];
  let out = '';
  let depth = 0;
  while (out.length < length) {
    if (depth > 0 && random.uniform() < 0.25) {
      out += ')';
      depth--;
    } else if (depth < 4 && random.uniform() < 0.2) {
      out += '(';
      depth++;
    }
    out += words[random.integer(words.length)]! + (random.uniform() < 0.12 ? '\n' : ' ');
  }
  return out.slice(0, length);
}

const source = text(9000);
const vocabulary = buildVocabulary(source);
const tokens = encode(vocabulary, source);
const spec: ModelSpec = {
  cell: 'rnn',
  vocab: vocabulary.size,
  hidden: 5,
  layers: 1,
  embedding: 0,
  nonlinearity: 'relu',
  reset: 'after',
};
const DEPTH = 3;
const VOWEL = 1;

/**
 * A network of known units. Unit 3 counts open brackets, h = max(0, h + [(] − [)]); unit 1 is 1 at a vowel; the others
 * answer to the input at random.
 */
function knownNetwork(): Float32Array {
  const { entries, size } = parameterLayout(spec);
  const params = new Float32Array(size);
  const random = createRandom(1, 'known');
  const position = (name: string): number => entries.find((entry) => entry.name === name)!.offset;
  const input = position('rnn.weight_ih_l0');
  for (let unit = 0; unit < 5; unit++) {
    for (const [token, symbol] of vocabulary.symbols.entries()) {
      params[input + unit * spec.vocab + token] =
        unit === DEPTH
          ? Number(symbol === '(') - Number(symbol === ')')
          : unit === VOWEL
            ? Number('aeiouO'.includes(symbol))
            : random.normal();
    }
  }
  params[position('rnn.weight_hh_l0') + DEPTH * 5 + DEPTH] = 1;
  return params;
}

const random = createRandom(44, 'noise');
const noise = Array.from({ length: 300 }, (_, k) => ({ from: 30 * k, to: 30 * k + random.integer(30) }));
const request: SearchRequest = {
  spec,
  params: knownNetwork(),
  untrained: Float32Array.from(asymmetricParameters(spec, 9, 0.3)),
  tokens,
  symbols: vocabulary.symbols,
  hypotheses: [
    { id: 'own-1', name: 'noise', kind: 'spans', spans: noise },
    { id: 'own-2', name: 'in brackets, as a pattern', kind: 'pattern', pattern: '\\(([^()]*)' },
    { id: 'own-3', name: 'nowhere', kind: 'pattern', pattern: '/zebra/i' },
    { id: 'own-4', name: 'outside', kind: 'spans', spans: [] },
    { id: 'own-5', name: 'all of it', kind: 'pattern', pattern: '/./s' },
    { id: 'own-6', name: 'at the beginning', kind: 'pattern', pattern: '/^.(?<![^]{2})/' },
  ],
  seed: 1,
};
const tools = { openReader: openEngineReader, openProducts: plainRowProducts };

let reports: SearchReport[];
let findings: Findings;
let marks: readonly number[];
let untrained: readonly number[];
beforeAll(async () => {
  reports = [];
  await searchUnits(request, tools, (report) => reports.push(report));
  findings = reports.find((report) => report.kind === 'findings')!.findings;
  marks = [...reports].reverse().find((report) => report.kind === 'chance')!.marks;
  untrained = reports.find((report) => report.kind === 'untrained')!.scores;
});

function finding(id: string) {
  const k = findings.found.findIndex((one) => one.id === id);
  const one = findings.found[k]!;
  return { k, one, verdict: verdictOf(one, marks[k]!, untrained[k]!) };
}

describe('a search in a network whose units are known', () => {
  test('finds the unit that counts brackets, on text that it was not chosen on', () => {
    const { one, verdict } = finding('depth-round');
    expect(unitAt(spec, one.row)).toEqual({ layer: 0, channel: 'h', unit: DEPTH });
    expect(one.score).toBeGreaterThan(0.999);
    expect(one.linear).toBeGreaterThan(0.999);
    expect(one.direction).toBe(1);
    expect(one.last3).toBeLessThan(0.9);
    expect(verdict).toBe('tracks');
    expect(finding('inside-round').one.score).toBeGreaterThan(0.999);
    expect(finding('inside-round').one.effect).toBeGreaterThan(2);
  });

  test('names the unit that answers to the last character an echo', () => {
    const { one, verdict } = finding('vowel');
    expect(one.row).toBe(VOWEL);
    expect(one.score).toBeCloseTo(1, 6);
    expect(one.last1).toBeCloseTo(1, 6);
    expect(verdict).toBe('echo of the last character');
  });

  test('finds nothing for spans by chance', () => {
    const { one, verdict } = finding('own-1');
    expect(verdict).toBe('chance');
    expect(one.score).toBeLessThan(0.6);
  });

  test('scores a pattern as the label that it describes', () => {
    const { one } = finding('own-2');
    expect(one.definition).toContain('\\(([^()]*)');
    expect(one.row).toBe(DEPTH);
    expect(one.score).toBeGreaterThan(0.8);
  });

  test('says why a label cannot be scored: one that matches nowhere is not rare', () => {
    expect(findings.absent.slice(0, 4)).toEqual([
      { name: 'nowhere', why: 'nowhere' },
      { name: 'outside', why: 'nowhere' },
      { name: 'all of it', why: 'everywhere' },
      { name: 'at the beginning', why: 'rare' },
    ]);
  });

  test('says which quotation marks have no partner, by their place in the whole text', async () => {
    const quoted = `${'„ja“ und „nein“ und so '.repeat(60)}da“ ist „nichts`.slice(0, 1400);
    const known = buildVocabulary(quoted);
    const own = { ...spec, vocab: known.size };
    const params = Float32Array.from(asymmetricParameters(own, 2, 0.3));
    const marked = {
      spec: own,
      params,
      untrained: params,
      tokens: encode(known, quoted),
      symbols: known.symbols,
      seed: 1,
    };
    const heard: SearchReport[] = [];
    await searchUnits({ ...marked, hypotheses: [] }, tools, (report) => heard.push(report));
    const { doubts, found, stretch } = heard.find((report) => report.kind === 'findings')!.findings;
    const length = Array.from(quoted).length;
    const count = Array.from(quoted.slice(stretch.from)).filter((symbol) => '„“'.includes(symbol)).length;
    const first = Array.from(quoted).indexOf('“', length - 20);
    expect(doubts).toEqual([{ name: 'inside double quotes', marks: count, unpaired: 2, first }]);
    const on = found.find(({ id }) => id === 'double-quotes')!.frequency;
    // 8 of the 23 characters of a sentence stand inside.
    expect(on).toBeCloseTo(8 / 23, 1);
  });

  test('before training there is no unit that counts', () => {
    const { k, one } = finding('depth-round');
    expect(one.score - untrained[k]!).toBeGreaterThan(0.3);
  });

  test('names the labels of which the text has nothing', () => {
    expect(findings.absent).toContainEqual({ name: 'inside double quotes', why: 'nowhere' });
    expect(findings.absent).toContainEqual({ name: 'digit', why: 'nowhere' });
    expect(findings.doubts).toEqual([]);
    expect(findings.found.map(({ name }) => name)).not.toContain('digit');
  });

  test('a probe on all units is as good as the unit that counts, and weighs it most', () => {
    const { k } = finding('inside-round');
    const probes = new Map<number, ProbeFinding>();
    for (const report of reports) if (report.kind === 'probe') probes.set(report.label, report.probe);
    expect(probes.size).toBe(findings.found.length);
    const { score, rows, weights } = probes.get(k)!;
    expect(score).toBeGreaterThan(0.99);
    const heaviest = weights.map(Math.abs).indexOf(Math.max(...weights.map(Math.abs)));
    expect(rows[heaviest]).toBe(DEPTH);
  });

  test('tells the marks of chance as they come, from 100 shifts in the end', () => {
    const chance = reports.filter((report) => report.kind === 'chance');
    expect(chance.length).toBeGreaterThan(10);
    expect(chance.at(-1)!.shifts).toBe(100);
  });

  test('keeps the score of every unit, with its sign', () => {
    const { k, one } = finding('depth-round');
    expect(findings.scores.length).toBe(findings.found.length * 5);
    expect(findings.scores[k * 5 + DEPTH]).toBeCloseTo(one.score, 6);
  });

  test('finds the same again', async () => {
    const again: SearchReport[] = [];
    await searchUnits(request, tools, (report) => again.push(report));
    expect(again).toEqual(reports);
  });
});

test('a text of 999 characters is too short, and a pattern that is none is refused', async () => {
  const none = (): void => undefined;
  await expect(searchUnits({ ...request, tokens: tokens.subarray(0, 999) }, tools, none)).rejects.toThrow(RangeError);
  const wrong = { id: 'x', name: 'x', kind: 'pattern', pattern: '(' } as const;
  await expect(searchUnits({ ...request, hypotheses: [wrong] }, tools, none)).rejects.toThrow(SyntaxError);
});

test('the end of the text is read, at most 100,000 characters, fewer for more units than fit in 160 MB', () => {
  expect(searchStretch(5001, 64)).toMatchObject({ from: 1, to: 5001, half: 2500 });
  expect(searchStretch(1e6, 1536)).toMatchObject({ from: 900_000, to: 1e6, half: 50_000, streams: 16 });
  const large = searchStretch(1e6, 12_288);
  expect(large.half * 12_288 * 2).toBeLessThanOrEqual(160e6);
  expect(large.half).toBeGreaterThan(6000);
});

test('a verdict names the simplest explanation first', () => {
  const one = { score: 0.9, last1: 0.6, last3: 0.7 };
  expect(verdictOf(one, null, null)).toBe('open');
  expect(verdictOf(one, 0.9, 0.6)).toBe('chance');
  // A hair above chance is chance, too: one label of noise in twenty lies there.
  expect(verdictOf({ ...one, score: 0.55 }, 0.54, null)).toBe('chance');
  expect(verdictOf({ ...one, last1: 0.89 }, 0.7, 0.6)).toBe('echo of the last character');
  expect(verdictOf({ ...one, last3: 0.95 }, 0.7, 0.6)).toBe('echo of the last three');
  expect(verdictOf(one, 0.7, 0.89)).toBe('untrained');
  expect(verdictOf(one, 0.7, null)).toBe('tracks');
});
