/** What the database holds. */
import type { DBSchema } from 'idb';
import type { PackedArray, PackedRecord } from '../formats/packedRecord.ts';

export const DATABASE = 'unrolled';
export const VERSION = 1;

/** The bytes that all experiments may take together. */
export const STORAGE_BUDGET = 512 * 1024 * 1024;

/** One line of the list of experiments. */
export interface ExperimentSummary {
  readonly id: string;
  /** Given by the person; empty for one that goes by the name of its text. */
  readonly name: string;
  readonly textName: string;
  /** The largest number of training steps of its models. */
  readonly step: number;
  /** The lowest newest held-out loss of its models, nats per character; null where none has been measured. */
  readonly loss: number | null;
  /** Milliseconds since 1970 of the last save. */
  readonly date: number;
  /** Of all that is stored for it. */
  readonly bytes: number;
}

/** Everything that was stored of an experiment. */
export interface StoredCopy {
  readonly summary: ExperimentSummary;
  readonly record: PackedRecord;
}

/** Each experiment has two records, which are written in turn: one of them is whole at any moment. */
export interface StoredRecord {
  /** Counts the saves. The record with the larger one is the newer. */
  readonly generation: number;
  /** See `PackedRecord`. */
  readonly json: string;
  /** Numbers of the arrays that the JSON refers to, in its order. */
  readonly arrays: readonly number[];
  readonly checksum: string;
}

interface StoredArray {
  readonly values: PackedArray;
  readonly checksum: string;
}

export type Slot = 0 | 1;

export interface Stored extends DBSchema {
  experiments: { key: string; value: ExperimentSummary };
  records: { key: [experiment: string, slot: Slot]; value: StoredRecord };
  /** An array that has not changed since the last save is not written again. */
  arrays: { key: [experiment: string, number: number]; value: StoredArray };
}
