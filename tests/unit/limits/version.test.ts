import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VERSION } from '../../../src/limits/version.ts';

const read = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');

it('is the version of package.json, and of what is cited', () => {
  expect((JSON.parse(read('package.json')) as { version: string }).version).toBe(VERSION);
  expect(/^version: (.*)$/m.exec(read('CITATION.cff'))?.[1]).toBe(VERSION);
});
