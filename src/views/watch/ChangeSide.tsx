import { useState } from 'react';
import { channelValues, valueAt } from '../../draw/channelValues.ts';
import { formatReading, formatSigned } from '../../draw/format.ts';
import { spokenSymbol, visibleSymbol } from '../../draw/symbols.ts';
import { CHANNELS } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Passage } from '../../store/state.ts';
import { cellMark } from '../cellMark.ts';
import { useTimestep } from '../picture/selectedTrace.ts';
import { symbolAt } from '../reading.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { stretchTokens } from '../../store/passage.ts';
import { toBits } from '../lossUnits.ts';
import { DistanceChart } from './DistanceChart.tsx';
import type { SidePanelProps } from './sidePanel.ts';
import { SEEN_RUNS, setWatchOptions, useWatchOptions, type SeenRun } from './watchOptions.ts';
import '../styles/write.css';

const SEEN_NAMES: Readonly<Record<SeenRun, string>> = {
  after: 'changed',
  before: 'unchanged',
  difference: 'difference',
};

/** Change one character of what is read, and see how the states part and meet again. */
export function ChangeSide({ selected }: SidePanelProps) {
  const passage = useApp((state) => state.passage);
  const base = useApp((state) => state.baseTraces[state.cursor.slot]);
  return (
    <section className="change" aria-label="A changed character" {...cellMark(selected.slot)}>
      <h2 className="picture-title">Change a character</h2>
      <p className="picture-note">
        The network reads the text twice, with and without the change, from the same weights. Look how long the two
        differ. A long difference need not be one that the predictions use.
      </p>
      {passage.kind === 'written' ? (
        <p className="picture-note">Go back to the text first: what was written cannot be changed.</p>
      ) : (
        <ChangeForm />
      )}
      {passage.kind === 'edited' && base ? <Difference selected={selected} base={base} passage={passage} /> : null}
    </section>
  );
}

function ChangeForm() {
  const store = useAppStore();
  const t = useApp((state) => state.cursor.t);
  const here = useApp((state) => symbolAt(state, state.cursor.t));
  const symbols = useApp((state) => state.text?.symbols);
  const original = useApp((state) => state.text?.symbols[stretchTokens(state)[state.cursor.t]]);
  const [chosen, setChosen] = useState('');
  if (!symbols) return null;
  const other = chosen !== '' && symbols.includes(chosen) ? chosen : (symbols.find((symbol) => symbol !== here) ?? '');
  return (
    <form
      className="change-form"
      onSubmit={(event) => {
        event.preventDefault();
        store.getState().changeCharacter(t, other);
      }}
    >
      <span>
        t = {t}: <b className="mono">{visibleSymbol(here ?? ' ')}</b>
        {original !== undefined && original !== here ? (
          <>
            , was <b className="mono">{visibleSymbol(original)}</b>
          </>
        ) : null}
      </span>
      <label>
        read as
        <select value={other} onChange={(event) => setChosen(event.target.value)}>
          {symbols.map((symbol) => (
            <option key={symbol} value={symbol} aria-label={spokenSymbol(symbol)}>
              {visibleSymbol(symbol)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button" disabled={other === here}>
        Change it
      </button>
    </form>
  );
}

interface DifferenceProps extends SidePanelProps {
  /** The run on the unchanged text. */
  readonly base: Trace;
  readonly passage: Extract<Passage, { kind: 'edited' }>;
}

function Difference({ selected, base, passage }: DifferenceProps) {
  const { trace, layer, slot } = selected;
  const { seen } = useWatchOptions();
  if (base.from !== trace.from || base.kept !== trace.kept || base.step !== trace.step) return null;
  return (
    <>
      <div className="picture-head">
        <span>The maps show</span>
        <fieldset className="picture-choice" aria-label="The maps show">
          {SEEN_RUNS.map((run) => (
            <button type="button" key={run} aria-pressed={run === seen} onClick={() => setWatchOptions({ seen: run })}>
              {SEEN_NAMES[run]}
            </button>
          ))}
        </fieldset>
      </div>
      <DistanceChart after={trace} before={base} layer={layer} at={passage.at} hue={slot.hue} />
      <p className="picture-note">{costSentence(trace, base, passage.at)}</p>
      <UnitDifference selected={selected} base={base} />
    </>
  );
}

/** What the change cost in bits, over the characters that follow it. */
function costSentence(after: Trace, before: Trace, at: number): string {
  let bits = 0;
  const first = after.loss[at];
  for (let t = at; t < after.loss.length; t++) bits += toBits(after.loss[t] - before.loss[t]);
  const count = after.loss.length - at;
  if (count <= 0) return 'Nothing follows the change, so it cost nothing.';
  return (
    `The ${count} predictions from there on cost ${formatSigned(bits, 2)} bits in all, ` +
    `the first of them ${formatSigned(toBits(first - before.loss[at]), 2)}.`
  );
}

function UnitDifference({ selected, base }: SidePanelProps & { readonly base: Trace }) {
  const { trace, layer, unit } = selected;
  const t = useTimestep(trace.tokens.length);
  const channels = CHANNELS[trace.spec.cell];
  return (
    <table className="picture-table difference-table">
      <caption>
        Unit {unit} at t = {t}
      </caption>
      <thead>
        <tr>
          <th scope="col">channel</th>
          <th scope="col">unchanged</th>
          <th scope="col">changed</th>
          <th scope="col">difference</th>
        </tr>
      </thead>
      <tbody>
        {channels.map((channel) => {
          const before = valueAt(channelValues(base, channel, layer), t, unit);
          const after = valueAt(channelValues(trace, channel, layer), t, unit);
          return (
            <tr key={channel}>
              <th scope="row" className="picture-mono">
                {channel}
              </th>
              <td>{formatReading(before)}</td>
              <td>{formatReading(after)}</td>
              <td>{formatReading(after - before)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
