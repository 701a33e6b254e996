import { useMemo } from 'react';
import type { Cursor, Ui } from '../../state/ui.ts';
import type { BinKind } from '../../draw/bins.ts';
import type { ScaleMode } from '../../draw/channelScale.ts';
import { valueAt } from '../../draw/channelValues.ts';
import type { RampName } from '../../draw/ramps.ts';
import { SURPRISE_CEILING } from '../../draw/stripLayout.ts';
import type { Trace } from '../../engine/trace.ts';
import { toBits } from '../lossUnits.ts';
import { shownTrace } from '../readingText.ts';
import { useApp } from '../StoreContext.tsx';
import { unitScale } from '../chart/unitScale.ts';

/** The values behind the colours, how values that share a pixel are combined, and their positions in the ramp. */
export interface Colouring {
  readonly ramp: RampName;
  readonly kind: BinKind;
  readonly value: (t: number) => number;
  readonly position: (value: number) => number;
}

const UNCOLOURED: Colouring = { ramp: 'gate', kind: 'mean', value: () => Number.NaN, position: () => Number.NaN };

/** Surprise in bits of the prediction at t; NaN if there is none. */
export function surprise(trace: Trace | undefined): (t: number) => number {
  return (t) => (trace && t < trace.loss.length ? toBits(trace.loss[t]) : Number.NaN);
}

/** The scale of the strip's colours: that of the pictures below it that show the same values. */
function useStripScale(): ScaleMode {
  const find = useApp((state) => state.ui.textScale);
  const watch = useApp((state) => state.ui.mapScale);
  const workspace = useApp((state) => state.ui.workspace);
  return workspace === 'find' ? find : workspace === 'watch' ? watch : 'fixed';
}

/** The colours of the shown trace. */
export function useColouring(): Colouring {
  const trace = useApp(shownTrace);
  const channel = useApp((state) => state.ui.cursor.channel);
  const layer = useApp((state) => state.ui.cursor.layer);
  const unit = useApp((state) => state.ui.cursor.unit);
  const by = useApp((state) => state.ui.stripColour);
  const mode = useStripScale();
  return useMemo(() => colouring(trace, { channel, layer, unit }, by, mode), [trace, channel, layer, unit, by, mode]);
}

/**
 * The colours of a whole trace for the selected unit, or for the surprise.
 *
 * @param mode the range to which a unit's colours are scaled
 */
function colouring(
  trace: Trace | undefined,
  { channel, layer, unit }: Omit<Cursor, 't' | 'model'>,
  by: Ui['stripColour'],
  mode: ScaleMode,
): Colouring {
  if (!trace) return UNCOLOURED;
  if (by === 'surprise') {
    return { ramp: 'gate', kind: 'largest', value: surprise(trace), position: (bits) => bits / SURPRISE_CEILING };
  }
  if (!trace.channels[channel] || layer >= trace.spec.layers || unit >= trace.spec.hidden) return UNCOLOURED;
  const { of, scale } = unitScale(trace, channel, layer, mode);
  return {
    ramp: scale.ramp,
    kind: scale.shares,
    value: (t) => (t < of.steps ? valueAt(of, t, unit) : Number.NaN),
    position: (value) => scale.position(value, unit),
  };
}
