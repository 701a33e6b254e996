import { formatFixed } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { channelRange, type CellKind, type ChannelRange } from '../../engine/spec.ts';
import { symbolAt, useTimestep, type SelectedTrace } from '../picture/selectedTrace.ts';
import { useApp } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { CellDiagram } from './CellDiagram.tsx';
import { Equations } from './Equations.tsx';
import { readUnit } from './unitReading.ts';
import { setWatchOptions, useWatchOptions } from './watchOptions.ts';

/** Parts of one update that the diagram can bring forward, in the order in which they happen. */
const PARTS: Readonly<Record<CellKind, readonly string[]>> = {
  lstm: ['all', 'forget', 'write', 'expose'],
  gru: ['all', 'keep', 'write'],
  rnn: ['all'],
};

const HINTS: Readonly<Record<CellKind, string>> = {
  lstm: 'Look at kept against written. What is kept need not be used.',
  gru: 'z = 1 keeps the old state. What is kept need not be used.',
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
  const { slot, trace, layer, unit } = selected;
  const t = useTimestep(trace.tokens.length);
  const theme = useTheme();
  const parts = PARTS[trace.spec.cell];
  const chosen = useWatchOptions().part;
  const part = parts.includes(chosen) ? chosen : 'all';
  const symbol = visibleSymbol(useApp((state) => symbolAt(state, trace, t)));
  const reading = readUnit(trace, layer, t, unit);
  const title = `Unit ${unit} at t = ${t}`;
  return (
    <section className="unit-panel" aria-label={`Unit ${unit} in numbers`}>
      <div className="picture-head">
        <h2 className="picture-title">{title}</h2>
        {parts.length > 1 ? (
          <fieldset className="picture-choice" aria-label="Sub-step">
            {parts.map((name) => (
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
        ) : null}
      </div>
      <p className="picture-note">
        {trace.spec.cell === 'rnn' ? `${RNN_HINTS[channelRange(trace.spec, 'h')]} ` : ''}
        {HINTS[trace.spec.cell]}
      </p>
      <CellDiagram
        reading={reading}
        output={channelRange(trace.spec, 'h') === 'gate' ? 'gate' : 'signed'}
        symbol={symbol}
        part={part}
        theme={theme}
        label={`Cell of the ${slot.name}, ${title}: h ${formatFixed(reading.h, 3)}. The equations below give every number.`}
      />
      <Equations reading={reading} spec={trace.spec} />
    </section>
  );
}
