import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../../src/formats/experiments/openArchive.ts';
import { readSafetensors } from '../../../../src/formats/safetensors.ts';
import { readWeights } from '../../../../src/formats/weightsFile.ts';
import type { GivenBytes } from '../../../../src/formats/models/openedModel.ts';
import { ZipArchive } from '../../../../src/formats/zip/readZip.ts';
import { ImportError } from '../../../../src/limits/errors.ts';
import type { Experiment } from '../../../../src/state/experiment.ts';
import { experimentFromRecord } from '../../../../src/state/experimentRecord.ts';
import { madeExperiment } from '../../state/madeExperiment.ts';
import { BAD_ARCHIVES, GOOD_EXPERIMENTS, GOOD_MODELS, savedExperiment } from './archives.ts';

function openedExperiment(file: GivenBytes): { readonly name: string; readonly experiment: Experiment } {
  const opened = openArchive(file);
  if (!('archived' in opened)) throw new Error('no experiment');
  const { name, record } = opened.archived;
  return { name, experiment: experimentFromRecord(record) };
}

/** The message and the action with which a file is refused. */
function refusalOf(file: GivenBytes): string {
  try {
    const opened = openArchive(file);
    if ('archived' in opened) experimentFromRecord(opened.archived.record);
    return 'opened';
  } catch (error) {
    if (error instanceof ImportError) return `${error.message} → ${error.action}`;
    throw error;
  }
}

describe('the file of an experiment', () => {
  it.each([0, 1, 5000])('brings back every part bit for bit, at step %i', (step) => {
    const before = madeExperiment(step);
    const { name, experiment } = openedExperiment({ name: 'a.zip', bytes: savedExperiment(before, 'Mine') });
    expect(name).toBe('Mine');
    // The series of a made experiment have room for more values.
    const exact = (value: Experiment): unknown =>
      JSON.parse(
        JSON.stringify(value, (_, part: unknown) => {
          if (ArrayBuffer.isView(part))
            return Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('hex');
          if (typeof part !== 'object' || part === null || !('steps' in part)) return part;
          const { length, steps, values } = part as { length: number; steps: Float64Array; values: Float32Array };
          return [...steps.subarray(0, length), ...values.subarray(0, length)];
        }),
      );
    expect(exact(experiment)).toEqual(exact(before));
  });

  it('holds the text, and weights that are opened alone', () => {
    const experiment = madeExperiment(3);
    const archive = new ZipArchive(savedExperiment(experiment));
    expect(new TextDecoder().decode(archive.read('text.txt')!)).toBe(experiment.text.text);
    const { step, params, vocabulary } = readWeights(archive.read('models/lstm/weights.safetensors')!);
    expect(step).toBe(3);
    expect(vocabulary).toEqual(experiment.text.symbols);
    expect(params).toEqual(experiment.models[2]!.run!.params);
    const { tensors } = readSafetensors(archive.read('models/lstm/history.safetensors')!);
    expect([...tensors.get('loss.steps')!.data]).toEqual([1, 2, 3]);
    const named = new TextDecoder().decode(archive.read('README.txt')!);
    const entries = archive.names.filter((one) => one !== 'README.txt');
    for (const entry of entries.map((one) => one.replace(/models\/\w+\//, '').replace(/\d+/, 'N')))
      expect(named).toContain(entry);
  });

  it.each(Object.keys(GOOD_EXPERIMENTS))('is opened: %s', (name) => {
    expect(openedExperiment(GOOD_EXPERIMENTS[name]!()).experiment.models).toHaveLength(3);
  });
});

describe('an archive', () => {
  it.each(Object.keys(GOOD_MODELS))('is opened: %s', (name) => {
    expect(openArchive(GOOD_MODELS[name]!())).toMatchObject({ model: { spec: {} } });
  });

  it('that is bad is refused with one sentence and one next action', () => {
    const refusals = Object.fromEntries(Object.entries(BAD_ARCHIVES).map(([name, file]) => [name, refusalOf(file())]));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(refusals).toMatchSnapshot();
  });
});
