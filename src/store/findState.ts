/** What Find knows and what may be asked of it. */
import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import type { CauseLook, HeldAt } from '../analysis/causes/causeLook.ts';
import type { HeldWriting, UnitCosts } from '../analysis/causes/costs.ts';
import type { Findings, ProbeFinding, SearchStage } from '../analysis/scores/findings.ts';
import type { FormationMoment } from '../analysis/scores/formation.ts';
import type { UnitPlace } from '../analysis/scores/units.ts';
import type { ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';
import type { Looking } from './lookState.ts';

/** The questions of Find, one page of them at a time. */
export type FindPage = 'labels' | 'match' | 'cause' | 'formation';
export const FIND_PAGES: readonly FindPage[] = ['labels', 'match', 'cause', 'formation'];

/** Which weights something was measured with. */
export interface WeightsMark {
  readonly step: number;
  /** What was changed by hand in them (see `changesByHand`). */
  readonly changes: readonly string[];
}

/** By the slots' ids. */
type BySlot<T> = Readonly<Record<string, T>>;

/** A search for what each unit of one model has learned, as far as it has come. */
export interface Search {
  readonly spec: ModelSpec;
  /** The searched weights; kept by reference. */
  readonly params: Float32Array;
  /** Labels of the reader's own, as they were then. */
  readonly hypotheses: readonly Hypothesis[];
  /** Training steps that the searched weights had seen. */
  readonly step: number;
  /** How these weights were changed by hand (see `changesByHand`). */
  readonly changes: readonly string[];
  /** Decides what chance draws. */
  readonly seed: number;
  /** stopped: by the reader, or by what the notice says. */
  readonly status: 'running' | 'done' | 'stopped';
  readonly stage: SearchStage;
  /** Of the stage, 0 … 1. */
  readonly share: number;
  readonly findings: Findings | null;
  /** Arrays below have one entry for each label found. */
  readonly chance: { readonly shifts: number; readonly marks: readonly number[] } | null;
  readonly untrained: readonly number[] | null;
  readonly probes: readonly (ProbeFinding | null)[];
}

/** What was scored with weights that a run keeps. */
export interface FormedMoment extends FormationMoment {
  /** The weights, by identity: a run that went back may take a step again. */
  readonly of: Float32Array;
}

/** The labels of a search at the kept steps of the run, as far as they have been scored. */
export interface SlotFormation {
  /** The search whose units are followed, by the identity of its findings. */
  readonly of: Findings;
  readonly status: 'running' | 'done' | 'stopped';
  /** 0 … 1 */
  readonly share: number;
  /** Oldest first. */
  readonly moments: readonly FormedMoment[];
}

/** Which units of a model are held, and how. */
export interface HoldChoice {
  /** Held beside the selected unit. */
  readonly pinned: readonly UnitPlace[];
  readonly at: 'zero' | 'mean' | 'value';
  readonly value: number;
  /** From the first character on, or from the cursor's. */
  readonly since: 'start' | 'cursor';
}

/** What a look is about, by the identity of what it depends on. */
export interface AskedCause extends WeightsMark {
  readonly trace: Trace;
  readonly params: Float32Array;
  readonly hypotheses: readonly Hypothesis[];
  readonly units: readonly UnitPlace[];
  readonly at: HoldChoice['at'];
  readonly value: number;
  readonly since: number;
  readonly rows: { readonly from: number; readonly count: number };
}

/** The newest look at what a hold costs, with what it is about. */
export interface SlotCause extends AskedCause {
  readonly look: CauseLook;
}

/** The ranking of one channel's units by what they cost, as far as it has come. */
export interface SlotCosts extends WeightsMark {
  /** The weights, by identity. */
  readonly of: Float32Array;
  readonly at: HeldAt;
  readonly status: 'running' | 'done' | 'stopped';
  /** 0 … 1 */
  readonly share: number;
  readonly found: UnitCosts | null;
}

/** What a model writes with and without what is held. */
export interface SlotWriting {
  /** The hold, by the look that it was seen with. */
  readonly of: SlotCause;
  /** The cursor after whose character it writes. */
  readonly t: number;
  readonly seed: number;
  readonly temperature: number;
  readonly isWriting: boolean;
  readonly written: HeldWriting | null;
}

export interface FindState {
  readonly findPage: FindPage;
  /** What Find has found in each model; gone with the run. */
  readonly searches: BySlot<Search>;
  /** When what was found formed; gone with the run. */
  readonly formations: BySlot<SlotFormation>;
  /** Id of the label that was chosen last in Find. */
  readonly label: string | null;
  readonly looking: Looking;
  readonly hold: HoldChoice;
  readonly causes: BySlot<SlotCause>;
  readonly costs: BySlot<SlotCosts>;
  readonly heldWritings: BySlot<SlotWriting>;
  /** Labels of the reader's own. */
  readonly hypotheses: readonly Hypothesis[];
}

export interface FindActions {
  setFindPage(page: FindPage): void;
  /** Chooses the label that Find's pictures are about. */
  chooseLabel(id: string): void;
  /** Searches the selected model as it is shown; another search that runs is stopped. */
  search(): Promise<void>;
  stopSearch(): void;
  /** Scores the labels of the selected model's search at every kept training step. */
  scoreFormation(): Promise<void>;
  stopFormation(): void;
  setHold(change: Partial<HoldChoice>): void;
  /** Ranks the units of the selected channel and layer by what holding them costs. */
  rankUnits(): Promise<void>;
  stopRanking(): void;
  /** Lets the selected model write so many characters with and without what is held. */
  writeHeld(length: number): Promise<void>;
  /** Takes a hypothesis, in the place of one with its id. */
  setHypothesis(hypothesis: Hypothesis): void;
  removeHypothesis(id: string): void;
}
