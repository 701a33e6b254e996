import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isInstalled, nodeError } from '../../../scripts/prepare.mjs';

describe('the check of Node', () => {
  it.each(['20.19.0', '20.20.2', '21.0.0', '22.12.1', '100.0.0'])('takes %s', (version) => {
    expect(nodeError(version)).toBeNull();
  });

  it.each(['18.20.8', '20.18.3', '8.0.0'])('says what to do about %s', (version) => {
    expect(nodeError(version)).toBe(
      `Unrolled needs Node 20.19 or newer, but this is Node ${version}: install a newer one and run the command again.`,
    );
  });
});

describe('the check of the installed packages', () => {
  const root = mkdtempSync(join(tmpdir(), 'unrolled-prepare-'));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Writes both lock files and asks. */
  function ask(wanted: object, present: object | null): boolean {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    if (present) writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: present }));
    return isInstalled(root);
  }

  it('is content when every package has its version, and does not miss those of other platforms', () => {
    const a = { 'node_modules/a': { version: '1.2.3' } };
    expect(ask({ ...a, 'node_modules/mac': { version: '1.0.0', optional: true } }, a)).toBe(true);
  });

  it('asks for an installation when there was none, or it was broken off', () => {
    expect(ask({ 'node_modules/a': { version: '1.2.3' } }, null)).toBe(false);
  });

  it('asks for an installation when the lock file wants another version or one package more', () => {
    const present = { 'node_modules/a': { version: '1.2.3' } };
    expect(ask({ 'node_modules/a': { version: '1.2.4' } }, present)).toBe(false);
    expect(ask({ ...present, 'node_modules/b': { version: '1.0.0' } }, present)).toBe(false);
  });
});
