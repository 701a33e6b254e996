import { knownText } from '../../engine/knownText.ts';
import { TextError } from '../../limits/errors.ts';
import { MAX_PRIME_CHARS } from '../../limits/limits.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { changeRun, changeSchedule } from '../../state/changeModel.ts';
import { activeModels } from '../../state/models.ts';
import { runRef, type RunRef } from '../../state/runRef.ts';
import type { AppState } from '../../state/state.ts';
import type { Model, ModelRun, Sample } from '../../state/model.ts';
import type { TextState } from '../../state/textState.ts';
import { handOverCopy } from '../../worker/client.ts';
import { viewerQuery } from './subjects.ts';

/** Characters of a sample, and how many samples of a model are kept. */
const LENGTH = 200;
const MOST_SAMPLES = 24;
/** Characters from the beginning of the text that are used where no prime is given. */
const BEGINNING = 12;

interface SampleKey extends RunRef {
  readonly run: ModelRun;
  readonly text: TextState;
  /** What the model reads first; '' for the beginning of the text. */
  readonly prime: string;
  /** Counts the samples at the run's step from 0. Each uses other random numbers. */
  readonly draw: number;
}

/** What models write as they learn: at step 0, 10, 20, 40 and so on, and on request. */
export const sampleQuery = viewerQuery({
  wanted(state) {
    const due = activeModels(state).filter(({ run, results }) => run && run.paramsStep >= results.schedule.sampleFrom);
    const newest = ({ run }: Model): number => run!.samples.at(-1)?.step ?? -1;
    const [model] = due.sort((a, b) => newest(a) - newest(b));
    return model ? sampleKey(state, model, '') : null;
  },
  identity: ({ model, run }) => [model, run.paramsStep],
  begin: (state, { model, run: { paramsStep: step }, draw }) =>
    changeSchedule(state, model, ({ draws }) => ({
      sampleFrom: Math.max(10, 2 * step),
      draws: { ...draws, [step]: draw + 1 },
    })),

  async ask({ run, text, prime, draw }, { state, call }) {
    const { tokens, used } = primeOf(text, prime);
    const { temperature, seed } = state.settings;
    const step = run.paramsStep;
    const samples: Sample[] = [];
    for (const mode of ['sample', 'greedy'] as const) {
      const request = { length: LENGTH, temperature, mode, seed, stream: `sample ${draw} of step ${step}` };
      const written = await call((api) => api.write(run.spec, handOverCopy(run.params), tokens.slice(), request));
      const symbols = Array.from(written, (token) => text.symbols[token]!);
      samples.push({ step, draw, mode, temperature, prime: used, text: symbols.join('') });
    }
    return samples;
  },
  finish: (state, { model }, samples) =>
    changeRun(state, model, (run) => ({ samples: [...run.samples, ...samples].slice(-MOST_SAMPLES) })),
});

/** The question for a sample of a model's newest weights; null before it has any. */
export function sampleKey({ text }: Pick<AppState, 'text'>, model: Model, prime: string): SampleKey | null {
  const { run, results } = model;
  if (!run || !text) return null;
  return { ...runRef(model), run, text, prime, draw: results.schedule.draws[run.paramsStep] ?? 0 };
}

/** @throws TextError if a prime is given and the models know none of its characters */
export function primeOf(text: TextState, prime: string): ReturnType<typeof knownText> {
  const beginning = Array.from(text.text.slice(0, 2 * BEGINNING))
    .slice(0, BEGINNING)
    .join('');
  const known = knownText(text.symbols, prime === '' ? beginning : prime, MAX_PRIME_CHARS);
  if (known.tokens.length === 0) throw new TextError(MESSAGES.primeUnknown());
  return known;
}
