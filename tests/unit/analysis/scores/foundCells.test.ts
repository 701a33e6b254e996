/**
 * Networks that were trained by next-character loss alone (`npm run pretrain`, see tests/studies/foundCells/README.md) have units
 * for what their texts are made of, and the search finds them. Scored on texts of the same generators that no network has read.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Hypothesis } from '../../../../src/analysis/labels/hypotheses.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { lstmRun, readTrained } from '../../../../scripts/pretrain/readTrained.ts';
import { TRAINED } from '../../../../src/state/trained.ts';
import { experimentOf, RECIPES } from '../../../studies/foundCells/recipes.ts';
import { type Found, SEARCHED, searchUnseen, TESTED_ON, unseenText } from '../../../studies/foundCells/search.ts';
import { fromFile } from '../../wasm/support.ts';

/** Least score of what was found: AUC or |ρ|. */
const LEAST: Readonly<Record<Found['kind'], number>> = { binary: 0.95, numeric: 0.9 };
/** Most that a table of the last three characters may score. */
const MOST_BY_READING: Readonly<Record<Found['kind'], number>> = { binary: 0.75, numeric: 0.5 };
/** By how much the network before training must stay behind. */
const LEARNED = 0.15;
/** Labels by chance; at the 95th percentile one in twenty may pass for found. */
const NOISES = 10;

/** Stretches of 20 to 120 characters, on and off, that have nothing to do with any text. */
function noise(seed: number): Hypothesis {
  const random = createRandom(seed, 'noise spans');
  const spans: { from: number; to: number }[] = [];
  for (let at = 0; at < SEARCHED; ) {
    const from = at + 20 + random.integer(101);
    at = from + 20 + random.integer(101);
    spans.push({ from, to: at });
  }
  return { id: `noise-${seed}`, name: `noise ${seed}`, kind: 'spans', spans };
}

const noises = Array.from({ length: NOISES }, (_, k) => noise(k + 1));

describe.each(RECIPES)('a network trained on $name', (recipe) => {
  const { text, settings, models } = readTrained(recipe.name);
  const run = lstmRun({ models });
  const experiment = experimentOf(recipe);
  let found: ReadonlyMap<string, Found>;
  beforeAll(async () => {
    found = await searchUnseen(recipe, experiment, run.params, fromFile, TESTED_ON, noises);
  });

  it('is the one that the recipe trains', () => {
    expect(run.spec).toEqual(experiment.spec);
    expect(text.symbols).toEqual(experiment.vocabulary.symbols);
    expect(run.step).toBe(recipe.steps);
    expect(settings).toEqual(recipe.settings);
  });

  it.each(recipe.labels)(
    'has one unit for %s, chosen on one half of an unread text and as good on the other',
    (label) => {
      const { kind, score, verdict } = found.get(label)!;
      expect(score).toBeGreaterThanOrEqual(LEAST[kind]);
      expect(verdict).toBe('tracks');
      const cell = TRAINED.find(({ name }) => name === recipe.name)!.cell!;
      if (cell.label === label)
        expect(found.get(label)!.unit).toEqual({ layer: 0, channel: cell.channel, unit: cell.unit });
    },
  );

  it.each(recipe.labels)('could not have read %s off the last three characters', (label) => {
    const { kind, last3 } = found.get(label)!;
    expect(last3).toBeLessThanOrEqual(MOST_BY_READING[kind]);
  });

  it.each(recipe.labels)('had no such unit for %s before training', (label) => {
    const { score, untrained } = found.get(label)!;
    expect(untrained).toBeLessThanOrEqual(score - LEARNED);
  });

  it('has no unit for stretches by chance', () => {
    const verdicts = noises.map(({ id }) => found.get(id)!.verdict);
    expect(verdicts.filter((verdict) => verdict !== 'chance').length).toBeLessThanOrEqual(1);
    for (const { id } of noises) expect(found.get(id)!.score).toBeLessThan(0.6);
  });
});

it('the lines whose positions a unit counts are of many lengths', () => {
  const lines = unseenText(RECIPES.find(({ name }) => name === 'lines')!, TESTED_ON)
    .split('\n')
    .slice(0, -1);
  const lengths = lines.map(({ length }) => length).sort((a, b) => a - b);
  const at = (share: number): number => lengths[Math.floor(share * lengths.length)]!;
  expect(at(0.9) - at(0.1)).toBeGreaterThanOrEqual(10);
  expect(new Set(lengths).size).toBeGreaterThan(15);
});
