/** Anyone can recompute what the page shows: here the float64 reference does, from the files that the page saves. */
import { traceText } from '../../src/engine/traceModel.ts';
import { readTrace } from '../../src/formats/traceFile.ts';
import { readWeights } from '../../src/formats/weightsFile.ts';
import { expect, open, reading, save, setNumber, test, trainBriefly, useText } from './support/test.ts';

const TEXT = 'The bell rang twice. "Who is there?" she asked; only the wind (and the sea) answered.\n'.repeat(30);

test('the saved trace of every cell is what its saved weights give', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Hidden units', 11);
  await setNumber(page, 'Layers', 2);
  await useText(page, TEXT);
  await trainBriefly(page);
  for (const cell of ['RNN', 'GRU', 'LSTM'] as const) {
    await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: cell });
    await expect(reading(page)).toContainText(cell);

    const weights = readWeights((await save(page, 'Save weights')).bytes);
    const saved = readTrace((await save(page, 'Save trace')).bytes);
    expect(saved.step).toBe(weights.step);
    expect(weights.step).toBeGreaterThanOrEqual(5);
    const own = traceText(weights.spec, Float64Array.from(weights.params), saved.tokens, weights.step);
    for (const [channel, values] of Object.entries(own.channels)) {
      const other = saved.channels[channel as keyof typeof saved.channels]!;
      expect(other.length).toBe(values.length);
      expect(largestDifference(values, other)).toBeLessThanOrEqual(1e-5);
    }
    expect(largestDifference(own.logits, saved.logits)).toBeLessThanOrEqual(1e-5);
    expect(largestDifference(own.gradH, saved.gradH)).toBeLessThanOrEqual(1e-4 * largest(own.gradH));
    if (own.gradC) expect(largestDifference(own.gradC, saved.gradC!)).toBeLessThanOrEqual(1e-4 * largest(own.gradC));

    // The value that the page writes under the cursor, in six significant digits, is the reference's.
    await page.getByRole('slider', { name: 'Timestep' }).focus();
    await page.keyboard.press('Home');
    for (let k = 0; k < 37; k++) await page.keyboard.press('ArrowRight');
    await expect(reading(page)).toContainText('Reading: t 37 ·');
    const text = (await reading(page).textContent())!;
    const match = /t (\d+) · .* · (\w+) layer (\d+) · unit (\d+) · (\w) · ([−-]?[\d.e−-]+)/.exec(text);
    expect(match, text).not.toBeNull();
    const [t, , layer, unit] = [Number(match![1]), match![2], Number(match![3]), Number(match![4])];
    expect(t).toBe(37);
    const channel = own.channels[match![5] as keyof typeof own.channels]!;
    const expected = channel[((layer - 1) * saved.tokens.length + t) * weights.spec.hidden + unit]!;
    expect(Number(match![6]!.replaceAll('−', '-'))).toBeCloseTo(expected, 5);
  }
});

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let k = 0; k < values.length; k++) most = Math.max(most, Math.abs(values[k]!));
  return most;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let k = 0; k < a.length; k++) most = Math.max(most, Math.abs(a[k]! - b[k]!));
  return most;
}
