import type { ModelSpec } from '../../engine/spec.ts';
import type { GradientBlock } from './cell.ts';
import type { Kernels } from './kernels.ts';
import type { PaddedSizes } from './paddedParameters.ts';

/** Byte addresses of what the timestep under each lane holds; rows follow one another from lane to lane. */
export interface TimestepRows {
  /** Activated gates, [count, G, H]; unused by the RNN. */
  readonly gates: number;
  /** tanh(c) (LSTM) or m (GRU), [count, H]. */
  readonly kept: number;
  /** h before the timestep, or c (LSTM), [count, H]. */
  readonly before: number;
  /** h after it, [count, H]. */
  readonly after: number;
}

/** Byte addresses of the lanes' own rows. */
export interface LaneGradients {
  readonly count: number;
  /** [count, gradientRows] */
  readonly dA: number;
  /** Each [count, H]; those of c are the LSTM's. dHPrev is 0 when a step begins. */
  readonly dM: number;
  readonly dH: number;
  readonly dC: number;
  readonly dHPrev: number;
  readonly dCPrev: number;
}

/** Adds to `into` [count, H] what a stretch of dA sends through the rows of weight_hh that it belongs to. */
export type SendBack = (block: GradientBlock, into: number) => void;

/** One cell's timestep backwards on the kernels, for lanes that share the forward pass. */
export interface LaneCell {
  /** What of dA goes to weight_ih and to weight_hh, by rows of those. */
  readonly inputBlocks: readonly GradientBlock[];
  readonly stateBlocks: readonly GradientBlock[];
  /** Fills dA, dHPrev and dCPrev, and completes dC. dM is 0 when it begins. */
  back(lanes: LaneGradients, at: TimestepRows, send: SendBack): void;
}

const PHI = { tanh: 0, relu: 1, sigmoid: 2 } as const;

export function laneCell(spec: ModelSpec, { H, rows }: PaddedSizes, k: Kernels): LaneCell {
  const all = { from: 0, to: 0, count: rows };
  if (spec.cell === 'rnn') {
    return {
      inputBlocks: [all],
      stateBlocks: [all],
      back(l, { after }, send) {
        k.rnnBackward(PHI[spec.nonlinearity], 4 * l.count * H, after, l.dH, l.dA);
        send(all, l.dHPrev);
      },
    };
  }
  if (spec.cell === 'lstm') {
    return {
      inputBlocks: [all],
      stateBlocks: [all],
      back(l, { gates, before, kept }, send) {
        k.lstmBackward(l.count, H, gates, before, kept, l.dH, l.dC, l.dCPrev, l.dA);
        send(all, l.dHPrev);
      },
    };
  }
  if (spec.reset === 'after') {
    // dA_r, dA_z, dM and, behind them, dA_n.
    return {
      inputBlocks: [
        { from: 0, to: 0, count: 2 * H },
        { from: 3 * H, to: 2 * H, count: H },
      ],
      stateBlocks: [all],
      back(l, { gates, before, kept }, send) {
        k.gruAfterBackward(l.count, H, gates, kept, before, l.dH, l.dHPrev, l.dA);
        send(all, l.dHPrev);
      },
    };
  }
  const gatesOnly = { from: 0, to: 0, count: 2 * H };
  const candidate = { from: 2 * H, to: 2 * H, count: H };
  return {
    inputBlocks: [all],
    stateBlocks: [gatesOnly, candidate],
    back(l, { gates, before }, send) {
      k.gruBeforeCandidateBackward(l.count, H, gates, before, l.dH, l.dHPrev, l.dA);
      send(candidate, l.dM);
      k.gruBeforeGatesBackward(l.count, H, gates, before, l.dM, l.dHPrev, l.dA);
      send(gatesOnly, l.dHPrev);
    },
  };
}
