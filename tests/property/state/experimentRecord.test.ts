import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import {
  checksum,
  isPackedArray,
  type PackedArray,
  packRecord,
  unpackRecord,
} from '../../../src/formats/packedRecord.ts';
import { ImportError } from '../../../src/limits/errors.ts';
import type { Experiment } from '../../../src/state/experiment.ts';
import { experimentFromRecord, experimentToRecord } from '../../../src/state/experimentRecord.ts';
import { BLOCK_LENGTH } from '../../../src/state/seriesBlocks.ts';
import { floats, madeExperiment } from '../../unit/state/madeExperiment.ts';

const packed = (value: Experiment) => packRecord(experimentToRecord(value));
const opened = (record: ReturnType<typeof packRecord>) => experimentFromRecord(unpackRecord(record));

/** Every part of a value that is no object, by its path. */
function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || isPackedArray(value)) return [path];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]));
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: unknown[] | Record<string, unknown> = Array.isArray(value) ? [...value] : { ...(value as object) };
  const record = copy as Record<string, unknown>;
  record[key] = replaced(record[key], rest, by);
  return copy;
}

describe('records of experiments', () => {
  test.each([0, 1, 5, 5000])('bring back every part, at step %i', (step) => {
    const before = madeExperiment(step);
    const after = opened(packed(before));
    const { loss } = after.models[0]!.run!;
    expect({ ...after, models: [] }).toEqual({ ...before, models: [] });
    for (const [k, model] of after.models.entries()) {
      const { run, ...rest } = before.models[k]!;
      expect({ ...model, run: null, beforePerturbing: [] }).toEqual({ ...rest, run: null, beforePerturbing: [] });
      expect(model.run!.params).toEqual(run!.params);
      expect(model.run!.checkpoints).toEqual(run!.checkpoints);
    }
    expect([...loss.values]).toEqual([...floats(step, 7)]);
    expect(loss.steps.at(-1)).toBe(step === 0 ? undefined : step);
  });

  test('hold each array once, and full blocks of a series by reference', () => {
    const value = madeExperiment(5000);
    const [one, two] = [packed(value), packed(value)];
    expect(one.arrays.length).toBe(new Set(one.arrays).size);
    const isShared = (array: PackedArray): boolean => two.arrays.includes(array);
    expect(one.arrays.filter((array) => array.length === BLOCK_LENGTH).every(isShared)).toBe(true);
    // What is made anew each time are the ends of the series.
    const ends = one.arrays.filter((array) => !isShared(array));
    expect(new Set(ends.map(({ length }) => length))).toEqual(new Set([5000 - BLOCK_LENGTH, 1]));
  });

  test('with any part replaced give a typed error or an experiment, and nothing else', () => {
    const whole = unpackRecord(packed(madeExperiment(3)));
    const paths = leaves(whole);
    const value = fc.oneof(
      fc.anything(),
      fc.constantFrom(null, -1, 1e9, 0.5, '', 'relu', new Float32Array(2), new Int32Array([99]), new Float64Array(0)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, by) => {
        try {
          const { models, text } = experimentFromRecord(replaced(whole, path, by));
          for (const { run } of models) if (run) expect(run.params.length).toBe(parameterLayout(run.spec).size);
          expect(text.tokens.every((token) => token < text.symbols.length)).toBe(true);
        } catch (error) {
          if (!(error instanceof ImportError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('that are no JSON, or name arrays that are not there, are refused', () => {
    const { json, arrays } = packed(madeExperiment(1));
    for (const damaged of [json.slice(1), json.slice(0, -9), '', '{}', 'null', '[1]']) {
      expect(() => opened({ json: damaged, arrays })).toThrow(ImportError);
    }
    expect(() => opened({ json, arrays: arrays.slice(1) })).toThrow(ImportError);
    expect(() => opened({ json, arrays: [] })).toThrow(ImportError);
  });

  test('have a checksum that sees any changed bit, and the place of equal parts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(7), (bytes, at, bit) => {
        const other = bytes.slice();
        other[at % bytes.length]! ^= 1 << bit;
        expect(checksum(other)).not.toBe(checksum(bytes));
        expect(checksum(bytes.slice())).toBe(checksum(bytes));
      }),
    );
    expect(checksum(new Float32Array([1, 2]))).not.toBe(checksum(new Float32Array([2, 1])));
    expect(checksum('ab')).not.toBe(checksum('ba'));
  });
});
