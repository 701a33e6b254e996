/** What the runner, the page and the peers tell each other. Shape letters: V vocabulary, H units, B batch, T timesteps. */
import type { CellKind } from '../../../src/engine/spec.ts';

/** One training step's sizes; all contenders have one recurrent layer and a softmax head over V at every timestep. */
export interface Workload {
  readonly cell: CellKind;
  readonly V: number;
  readonly H: number;
  readonly B: number;
  readonly T: number;
  readonly optimizer: 'adam' | 'adagrad';
}

/** Who trains (or, `ours-trace…`, reads) in a worker of the browser. */
export type BrowserContender =
  | 'ours-webgl'
  | 'ours-wasm'
  | 'ours-cpu'
  | 'ours-threads'
  | 'ours-trace'
  | 'ours-trace-anew'
  | 'layers-webgl'
  | 'layers-wasm'
  | 'layers-cpu'
  | 'recurrent-js'
  | 'brain.js';

/** Who trains in a Python process. */
export type PythonContender = 'torch' | 'numpy';

export type Contender = BrowserContender | PythonContender;

/** One row of a suite. */
export interface Entrant<Name extends Contender = Contender> {
  /** Unique within its suite. */
  readonly label: string;
  readonly contender: Name;
  readonly workload: Workload;
  /** Models that train at once (`ours-threads`); 1 unless said. */
  readonly models?: number;
  /** Whether draws, and waits for them, are left out after the first steps, so that only JavaScript remains. */
  readonly stubbed?: boolean;
}

/** Entrants that are measured against each other, in turn, round after round. */
export interface Suite {
  /** What `--only` takes. */
  readonly name: string;
  readonly title: string;
  readonly entrants: readonly Entrant[];
  /** How long an entrant steps in one round, at least one step. */
  readonly sliceMilliseconds: number;
}

/** What an entrant is, once it has been opened. */
export interface Opened {
  /** What it runs on. */
  readonly detail: string;
  /** Characters that one step trains on (or reads). */
  readonly characters: number;
}

/** One entrant's part of one round. */
export interface Slice {
  readonly steps: number;
  readonly milliseconds: number;
  /** Of the last step, nats per character; NaN where there is none. */
  readonly loss: number;
}

/** Counted on one step of an entrant in the browser. */
export interface Counts {
  /** WebGL draw calls of one training step; null unless the entrant is stubbed. */
  readonly draws: number | null;
  /** Bytes of textures allocated; null unless the entrant is stubbed. */
  readonly gpuBytes: number | null;
  /** Bytes of all WebAssembly memories of the entrant's worker. */
  readonly wasmBytes: number;
}

export interface EntrantResult {
  readonly entrant: Entrant;
  /** Null when it failed. */
  readonly opened: Opened | null;
  /** One per round; empty when it failed. */
  readonly slices: readonly Slice[];
  readonly counts: Counts | null;
  /** Why it failed or was left out, in one sentence; null when it was measured. */
  readonly fault: string | null;
}

export interface SuiteResult {
  readonly suite: Suite;
  readonly entrants: readonly EntrantResult[];
}

export interface Machine {
  /** ISO 8601, when the run began. */
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  /** Load averages over one minute, before and after. */
  readonly load: readonly [number, number];
  readonly node: string;
  readonly browser: string;
  /** As the browser names it, unmasked. */
  readonly renderer: string;
  /** Python peers found, with their versions and the BLAS that they use. */
  readonly python: readonly string[];
}

export interface Run {
  readonly machine: Machine;
  readonly rounds: number;
  /** Whether it was the short one, which is no record. */
  readonly quick: boolean;
  readonly minutes: number;
  readonly suites: readonly SuiteResult[];
}
