/** Makes an opened model whole: what its file does not say is asked, and a text is found for it. */
import { CELLS } from '../engine/spec.ts';
import type { OpenedModel } from '../formats/models/openedModel.ts';
import { typedVocabulary } from '../formats/models/typedVocabulary.ts';
import { ImportError } from '../limits/errors.ts';
import { grouped } from '../limits/messages.ts';
import { SAMPLES } from '../samples/samples.ts';
import type { ModelAnswer, ModelToComplete } from '../state/givenFiles.ts';
import type { TextSource, TextState } from '../state/textState.ts';

/** A model that is known in full, and the text of which its vocabulary was made, if it was. */
export interface WholeModel extends OpenedModel {
  readonly vocabulary: readonly string[];
  readonly typedText: string | null;
}

export class ModelIntake {
  private decide: ((answer: ModelAnswer | null) => void) | null = null;

  constructor(private readonly show: (model: ModelToComplete | null) => void) {}

  /** Asks until the answer fits; null where a person gave up. */
  async complete(model: OpenedModel): Promise<WholeModel | null> {
    const { vocabulary, isNonlinearityOpen } = model;
    if (vocabulary && !isNonlinearityOpen) return { ...model, vocabulary, typedText: null };
    const asks = { vocabulary: vocabulary === null, nonlinearity: isNonlinearityOpen };
    for (let fault: ModelToComplete['fault'] = null; ; ) {
      const answer = await this.answer({ format: model.format, spec: model.spec, asks, fault });
      if (!answer) return null;
      try {
        const { form, typed, nonlinearity } = answer;
        const symbols = vocabulary ?? typedVocabulary(typed, form, model.spec.vocab);
        this.show(null);
        return {
          ...model,
          spec: isNonlinearityOpen ? { ...model.spec, nonlinearity } : model.spec,
          vocabulary: symbols,
          typedText: vocabulary === null && form === 'text' ? typed : null,
        };
      } catch (error) {
        if (!(error instanceof ImportError)) throw error;
        fault = { message: error.message, action: error.action };
      }
    }
  }

  /** Ends the question that is shown; null: the model is not opened. */
  choose(answer: ModelAnswer | null): void {
    const { decide } = this;
    this.decide = null;
    if (!decide) return;
    if (!answer) this.show(null);
    decide(answer);
  }

  private answer(model: ModelToComplete): Promise<ModelAnswer | null> {
    this.choose(null);
    return new Promise((resolve) => {
      this.decide = resolve;
      this.show(model);
    });
  }
}

/** A text that may be read with a model's vocabulary. */
export interface TextCandidate {
  readonly raw: string;
  readonly name: string;
  readonly source: TextSource;
}

/** The share of a text's characters that a model must know for the text to be kept, or for a sample to be taken. */
const KEPT_SHARE = 0.5;
const SAMPLE_SHARE = 0.95;
/** Code units of a text that are looked at. */
const INSPECTED = 100_000;

/**
 * The text that an opened model reads first: the one of which its vocabulary was made; else the text of now, if the model
 * knows half of it; else a sample that it knows; else its own characters, one after the other.
 */
export function textFor({ vocabulary, typedText }: WholeModel, now: TextState | null): TextCandidate {
  if (typedText !== null) return { raw: typedText, name: 'Your text', source: { kind: 'paste' } };
  const known = new Set(vocabulary);
  const shareOf = (raw: string): number => {
    let count = 0;
    let total = 0;
    for (const symbol of raw.slice(0, INSPECTED)) {
      total++;
      if (known.has(symbol)) count++;
    }
    return count / total;
  };
  if (now) {
    const raw = now.text.replaceAll('\r\n', '\n');
    if (shareOf(raw) >= KEPT_SHARE) return { raw, name: now.name, source: now.source };
  }
  for (const { id, name, build } of SAMPLES) {
    const raw = build();
    if (shareOf(raw) >= SAMPLE_SHARE) return { raw, name, source: { kind: 'sample', id } };
  }
  const raw = vocabulary.join('');
  return {
    raw: vocabulary.length > 1 ? raw : raw.repeat(2),
    name: 'Characters of the model',
    source: { kind: 'paste' },
  };
}

/** "Opened an ml5 charRNN: an LSTM of 2 layers with 128 units, 100 characters." and what else is to be known. */
export function describeOpened({ format, spec, trained, notes }: OpenedModel): string {
  const layers = spec.layers === 1 ? '1 layer' : `${spec.layers} layers`;
  const steps = trained && trained.step > 0 ? `, at step ${grouped(trained.step)}` : '';
  const what = `${CELLS[spec.cell].name} of ${layers} with ${spec.hidden} units, for ${spec.vocab} characters${steps}`;
  return [`Opened: ${format}, ${what}.`, ...notes].join(' ');
}
