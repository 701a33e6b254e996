/** The documentation of links names every value that an address may hold. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readLink } from '../../../src/state/address.ts';
import { EMBEDDED, FRAME, HIDDEN_PARTS } from '../../../src/state/frame.ts';
import { LINKED_TEXT } from '../../../src/state/linkedText.ts';
import { SETTINGS } from '../../../src/state/settingsTable.ts';
import { UI } from '../../../src/state/ui.ts';

const DOCS = readFileSync('docs/links.md', 'utf8');
const named = new Set([...DOCS.matchAll(/`([a-z][a-z0-9]*)(?:=[^`]*)?`/g)].map(([, name]) => name!));

interface Entry {
  readonly name?: string;
  readonly belongs?: string;
}

function namesOf(table: object): readonly string[] {
  return Object.values(table as Readonly<Record<string, Entry>>).flatMap((entry) => {
    if (entry.name === undefined) return namesOf(entry);
    return entry.belongs === 'person' ? [] : [entry.name];
  });
}

test('docs/links.md names every value of the tables, and every part and picture', () => {
  const names = [SETTINGS, LINKED_TEXT, UI, FRAME].flatMap(namesOf);
  expect([...names, ...HIDDEN_PARTS, ...EMBEDDED].filter((name) => !named.has(name))).toEqual([]);
});

test('every address in the example and in the documentation is taken as it is', () => {
  const texts = DOCS + readFileSync('docs/embed-example.html', 'utf8');
  const hashes = [...texts.matchAll(/localhost:4173\/#([^"]+)"/g)].map(([, hash]) => hash!);
  expect(hashes.length).toBeGreaterThan(3);
  for (const hash of hashes) expect(readLink(hash).refused, hash).toEqual([]);
});
