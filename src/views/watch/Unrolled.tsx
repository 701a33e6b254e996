import { useMemo, useRef, useState } from 'react';
import { gradientScale } from '../../draw/gradientScale.ts';
import { Legend } from '../picture/Legend.tsx';
import { useTimestep, type SelectedTrace } from '../picture/selectedTrace.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { useTheme } from '../theme.ts';
import { LossChoice } from './LossChoice.tsx';
import { UnrolledPicture } from './UnrolledPicture.tsx';
import { UnrolledTable } from './UnrolledTable.tsx';
import { COPIES, firstCopy, fittingCopies, unrolledLayout } from './unrolledLayout.ts';
import { readCopies } from './unrolledReading.ts';
import { useLossBack } from './useLossBack.ts';
import { setWatchOptions, useWatchOptions } from './watchOptions.ts';
import '../styles/unrolled.css';

/** Legend and the table's summary, under the picture. */
const FOOT = 60;
/** Height of the picture where the page scrolls and nothing else decides it. */
const PHONE_ROOM = 470;

/** The network unrolled around t, one copy of the cell per character, with one loss's gradient drawn back through it. */
export function Unrolled({ selected }: { readonly selected: SelectedTrace }) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(frame);
  return (
    <div className="unrolled" ref={frame}>
      {width > 0 ? <Network selected={selected} width={width} height={height} /> : null}
    </div>
  );
}

interface NetworkProps {
  readonly selected: SelectedTrace;
  readonly width: number;
  readonly height: number;
}

function Network({ selected, width, height }: NetworkProps) {
  const { trace, params, layer, unit } = selected;
  const T = trace.tokens.length;
  const t = useTimestep(T);
  const theme = useTheme();
  const narrow = useNarrow();
  const { copies: chosen, lossAt } = useWatchOptions();
  const fitting = fittingCopies(width, narrow);
  const count = Math.min(T, Math.max(...fitting.filter((copies) => copies <= chosen), fitting[0]));
  const [before, setBefore] = useState(0);
  const start = firstCopy(T, t, count, before);
  if (start !== before) setBefore(start);

  const last = Math.min(start + count - 1, T - 2);
  const position = last < start ? null : lossAt !== null && lossAt >= start && lossAt <= last ? lossAt : last;
  const back = useLossBack(trace, params, position, start);
  const readings = useMemo(
    () => readCopies(trace, layer, unit, start, count, back),
    [trace, layer, unit, start, count, back],
  );
  const { cell, layers } = trace.spec;
  const layout = useMemo(
    () =>
      unrolledLayout({ width, room: narrow ? PHONE_ROOM : height - FOOT, narrow, copies: count, layers, layer, cell }),
    [width, height, narrow, count, layers, layer, cell],
  );
  const scale = useMemo(() => {
    const norms = readings.flatMap(({ gradH, gradC }) => [...gradH, ...gradC].map((gradient) => gradient?.norm ?? 0));
    return gradientScale(Math.max(1, ...norms.filter(Number.isFinite)));
  }, [readings]);
  return (
    <>
      <div className="unrolled-picture" style={{ width, height: layout.height }}>
        <UnrolledPicture
          selected={selected}
          t={t}
          position={position}
          readings={readings}
          layout={layout}
          scale={scale}
          theme={theme}
          narrow={narrow}
        />
        <LossChoice trace={trace} layout={layout} start={start} count={count} position={position} />
      </div>
      <div className="unrolled-foot">
        <Legend ramp={scale.ramp} theme={theme} ticks={scale.ticks(unit)} />
        <span className="picture-note">
          arrow’s colour and thickness: ‖∂L/∂h‖{cell === 'lstm' ? ' and ‖∂L/∂c‖' : ''} over the {trace.spec.hidden}{' '}
          units of layer {layer + 1}, log scale; under it this norm and unit {unit}’s own derivative
          {layer < layers - 1 ? '; they count every way back, through the layers above too' : ''}
          {cell === 'gru' ? '; z = 1 keeps the old state' : ''}
        </span>
      </div>
      <UnrolledTable selected={selected} readings={readings} position={position} />
    </>
  );
}

/** How many copies are drawn, where there is room for them. */
export function CopiesChoice() {
  const { copies } = useWatchOptions();
  const narrow = useNarrow();
  if (narrow) return null;
  return (
    <label>
      Copies up to
      <select value={copies} onChange={(event) => setWatchOptions({ copies: Number(event.target.value) })}>
        {COPIES.map((count) => (
          <option key={count} value={count}>
            {count}
          </option>
        ))}
      </select>
    </label>
  );
}
