/** Every limit of the product, each with its reason. Lengths of texts are in UTF-16 code units unless said otherwise. */

/** Values that a number may take, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** Whether only whole numbers are meant. */
  readonly integer: boolean;
}

/** Shortest text, in characters: one to read and one to predict. */
export const MIN_TEXT_CHARS = 2;

/**
 * Longest text: 10 million code units. At 41,000 characters a second that is four minutes for one pass; tokens take
 * 40 MB, and preparing stays under half a second.
 */
export const MAX_TEXT_CHARS = 10_000_000;

/**
 * Most distinct symbols. The head has V·H weights and its softmax V terms at each of T·B positions, and a WebGL texture
 * on a phone is 4,096 wide. Beyond it rare symbols are read as one.
 */
export const MAX_VOCAB = 4096;

/** Units per layer in the settings: at 512 one LSTM step of the default window is 6 GFLOP, a second without a GPU. */
export const MAX_HIDDEN = 512;

/** Units per layer of an imported model, which is looked at and not trained from the start. */
export const MAX_IMPORTED_HIDDEN = 1024;

/**
 * Units per layer of a model that is to have as many parameters as an LSTM: an RNN needs a little over twice the LSTM's,
 * and its step then costs as much as the LSTM's.
 */
export const MAX_EQUAL_HIDDEN = 2 * MAX_HIDDEN;

/** Models side by side: three cells and three more; beyond it neither lines nor the phone's screen keep them apart. */
export const MAX_SLOTS = 6;

/** Layers: each has its own heatmaps, and more than four cannot be told apart on one screen. */
export const MAX_LAYERS = 4;

/** Width of the embedding: never more than the widest layer. */
export const MAX_EMBEDDING = 512;

/** Timesteps of a training window: every channel of every step is kept until the backward pass has used it. */
export const MAX_UNROLL = 512;

/** Parallel streams: with the longest window 256 of them are 131,072 positions, whose states still fit a texture. */
export const MAX_BATCH = 256;

/** Seeds are 32 bits without sign, the state that the generator is filled from. */
export const MAX_SEED = 4_294_967_295;

/** Characters of one trace: at H = 64 an LSTM's eight arrays are 41 MB; beyond it a heatmap column is under a pixel even on four screens. */
export const MAX_TRACE_LENGTH = 20_000;

/**
 * Bytes of all traces together: a phone's tab gets about 1 GB, and while a trace is replaced the old and the new are there.
 * An LSTM of 128 units over 20,000 characters takes 87 MB.
 */
export const MAX_TRACE_BYTES = 400_000_000;

/** What each number among the settings may be. */
export const SETTING_RANGES = {
  hidden: { min: 1, max: MAX_HIDDEN, integer: true },
  layers: { min: 1, max: MAX_LAYERS, integer: true },
  unroll: { min: 1, max: MAX_UNROLL, integer: true },
  batch: { min: 1, max: MAX_BATCH, integer: true },
  seed: { min: 0, max: MAX_SEED, integer: true },
  embedding: { min: 1, max: MAX_EMBEDDING, integer: true },
  /** 0 keeps the weights as they are; the upper end is far into divergence, which is worth seeing once. */
  learningRate: { min: 0, max: 1000, integer: false },
  /** A clip of 0 would stop all learning without saying so; above 1e6 no gradient that is still finite is met. */
  clipMax: { min: 1e-6, max: 1e6, integer: false },
  /** σ(±20) differs from 0 and 1 by 2e-9: a gate that starts further out never opens. */
  forgetBias: { min: -20, max: 20, integer: false },
  /** Below 0.01 logits overflow float32 when divided by it; above 10 a sample is noise. */
  temperature: { min: 0.01, max: 10, integer: false },
  /** 0 divides by zero at a gradient of zero; 1e-38 is the smallest normal float32. */
  epsilon: { min: 1e-30, max: 1, integer: false },
} as const satisfies Readonly<Record<string, Range>>;

/** Where a gate counts as shut or open: either half of 0…1, in hundredths, as the histograms behind it are. */
export const SHUT_BELOW: Range = { min: 0.01, max: 0.5, integer: false };
export const OPEN_ABOVE: Range = { min: 0.5, max: 0.99, integer: false };
/** Characters beside a selected span on which a unit may be asked to be off: a word or two. */
export const AROUND_RANGE: Range = { min: 0, max: 20, integer: true };
/** Percent of a span's characters, or of its units: at 0 everything would match. */
export const PERCENT_RANGE: Range = { min: 1, max: 100, integer: true };
/** From which level a unit is on: what lies between −1 and 1 cannot go further, and at 0 half of all values would be on. */
export const BOUNDED_LEVEL: Range = { min: 0.01, max: 1, integer: false };
/** The same of an unbounded state; a cell state that counts to 1,000 needs a thousand open gates. */
export const UNBOUNDED_LEVEL: Range = { min: 0.01, max: 1000, integer: false };
/** Gain of a weight matrix that takes the place of a learned one: 0 cuts the recurrence, 100 saturates every gate. */
export const GAIN_RANGE: Range = { min: 0, max: 100, integer: false };

/** Largest file that is opened: it is held twice while it is read, and 64 MB of weights are 16 M parameters. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Largest file that is written: browsers refuse or lose downloads of more than about this from memory. */
export const MAX_WRITTEN_BYTES = 512 * 1024 * 1024;

/** Largest header of a safetensors file: 256 tensors need 40 kB, a vocabulary of 4,096 symbols 60 kB. */
export const MAX_SAFETENSORS_HEADER_BYTES = 1024 * 1024;

/** Most tensors in a file: a model of four layers has 19, its trace 32. */
export const MAX_TENSORS = 256;

/** Most dimensions of a tensor: none of ours has more than three. */
export const MAX_RANK = 4;

/** Most elements of all tensors of a file together: what 64 MB hold as float32. */
export const MAX_ELEMENTS = 16 * 1024 * 1024;

/** Whether a value is a number inside its range (and whole where it must be). */
export function isWithin(range: Range, value: number): boolean {
  return value >= range.min && value <= range.max && (!range.integer || Number.isInteger(value));
}

/** The nearest value inside the range; null for what is not a number. */
export function clampTo(range: Range, value: number): number | null {
  if (Number.isNaN(value)) return null;
  const inside = Math.min(range.max, Math.max(range.min, value));
  return range.integer ? Math.round(inside) : inside;
}
