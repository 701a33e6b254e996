/**
 * All limits of the product, each with its reason. Lengths of texts are in UTF-16 code units unless stated otherwise.
 */

/** The values that a number may take, both ends included. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Whether only integers are allowed. */
  readonly integer: boolean;
}

/** The shortest text, in characters: one to read and one to predict. */
export const MIN_TEXT_CHARS = 2;

/**
 * The largest number of characters of a typed beginning that a model reads. Of a longer one it reads the last
 * characters. The limit is far beyond what a state remembers, and reading takes a fraction of a second.
 */
export const MAX_PRIME_CHARS = 2000;

/** The longest name of a label: more than its row and its column in a file can show. */
export const MAX_LABEL_NAME_CHARS = 80;

/** The longest regular expression of a label: a page of alternatives, which still compiles and runs quickly. */
export const MAX_PATTERN_CHARS = 2000;

/**
 * The longest text: 10 million code units. At 41,000 characters per second one pass takes four minutes. Tokens take
 * 40 MB, and preparation stays under half a second.
 */
export const MAX_TEXT_CHARS = 10_000_000;

/**
 * The largest number of distinct symbols. The head has V·H weights and its softmax V terms at each of T·B positions,
 * and a WebGL texture on a phone is 4,096 wide. Beyond the limit all rare symbols are read as one.
 */
export const MAX_VOCAB = 4096;

/** Units per layer in the settings. At 512 one LSTM step of the default window is 6 GFLOP, a second without a GPU. */
export const MAX_HIDDEN = 512;

/** Units per layer of an imported model, which is inspected but not trained from scratch. */
export const MAX_IMPORTED_HIDDEN = 1024;

/**
 * Units per layer of a model with as many parameters as an LSTM. An RNN needs a little over twice the LSTM's units,
 * and its step then costs as much as the LSTM's.
 */
export const MAX_EQUAL_HIDDEN = 2 * MAX_HIDDEN;

/** Models side by side: three cells and three more. With more, the lines and a phone's screen become too crowded. */
export const MAX_MODELS = 6;

/** Layers: each has its own heatmaps, and more than four cannot be told apart on one screen. */
export const MAX_LAYERS = 4;

/** Width of the embedding: never more than the widest layer. */
export const MAX_EMBEDDING = 512;

/** Timesteps of a training window. Every channel of every step is in memory until the backward pass has used it. */
export const MAX_UNROLL = 512;

/**
 * Parallel streams. With the longest window 256 of them are 131,072 positions, whose states still fit into a texture.
 */
export const MAX_BATCH = 256;

/** Seeds are unsigned 32-bit integers, the state from which the generator is filled. */
export const MAX_SEED = 4_294_967_295;

/**
 * Characters of one trace. At H = 64 an LSTM's eight arrays are 41 MB. With more, a heatmap column is narrower than a
 * pixel even on four screens.
 */
export const MAX_TRACE_LENGTH = 20_000;

/**
 * Bytes of all traces together. A phone's tab gets about 1 GB, and while a trace is replaced both the old and the new
 * one are in memory. An LSTM of 128 units over 20,000 characters takes 87 MB.
 */
export const MAX_TRACE_BYTES = 400_000_000;

/**
 * The longest training step of all models in seconds. At one step per minute, a night brings five hundred steps,
 * which is fewer than the samples need.
 */
export const MAX_STEP_SECONDS = 60;

/**
 * Bytes that all models may take for training: half of the machine's memory as reported by the browser, or half of 8
 * GB if it reports nothing. With more, the machine begins to swap, or the browser ends the tab.
 */
export function maxTrainingBytes(): number {
  const { navigator } = globalThis as { readonly navigator?: { readonly deviceMemory?: number } };
  return ((navigator?.deviceMemory ?? 8) / 2) * 2 ** 30;
}

/**
 * Thresholds below which a gate counts as shut and above which it counts as open: either half of 0 … 1, in hundredths
 * like the histograms behind them.
 */
