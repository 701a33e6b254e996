import { useMemo } from 'react';
import { prefixSums } from '../../analysis/runningLoss.ts';
import { formatFixed } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import type { Speed } from '../../store/state.ts';
import { formatPerplexity, toBits } from '../lossUnits.ts';
import { shownLength, shownTrace, symbolAt } from '../reading.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { PlayIcon, StepBackIcon, StepForwardIcon, StopIcon, ToEndIcon, ToStartIcon } from './Icons.tsx';
import { Scrubber } from './Scrubber.tsx';
import { TextTools } from './TextTools.tsx';
import { togglePlaying } from './usePlayback.ts';

const SPEEDS: readonly Speed[] = [1, 2, 4, 8, 16, 32];

export function Timeline() {
  const narrow = useNarrow();
  return (
    <section className="timeline" aria-label="Timeline">
      <TransportButtons />
      <Scrubber />
      {narrow ? null : <TextTools />}
      <Position />
    </section>
  );
}

function TransportButtons() {
  const store = useAppStore();
  const playing = useApp((state) => state.playing);
  const speed = useApp((state) => state.speed);
  const T = useApp(shownLength);
  const { moveTo, setSpeed } = store.getState();
  const stepBy = (steps: number) => () => moveTo(store.getState().cursor.t + steps);
  return (
    <div className="transport">
      <button type="button" className="edge" aria-label="To start" onClick={() => moveTo(0)}>
        <ToStartIcon />
      </button>
      <button type="button" aria-label="Step back" onClick={stepBy(-1)}>
        <StepBackIcon />
      </button>
      <button
        type="button"
        className="play"
        aria-label={playing ? 'Stop' : 'Play'}
        disabled={T === 0}
        onClick={() => togglePlaying(store)}
      >
        {playing ? <StopIcon /> : <PlayIcon />}
      </button>
      <button type="button" aria-label="Step forward" onClick={stepBy(1)}>
        <StepForwardIcon />
      </button>
      <button type="button" className="edge" aria-label="To end" onClick={() => moveTo(T - 1)}>
        <ToEndIcon />
      </button>
      <select aria-label="Speed" value={speed} onChange={(event) => setSpeed(Number(event.target.value) as Speed)}>
        {SPEEDS.map((value) => (
          <option key={value} value={value}>
            {value} / s
          </option>
        ))}
      </select>
    </div>
  );
}

function Position() {
  const t = useApp((state) => state.cursor.t);
  const T = useApp(shownLength);
  const here = useApp((state) => symbolAt(state, state.cursor.t));
  const next = useApp((state) => symbolAt(state, state.cursor.t + 1));
  const loss = useApp((state) => shownTrace(state)?.loss);
  const sums = useMemo(() => (loss ? prefixSums(loss) : null), [loss]);
  // While a model writes, the next character is not there yet, and neither is what it will have cost.
  const bits = next === undefined ? undefined : loss?.[t];
  const band = useApp(({ cursor, stripColour }) =>
    stripColour === 'surprise' ? ' · band: surprise' : ` · band: ${cursor.channel} of unit ${cursor.unit}`,
  );
  return (
    <div className="position">
      <p>
        t <b className="n">{t}</b> of {Math.max(0, T - 1)}
        <span className="not-narrow">
          {' '}
          · <b className="mono">{visibleSymbol(here ?? ' ')}</b> →{' '}
          <b className="mono">{next === undefined ? '–' : visibleSymbol(next)}</b> ·{' '}
          <b className="n">{bits === undefined ? '–' : formatFixed(toBits(bits), 2)}</b> bits
        </span>
      </p>
      <p className="note not-narrow" role="group" aria-label="Loss so far">
        {sums && t > 0 && t < sums.length ? <SoFar loss={sums[t] / t} /> : 'before t: nothing predicted yet'}
      </p>
      <p className="note not-narrow">
        {sums && sums.length > 1
          ? `curve: loss, mean ${formatFixed(toBits(sums[sums.length - 1] / (sums.length - 1)), 2)} bits`
          : 'curve: loss per character'}
        {band}
      </p>
    </div>
  );
}

/** Mean loss of the predictions made before t, in the three ways of saying it. */
function SoFar({ loss }: { readonly loss: number }) {
  return (
    <>
      before t: loss <b className="n">{formatFixed(loss, 3)}</b> · perplexity{' '}
      <b className="n">{formatPerplexity(loss)}</b> · <b className="n">{formatFixed(toBits(loss), 2)}</b> bits/char
    </>
  );
}
