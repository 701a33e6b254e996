import { useEffect, useMemo, useRef } from 'react';
import { changingUnits, FEW_UNITS, isMostlySame, withUnit } from '../../analysis/changingUnits.ts';
import { channelScale, type ScaleMode } from '../../draw/channelScale.ts';
import { channelValues } from '../../draw/channelValues.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { lengthOf, type Range } from '../../engine/range.ts';
import type { Trace } from '../../engine/trace.ts';
import { shownRange } from '../chart/shownRange.ts';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { useApp, useUi } from '../StoreContext.tsx';

interface Choice {
  readonly key: string;
  readonly text: unknown;
  readonly step: number;
  readonly view: Range;
  /** Timesteps in view whose values were known. */
  readonly known: number;
  readonly units: Int32Array;
}

interface ChangingUnitsRequest {
  readonly trace: Trace;
  readonly model: string;
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
  readonly mode: ScaleMode;
}

/**
 * The twelve units whose colours change most in the channel's map of the timesteps in view, the selected unit always among them;
 * null where all units are shown.
 *
 * They are chosen for a model, layer, channel, scale, passage and training step, and for a window. Moving the cursor chooses
 * nothing. A window that follows the cursor keeps the choice until half of it is new (`isMostlySame`), and training keeps it
 * until it stops, so that rows can be read while something plays.
 */
export function useChangingUnits(request: ChangingUnitsRequest): Int32Array | null {
  const { trace, model, layer, channel, unit, mode } = request;
  const [shown] = useUi('mapUnits');
  const { range: view } = useTimeWindow();
  const training = useApp((state) => state.status === 'training');
  const text = useApp((state) => state.text);
  const passage = useApp(({ passage: one, traceWindow }) =>
    one.kind === 'written'
      ? `w${one.continuation}`
      : `${one.kind === 'edited' ? `e${one.at}` : 't'} ${traceWindow.from}`,
  );
  const last = useRef<Choice | null>(null);
  const { cell, hidden } = trace.spec;
  const key = `${model} ${cell} ${hidden} ${layer} ${channel} ${mode} ${passage}`;
  const isSome = shown === 'changing' && hidden > FEW_UNITS;
  const choice = useMemo((): Choice | null => {
    if (!isSome) return null;
    const old = last.current;
    const of = channelValues(trace, channel, layer);
    const rows = {
      from: Math.max(0, view.from - trace.rows.from),
      to: Math.min(lengthOf(trace.rows), view.to - trace.rows.from),
    };
    const known = Math.max(0, lengthOf(rows));
    if (old && old.key === key && old.text === text && isMostlySame(old.view, view)) {
      const hasLearned = known > old.known && known >= 2 * old.known;
      if (known === 0 || (!hasLearned && (training || old.step === trace.step))) return old;
    }
    const { position } = channelScale(shownRange(trace.spec, channel), mode, of);
    const units = changingUnits({
      values: of.values,
      hidden,
      rows: known > 0 ? rows : { from: 0, to: 0 },
      position,
      count: FEW_UNITS,
    });
    return { key, text, step: trace.step, view, known, units };
  }, [isSome, trace, channel, layer, hidden, mode, view, key, text, training]);
  useEffect(() => {
    last.current = choice;
  }, [choice]);
  return useMemo(() => (choice ? withUnit(choice.units, unit) : null), [choice, unit]);
}