export const SHUT_BELOW: NumberRange = { min: 0.01, max: 0.5, integer: false };
export const OPEN_ABOVE: NumberRange = { min: 0.5, max: 0.99, integer: false };
/** Characters around a selected span at which a unit may be required to be off: a word or two. */
export const AROUND_RANGE: NumberRange = { min: 0, max: 20, integer: true };
/** Percent of a span's characters, or of its units. At 0 everything would match. */
export const PERCENT_RANGE: NumberRange = { min: 1, max: 100, integer: true };
/** The level from which a bounded unit is on. Values lie between −1 and 1, and at 0 half of all values would be on. */
export const BOUNDED_LEVEL: NumberRange = { min: 0.01, max: 1, integer: false };
/** The level from which an unbounded state is on. A cell state that counts to 1,000 needs a thousand open gates. */
export const UNBOUNDED_LEVEL: NumberRange = { min: 0.01, max: 1000, integer: false };
/** Gain of a weight matrix that replaces a learned one. 0 cuts the recurrence, 100 saturates every gate. */
export const GAIN_RANGE: NumberRange = { min: 0, max: 100, integer: false };

/**
 * The largest file that is opened. It is in memory twice while it is read, and 64 MB of weights are 16 M parameters.
 */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** The largest file that is written. Browsers refuse or lose downloads from memory that are much larger. */
export const MAX_WRITTEN_BYTES = 512 * 1024 * 1024;

/** The largest header of a safetensors file: 256 tensors need 40 kB, a vocabulary of 4,096 symbols 60 kB. */
export const MAX_SAFETENSORS_HEADER_BYTES = 1024 * 1024;

/** The largest number of tensors in a file: a model of four layers has 19, its trace 32. */
export const MAX_TENSORS = 256;

/** The largest number of dimensions of a tensor: ours have at most three. */
export const MAX_RANK = 4;

/** The largest number of elements of all tensors of a file together: as many as 64 MB hold in float32. */
export const MAX_ELEMENTS = 16 * 1024 * 1024;

/**
 * The largest file of a whole experiment. It holds what the browser stores of it, of which up to 24 MB of checkpoints per
 * model are stored as they are; the file and its parts are in memory at once.
 */
export const MAX_EXPERIMENT_BYTES = 256 * 1024 * 1024;

/** The most bytes to which the compressed entries of a zip archive may grow together, whatever they say of themselves. */
export const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

/** Entries of a zip archive: six models of an experiment have some forty. */
export const MAX_ARCHIVE_ENTRIES = 512;

/** Bytes of a name in a zip archive: ours have at most 80. */
export const MAX_ENTRY_NAME_BYTES = 240;

/** Pictures pinned for a report: with more nobody reads it. */
export const MAX_PINS = 40;

/** Bytes of all pinned pictures together: forty with a heatmap of a thousand columns have some 20 MB. */
export const MAX_PINNED_BYTES = 32 * 1024 * 1024;

/** Characters of a title or a caption in a report: a long paragraph. */
export const MAX_CAPTION_CHARS = 2000;

/** Files opened at once: the folder of a model has a dozen. */
export const MAX_OPENED_FILES = 64;

/** The largest JSON of a model: 300,000 weights as decimal numbers. recurrentjs' own network of 100 units has 60,000. */
export const MAX_MODEL_JSON_BYTES = 8 * 1024 * 1024;

/** Nested brackets in a model's JSON: Keras' descriptions have about ten. */
export const MAX_JSON_DEPTH = 32;

/** Objects and arrays in a model's JSON. Each takes memory even when it is empty. */
export const MAX_JSON_CONTAINERS = 50_000;

/** Keys in a model's JSON that are no indices. Two vocabularies have 8,192; many more make the parser slow. */
export const MAX_JSON_NAMES = 20_000;

/** The same in the JSON of an experiment: 20,000 marked spans and a thousand samples are some 50,000. */
export const MAX_EXPERIMENT_NAMES = 100_000;

/** Values in a model's JSON. Each weight is one, and takes up to 16 bytes. */
export const MAX_JSON_VALUES = 300_000;

/** Actions that can be undone: more than anyone goes back step by step. */
export const UNDO_ENTRIES = 100;

/**
 * The bytes that undone and undoable actions hold together: runs of six LSTMs with 128 units, with their checkpoints, take
 * about 170 MB. The newest is kept even if it is larger; it takes no more than the run did that it ended.
 */
export const UNDO_BYTES = 256 * 1024 * 1024;

/** Whether a value is a number inside its range, and an integer if required. */
export function isWithin(range: NumberRange, value: number): boolean {
  return value >= range.min && value <= range.max && (!range.integer || Number.isInteger(value));
}

/** The nearest value inside the range; null for NaN. */
export function clampTo(range: NumberRange, value: number): number | null {
  if (Number.isNaN(value)) return null;
  const inside = Math.min(range.max, Math.max(range.min, value));
  return range.integer ? Math.round(inside) : inside;
}
