import type { Channel } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { preActivations, type GateParts } from '../../analysis/preActivation.ts';
import { channelValues, valueAt } from '../../draw/channelValues.ts';

/** What one unit of an LSTM did at t, with the products that its equations pass through. */
export interface LstmReading {
  readonly cell: 'lstm';
  /** The sums inside i, f, g, o in their parts. */
  readonly gates: readonly GateParts[];
  readonly i: number;
  readonly f: number;
  readonly g: number;
  readonly o: number;
  /** c_{t−1} */
  readonly cPrev: number;
  /** f·c_{t−1} */
  readonly kept: number;
  /** i·g */
  readonly written: number;
  readonly c: number;
  readonly tanhC: number;
  readonly h: number;
}

export interface GruReading {
  readonly cell: 'gru';
  /** The sums inside r, z, n in their parts. */
  readonly gates: readonly GateParts[];
  readonly r: number;
  readonly z: number;
  readonly n: number;
  /** h_{t−1} */
  readonly hPrev: number;
  /** z·h_{t−1} */
  readonly kept: number;
  /** (1−z)·n */
  readonly written: number;
  readonly h: number;
}

export interface RnnReading {
  readonly cell: 'rnn';
  /** The one sum in its parts. */
  readonly gates: readonly GateParts[];
  /** h_{t−1} */
  readonly hPrev: number;
  readonly h: number;
}

export type UnitReading = LstmReading | GruReading | RnnReading;

/**
 * Reads one unit at t. Channels are the trace's own; products and the parts of the sums are theirs, taken in float64.
 *
 * @param params what the trace was computed from
 */
export function readUnit(trace: Trace, params: Float32Array, layer: number, t: number, unit: number): UnitReading {
  const at = (channel: Channel, step = t) => valueAt(channelValues(trace, channel, layer), step, unit);
  const gates = preActivations(trace.spec, params, trace, layer, t, unit);
  switch (trace.spec.cell) {
    case 'lstm': {
      const [i, f, g, o, c, h] = [at('i'), at('f'), at('g'), at('o'), at('c'), at('h')];
      const cPrev = at('c', t - 1);
      return { cell: 'lstm', gates, i, f, g, o, cPrev, kept: f * cPrev, written: i * g, c, tanhC: Math.tanh(c), h };
    }
    case 'gru': {
      const [r, z, n, h] = [at('r'), at('z'), at('n'), at('h')];
      const hPrev = at('h', t - 1);
      return { cell: 'gru', gates, r, z, n, hPrev, kept: z * hPrev, written: (1 - z) * n, h };
    }
    case 'rnn':
      return { cell: 'rnn', gates, hPrev: at('h', t - 1), h: at('h') };
  }
}
