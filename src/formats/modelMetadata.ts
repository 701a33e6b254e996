/** The metadata strings of a model's files, and their validation. */
import type { Nonlinearity, ResetForm } from '../engine/cells/channels.ts';
import { CELL_KINDS, CELLS, type ModelSpec } from '../engine/spec.ts';
import { ImportError, ShapeError } from '../limits/errors.ts';
import { MAX_IMPORTED_HIDDEN, MAX_LAYERS, MAX_VOCAB } from '../limits/limits.ts';
import { MESSAGES } from '../limits/messages.ts';
import { isOneCodePoint } from './oneCodePoint.ts';

const VERSION = '1';

/** A model's kind and sizes, and the symbols of its tokens. */
export interface ModelMetadata {
  readonly spec: ModelSpec;
  /** V symbols, one code point each; the index is the token. */
  readonly vocabulary: readonly string[];
}

/**
 * The metadata strings: cell, hidden, layers, reset, nonlinearity, input (one-hot or embedding), embedding (its
 * width, 0 for one-hot), gates (row blocks in order), vocabulary (JSON array).
 * @throws ShapeError if the vocabulary does not belong to the spec.
 */
export function modelMetadata(format: string, { spec, vocabulary }: ModelMetadata): Record<string, string> {
  if (vocabulary.length !== spec.vocab) {
    throw new ShapeError(MESSAGES.shapeMismatch('the vocabulary', `${spec.vocab} long`, `${vocabulary.length}`));
  }
  return {
    format,
    version: VERSION,
    cell: spec.cell,
    hidden: String(spec.hidden),
    layers: String(spec.layers),
    reset: spec.reset,
    nonlinearity: spec.nonlinearity,
    input: spec.embedding > 0 ? 'embedding' : 'one-hot',
    embedding: String(spec.embedding),
    gates: CELLS[spec.cell].gates.join(' '),
    vocabulary: JSON.stringify(vocabulary),
  };
}

/** Reads the metadata. @throws ImportError if one of `modelMetadata`'s strings is missing or out of range. */
export function readModelMetadata(fields: MetadataFields, format: string): ModelMetadata {
  fields.oneOf('format', [format]);
  fields.oneOf('version', [VERSION]);
  const vocabulary = symbolsOf(fields);
  const isEmbedded = fields.oneOf('input', ['one-hot', 'embedding']) === 'embedding';
  const spec: ModelSpec = {
    cell: fields.oneOf('cell', CELL_KINDS),
    vocab: vocabulary.length,
    hidden: fields.whole('hidden', 1, MAX_IMPORTED_HIDDEN),
    layers: fields.whole('layers', 1, MAX_LAYERS),
    embedding: isEmbedded ? fields.whole('embedding', 1, MAX_IMPORTED_HIDDEN) : 0,
    nonlinearity: fields.oneOf<Nonlinearity>('nonlinearity', ['tanh', 'relu', 'sigmoid']),
    reset: fields.oneOf<ResetForm>('reset', ['after', 'before']),
  };
  return { spec, vocabulary };
}

function symbolsOf(fields: MetadataFields): readonly string[] {
  const value = fields.json('vocabulary');
  if (!Array.isArray(value) || value.length < 1 || value.length > MAX_VOCAB) {
    return fields.refuse(`its vocabulary is no list of 1 to ${MAX_VOCAB} symbols`);
  }
  const symbols = value.filter((s): s is string => typeof s === 'string' && isOneCodePoint(s));
  if (symbols.length !== value.length) fields.refuse('its vocabulary has an entry that is not a single character');
  if (new Set(symbols).size !== symbols.length) fields.refuse('its vocabulary has a character twice');
  return symbols;
}

/**
 * The metadata of a file that should contain `what`. Every method throws ImportError if a field is missing or
 * invalid.
 */
export class MetadataFields {
  private readonly metadata: ReadonlyMap<string, string>;
  private readonly what: string;

  constructor(metadata: ReadonlyMap<string, string>, what: string) {
    this.metadata = metadata;
    this.what = what;
  }

  refuse(reason: string): never {
    throw new ImportError(MESSAGES.notUnrolled(this.what, reason));
  }

  text(key: string): string {
    return this.metadata.get(key) ?? this.refuse(`its metadata has no "${key}"`);
  }

  oneOf<Value extends string>(key: string, values: readonly Value[]): Value {
    const text = this.text(key);
    return values.find((value) => value === text) ?? this.refuse(`its "${key}" is not ${values.join(' or ')}`);
  }

  whole(key: string, min: number, max: number): number {
    const text = this.text(key);
    const value = Number(text);
    if (!/^\d{1,16}$/.test(text) || value < min || value > max) {
      return this.refuse(`its "${key}" is no whole number from ${min} to ${max}`);
    }
    return value;
  }

  json(key: string): unknown {
    const text = this.text(key);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return this.refuse(`its "${key}" is not JSON`);
    }
  }
}
