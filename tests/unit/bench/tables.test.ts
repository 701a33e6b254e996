import { describe, expect, it } from 'vitest';
import type { Run } from '../../studies/bench/contract.ts';
import { intoPage, number, report, suiteTable, table, targetTable } from '../../studies/bench/tables.ts';
import { suiteResult } from './results.ts';

/** Cells of the row that begins with a label. */
function row(text: string, label: string): readonly string[] {
  const line = text.split('\n').find((one) => one.startsWith(`| ${label} `));
  return (line ?? '').split('|').map((cell) => cell.trim());
}

describe('the tables of the bench', () => {
  it('line up in a terminal', () => {
    expect(table(['who', 'ms'], [['ours-wasm', '24.1']])).toBe(
      ['| who       | ms   |', '| --------- | ---- |', '| ours-wasm | 24.1 |'].join('\n'),
    );
  });

  it.each([
    [0.031_23, '0.0312'],
    [24.06, '24.1'],
    [24, '24.0'],
    [99.96, '100'],
    [84_856, '84,900'],
    [0, '0'],
  ])('write %d with three significant digits as %s', (value, written) => {
    expect(number(value)).toBe(written);
  });

  it("show each entrant's time, speed, and how much faster ours are, with the range of the rounds", () => {
    const result = suiteResult('W-lstm', { 'ours-wasm': [20, 20, 40], torch: [30, 24, 80] });
    const text = suiteTable(result);
    expect(row(text, 'ours-wasm').slice(1, 5)).toEqual(['ours-wasm', '20.0 (20.0–36.0)', '102,000', '']);
    expect(row(text, 'torch').slice(1, 6)).toEqual(['torch', '30.0 (25.2–70.0)', '68,300', '1.50× [1.20–2.00]', '']);
    expect(text).toContain('Not measured: brain.js: it is not installed');
  });

  it('show calls and memory, and times only of those whose draws were stubbed', () => {
    const counts = {
      'ours-webgl': { draws: 139, gpuBytes: 24_500_000 },
      'ours-wasm': { wasmBytes: 18_350_080 },
    };
    const text = suiteTable(suiteResult('count-lstm', { 'ours-webgl': [0.5], 'ours-wasm': [25] }, counts));
    expect(row(text, 'ours-webgl').slice(1, -1)).toEqual(['ours-webgl', '139', '0.500 (0.500–0.500)', '24.5', '']);
    expect(row(text, 'ours-wasm').slice(1, -1)).toEqual(['ours-wasm', '', '', '', '18.4']);
  });

  it('set several models against one', () => {
    const result = suiteResult('models', { '1 model': [100], '2 models': [50] });
    expect(row(suiteTable(result), '2 models')[3]).toBe('2.00× [2.00–2.00]');
  });

  it('leave out lines that were not measured, unless all are wanted', () => {
    const result = suiteResult('W1', { 'ours-wasm': [0.1, 0.1], numpy: [0.5, 0.7] });
    const few = targetTable([result], false);
    expect(few.split('\n')).toHaveLength(3);
    expect(few).toMatch(/W1: wasm against numpy min-char-rnn.*3×.*6×.*6\.00× \[5\.00–7\.00\].*aim reached/);
    expect(targetTable([result], true).split('\n').length).toBeGreaterThan(20);
    expect(targetTable([result], true)).toContain('not measured');
  });
});

describe('the report', () => {
  const run: Run = {
    machine: {
      date: '2026-11-21T12:34:56.000Z',
      processor: 'A processor',
      cores: 2,
      memoryGigabytes: 24,
      load: [0.2, 1.9],
      node: '20.20.2',
      browser: 'Chromium 156',
      renderer: 'A renderer',
      python: ['PyTorch 1.13'],
    },
    rounds: 5,
    quick: false,
    minutes: 11.6,
    suites: [suiteResult('W1', { 'ours-wasm': [0.1] })],
  };

  it('says when, on what processor, in which browser and on which renderer', () => {
    const text = report(run);
    for (const part of ['2026-11-21 12:34 UTC', 'A processor', 'Chromium 156', 'A renderer', 'PyTorch 1.13', '0.20']) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('no record');
    expect(report({ ...run, quick: true })).toContain('no record');
  });

  it('replaces what stood between the marks of a page and nothing else', () => {
    const page = '# Bench\n\n<!-- results -->\nold\n<!-- end of results -->\nafter\n';
    const once = intoPage(page, 'new');
    expect(once).toBe('# Bench\n\n<!-- results -->\n\nnew\n\n<!-- end of results -->\nafter\n');
    expect(intoPage(once, 'new')).toBe(once);
    expect(() => intoPage('# Bench', 'new')).toThrow(RangeError);
  });
});
