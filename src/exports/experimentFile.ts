/** The whole experiment as one file. */
import { experimentContents, type ModelWeights } from '../formats/experiments/experimentContents.ts';
import type { ZipContent } from '../formats/zip/writeZip.ts';
import { ARCHIVE_MESSAGES } from '../limits/archiveMessages.ts';
import { ExportError } from '../limits/errors.ts';
import { MAX_EXPERIMENT_BYTES } from '../limits/limits.ts';
import { VERSION } from '../limits/version.ts';
import { type Experiment, newestStep } from '../state/experiment.ts';
import { experimentToFileRecord } from '../state/experimentRecord.ts';
import { settingsInForce } from '../state/inForce.ts';
import type { AppState } from '../state/state.ts';
import { plainName, weightsBytes } from './savedFiles.ts';

/** The name of the file. @param name that a person gave the experiment; empty for none */
export function experimentFileName({ text, models }: Experiment, name: string): string {
  return `unrolled-${plainName(name || text.name)}-step${newestStep(models)}.zip`;
}

/**
 * What goes into the file, still to be packed.
 *
 * @param state from which the experiment was taken
 * @param name that a person gave the experiment; empty for none
 * @throws ExportError if the file could not be opened again, because it would be too large
 */
export function experimentFileContents(
  state: Pick<AppState, 'models' | 'settings' | 'text'>,
  experiment: Experiment,
  name: string,
): readonly ZipContent[] {
  const record = experimentToFileRecord(experiment);
  const contents = experimentContents({ name, record, version: VERSION }, weightsOf(state, experiment));
  const bytes = contents.reduce((sum, content) => sum + content.bytes.length, 0);
  if (bytes > MAX_EXPERIMENT_BYTES)
    throw new ExportError(ARCHIVE_MESSAGES.experimentTooLarge(bytes, MAX_EXPERIMENT_BYTES));
  return contents;
}

/** The weights of every model that has some, at the step up to which it was trained. */
function weightsOf(
  state: Pick<AppState, 'models' | 'settings' | 'text'>,
  { models, text, ui }: Experiment,
): readonly ModelWeights[] {
  return models.flatMap(({ is, run, state: snapshot }): readonly ModelWeights[] => {
    if (!run) return [];
    const { step } = run;
    const isNewest = run.paramsStep === step;
    const params = isNewest ? run.params : Float32Array.from(snapshot?.params ?? run.params);
    const settings = settingsInForce(state, is.id, step) ?? run.settings;
    const { heldOutChoice } = ui;
    const file = weightsBytes({ model: is.id, text, run, step, params, perturbation: null, settings, heldOutChoice });
    return [{ model: is.id, file, params: isNewest ? params : null }];
  });
}
