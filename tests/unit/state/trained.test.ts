/** The trained networks that the page brings along, and their short addresses. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTrained, TRAINED_FOLDER } from '../../../scripts/pretrain/readTrained.ts';
import { linkOf, readLink, trainedOf, writeLink } from '../../../src/state/address.ts';
import { changeRun } from '../../../src/state/changeModel.ts';
import { withExperiment } from '../../../src/state/experiment.ts';
import { initialState } from '../../../src/state/initialState.ts';
import type { AppState } from '../../../src/state/state.ts';
import { TRAINED } from '../../../src/state/trained.ts';

/** Most bytes of a file, so that a lecture hall can fetch it. */
const MOST_BYTES = 400_000;

function stateOf(name: string): AppState {
  const state = initialState({});
  return { ...state, ...withExperiment(state, readTrained(name)) };
}

describe.each(TRAINED)('the trained network $name', ({ name, cells, steps, settings }) => {
  it('is small, whole, and trained as the table says', () => {
    expect(statSync(join(TRAINED_FOLDER, `${name}.zip`)).size).toBeLessThanOrEqual(MOST_BYTES);
    const experiment = readTrained(name);
    const ran = experiment.models.filter(({ run }) => run !== null);
    expect(ran.map(({ is }) => is.cell)).toEqual(cells);
    for (const { run, state } of ran) {
      expect(run!.step).toBe(steps);
      expect(state!.step).toBe(steps);
      expect(run!.settings).toEqual(settings);
      expect(run!.checkpoints.map(({ step }) => step)).toEqual([0, steps]);
      // It learned: the last held-out loss is well below the first.
      const { values, length } = run!.heldOut;
      expect(values[length - 1]!).toBeLessThan(0.95 * values[0]!);
    }
  });

  it('has its name as address, which says no more than that', () => {
    const state = stateOf(name);
    expect(trainedOf(state)).toBe(name);
    const written = new URLSearchParams(writeLink(linkOf(state)));
    expect(written.get('trained')).toBe(name);
    expect(written.has('steps') || written.has('hidden') || written.has('sample')).toBe(false);
    const { link, refused } = readLink(written.toString());
    expect(refused).toEqual([]);
    expect(link).toEqual(linkOf(state));
  });

  it('is another experiment once it is trained further', () => {
    const state = stateOf(name);
    const id = Object.values(state.models).find(({ run }) => run)!.is.id;
    const further = { ...state, ...changeRun(state, id, { step: steps + 1 }) };
    expect(trainedOf(further)).toBeNull();
    expect(writeLink(linkOf(further))).toContain(String(steps + 1));
  });
});

it('an address with a trained network takes the rest of what describes an experiment from there', () => {
  const { link } = readLink('trained=quotations&hidden=99&sample=korean&steps=3&w=find');
  expect(link.trained).toBe('quotations');
  expect(link.settings.hidden).toBe(32);
  expect(link.text.sample).toBe('quotations');
  expect(link.run.steps).toBe(8000);
  expect(link.ui.workspace).toBe('find');
});

it('an unknown name is left out', () => {
  const { link, refused } = readLink('trained=nothing');
  expect(link.trained).toBeNull();
  expect(refused.map(({ name }) => name)).toEqual(['trained']);
});

it('the table of files says what is in them', () => {
  const page = readFileSync(new URL('../../../docs/trained.md', import.meta.url), 'utf8');
  for (const { name } of TRAINED) expect(page).toContain(`| \`${name}\` |`);
});
