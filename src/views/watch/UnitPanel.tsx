import { useDeferredValue, useMemo } from 'react';
import { formatFixed } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { channelRange, type CellKind, type ChannelRange } from '../../engine/spec.ts';
import { symbolAt, useTimestep, type SelectedTrace } from '../picture/selectedTrace.ts';
import { useApp } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { allUnits } from './allUnits.ts';
import { CellDiagram } from './CellDiagram.tsx';
import { Equations } from './Equations.tsx';
import { readUnit } from './unitReading.ts';
import { partOf, PARTS } from './updateParts.ts';
import { setWatchOptions, useWatchOptions } from './watchOptions.ts';

const HINTS: Readonly<Record<CellKind, string>> = {
  lstm: 'Look at kept against written. What is kept need not be used.',
  gru: 'z = 1 keeps the old state; books with h = (1−z)·h + z·n mean our 1−z by z. What is kept need not be used.',
  rnn: 'One unit says nothing of the others.',
};

/** What to look for in the h of an RNN, by what its nonlinearity can give. */
const RNN_HINTS: Readonly<Record<ChannelRange, string>> = {
  signed: 'Look for when h changes sign.',
  gate: 'Look for when h goes from near 0 to near 1 and back.',
  unbounded: 'Look for when h leaves 0: a ReLU gives 0 for every negative sum.',
};

/** One unit's update at t: a drawing of the cell and its equations, both with the numbers of this moment. */
export function UnitPanel({ selected }: { readonly selected: SelectedTrace }) {
  const { slot, trace, params, layer } = selected;
  const { spec } = trace;
  // Cursor, strip and reading move first; drawing and equations follow in the next slice.
  const t = Math.min(useDeferredValue(useTimestep(trace.tokens.length)), trace.tokens.length - 1);
  const unit = Math.min(useDeferredValue(selected.unit), spec.hidden - 1);
  const theme = useTheme();
  const { part: chosen, everyUnit } = useWatchOptions();
  const part = partOf(spec.cell, chosen);
  const symbol = visibleSymbol(useApp((state) => symbolAt(state, trace, t)));
  const reading = useMemo(() => readUnit(trace, params, layer, t, unit), [trace, params, layer, t, unit]);
  const values = useMemo(() => (everyUnit ? allUnits(trace, layer, t) : null), [everyUnit, trace, layer, t]);
  const title = `Unit ${unit} at t = ${t}`;
  return (
    <section className="unit-panel" aria-label={`Unit ${unit} in numbers`}>
      <div className="picture-head">
        <h2 className="picture-title">{title}</h2>
        <fieldset className="picture-choice" aria-label="Sub-step">
          {PARTS[spec.cell].map((name) => (
            <button
              type="button"
              key={name}
              aria-pressed={name === part}
              onClick={() => setWatchOptions({ part: name })}
            >
              {name}
            </button>
          ))}
        </fieldset>
      </div>
      <p className="picture-note">
        {everyUnit
          ? `All ${spec.hidden} units by index; the mark is unit ${unit}. Neighbours share nothing.`
          : `${spec.cell === 'rnn' ? `${RNN_HINTS[channelRange(spec, 'h')]} ` : ''}${HINTS[spec.cell]}`}
      </p>
      <div className="cell-frame">
        <CellDiagram
          reading={reading}
          spec={spec}
          symbol={layer > 0 ? `h, layer ${layer}` : symbol}
          part={part}
          theme={theme}
          label={`Cell of the ${slot.name}, ${title}: h ${formatFixed(reading.h, 3)}. The equations below give every number.`}
          strips={values && { cell: spec.cell, values, unit }}
        />
        <label className="every-unit">
          <input
            type="checkbox"
            checked={everyUnit}
            onChange={(event) => setWatchOptions({ everyUnit: event.target.checked })}
          />
          all units
        </label>
      </div>
      <Equations reading={reading} spec={spec} layer={layer} />
    </section>
  );
}
