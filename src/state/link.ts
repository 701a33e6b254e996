/** What an address says, as values. */
import type { CellKind } from '../engine/spec.ts';
import type { Refused } from './fields.ts';
import type { Frame } from './frame.ts';
import type { Overrides, Settings } from './settings.ts';
import type { Ui } from './ui.ts';

/** What can change between two steps and has a part in them. */
export const REPLAYED_KEYS = ['learningRate', 'clipKind', 'clipMax'] as const satisfies readonly (keyof Settings)[];
export type ReplayedKey = (typeof REPLAYED_KEYS)[number];
export type ReplayedValue = Settings[ReplayedKey];

/** A live setting that changed during a run. */
export interface ReplayedChange {
  /** The first training step with this value. */
  readonly step: number;
  readonly key: ReplayedKey;
  readonly value: ReplayedValue;
  /** The one model that it is of; null: all that have no such setting of their own. */
  readonly model: string | null;
}

/** What the networks of now were trained with, to be done again. */
export interface RecordedRun {
  /** The settings at the first step, on the backend that took it. */
  readonly settings: Settings;
  /** By step; of one step what is of all models first. */
  readonly changes: readonly ReplayedChange[];
}

/** A model beside the three that every experiment starts with. */
export interface AddedModel {
  /** Of its cell and a number; what else in the address is about this model names it so. */
  readonly id: string;
  readonly cell: CellKind;
  /** At least one. */
  readonly overrides: Overrides;
}

/** A generated text of a memory task. */
export interface LinkedTask {
  readonly id: string;
  readonly lag: number;
  readonly seed: number;
}

/** What tells a text that no link can hold from others. */
export interface TextMark {
  /** Characters, in code points. */
  readonly length: number;
  /** CRC-32 of its UTF-8. */
  readonly checksum: string;
}

/** Of several that are given the last in this order is meant. */
export interface LinkedText {
  /** Id of a sample. */
  readonly sample: string;
  readonly task: LinkedTask | null;
  /** A short text itself. */
  readonly text: string;
  readonly long: TextMark | null;
  /** What people see of a text that is given or asked for. */
  readonly name: string;
}

/** Models and their training. */
export interface LinkedRun {
  readonly added: readonly AddedModel[];
  /** Models that do not take part. */
  readonly out: readonly string[];
  /** Models that rest while the others train. */
  readonly paused: readonly string[];
  /** Training steps of the models that take part. */
  readonly steps: number;
  /** Those of models that have taken others. */
  readonly stepsOf: Readonly<Record<string, number>>;
  readonly changes: readonly ReplayedChange[];
}

/** An experiment and what is looked at. */
export interface Link {
  /** The name of the trained experiment that this is (see `TRAINED`), whose weights the page brings along; null for others. */
  readonly trained: string | null;
  /** With those at the first training step; what changed since stands in `run.changes`. */
  readonly settings: Settings;
  readonly text: LinkedText;
  readonly run: LinkedRun;
  /** The stretch of the text that is read; null: its beginning. */
  readonly stretch: { readonly from: number; readonly length: number } | null;
  readonly ui: Ui;
  readonly frame: Frame;
}

export interface ReadLink {
  readonly link: Link;
  /** What was given and does not fit, by its name in the address. */
  readonly refused: readonly Refused[];
}

/** The training step to which a link leads. */
export interface Goal {
  /** What the networks were trained with. */
  readonly recorded: RecordedRun;
  /** Steps that each is to have taken. */
  readonly steps: Readonly<Record<string, number>>;
  /** Models that rest once they are there. */
  readonly paused: readonly string[];
  /** As it was measured when the link was opened; null where it was not. */
  readonly secondsPerStep: number | null;
  readonly isReached: boolean;
}
