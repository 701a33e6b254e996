import { describe, expect, it } from 'vitest';
import { lagCurves } from '../../../src/analysis/lagCurves.ts';
import { lagErrors } from '../../../src/analysis/lagErrors.ts';
import { lagGradients } from '../../../src/analysis/lagGradients.ts';
import { openWasmAdjoints } from '../../../src/backends/wasm/wasmAdjoints.ts';
import { digitsThatHold } from '../../../src/draw/normText.ts';
import { exactAdjoints } from '../../../src/engine/exactAdjoints.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { readText } from '../../../src/engine/readText.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { PLAIN } from '../wasm/support.ts';
import { asymmetricParameters, randomTokens, specOf } from '../engine/models.ts';

const STRETCH = { losses: { from: 0, to: 120 }, lags: 60 };
const FROM = 60;

/** An LSTM with units whose c stands near ±8: 1 − tanh²(c) has one or two digits in float32. */
function saturated(layers: number): { readonly spec: ModelSpec; readonly text: ReturnType<typeof readText> } {
  const spec = specOf({ cell: 'lstm', hidden: 12, layers });
  const params = asymmetricParameters(spec, 5, 0.4);
  for (const { name, offset, size } of parameterLayout(spec).entries) {
    if (!name.startsWith('rnn.bias_ih')) continue;
    const H = spec.hidden;
    // f and i open and g at its end for every third unit.
    for (let j = 0; j < H; j += 3) for (const gate of [0, 1, 2]) params[offset + gate * H + j] = gate === 1 ? 2.2 : 4;
    expect(size).toBe(4 * H);
  }
  return { spec, text: readText(spec, params, randomTokens(spec.vocab, 130, createRandom(6, 'text'))) };
}

describe.each([1, 2])('the error of float32 gradients by lag, %d layers', (layers) => {
  it('is found on some losses as large as it is on all, and what is shown then holds', async () => {
    const { text } = saturated(layers);
    const found = await lagGradients(text, STRETCH, await openWasmAdjoints(PLAIN));
    const exact = await lagGradients(text, STRETCH, async (...of) => exactAdjoints(...of));
    const errors = await lagErrors(text, found, FROM, 8);
    expect(errors.compared).toBe(8);
    const [mine, truth] = [lagCurves(found, FROM, errors), lagCurves(exact, FROM)];
    let fewest = 6;
    for (const [layer, { h, c }] of mine.entries()) {
      const exactly = truth[layer]!;
      for (const [curves, expected] of [
        [h, exactly.h],
        [c!.whole, exactly.c!.whole],
        [c!.alone, exactly.c!.alone],
      ] as const) {
        for (let k = 0; k <= STRETCH.lags; k++) {
          const digits = digitsThatHold(curves.error![k]!, 6);
          fewest = Math.min(fewest, digits);
          const error = Math.abs(curves.absolute.mean[k]! / expected.absolute.mean[k]! - 1);
          // A mean over all losses is off by at most what the worst of some is off by, and a little.
          expect(error).toBeLessThanOrEqual(2 * curves.error![k]! + 1e-12);
        }
        // The norms are held up to a lag: what was off before is not trusted later.
        for (let k = 1; k <= STRETCH.lags; k++) expect(curves.error![k]!).toBeGreaterThanOrEqual(curves.error![k - 1]!);
      }
    }
    // Six digits would not be true here.
    expect(fewest).toBeLessThan(5);
  });

  it('is none for norms that are float64 themselves', async () => {
    const { text } = saturated(layers);
    const exact = await lagGradients(text, STRETCH, async (...of) => exactAdjoints(...of));
    for (const { h, alone } of (await lagErrors(text, exact, FROM, 3)).layers) {
      expect(Math.max(...h, ...alone!)).toBe(0);
    }
  });
});
