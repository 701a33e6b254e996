import { CELLS } from '../../engine/spec.ts';
import { Scroller } from '../ui/Scroller.tsx';
import { useMemo, useRef, useState } from 'react';
import { gradientScale } from '../../draw/gradientScale.ts';
import { Legend } from '../chart/Legend.tsx';
import { useTimestep, type SelectedTrace } from '../ui/selectedTrace.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useTheme } from '../theme.ts';
import { LossChoice } from './LossChoice.tsx';
import { UnrolledPicture } from './UnrolledPicture.tsx';
import { UnrolledTable } from './UnrolledTable.tsx';
import { COPIES, firstCopy, fittingCopies, unrolledLayout } from './unrolledLayout.ts';
import { readCopies } from './unrolledReading.ts';
import { useLossBack } from './useLossBack.ts';
import { useUi } from '../StoreContext.tsx';
import { Select } from '../ui/Select.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './Unrolled.module.css';

/** Pixels below the picture for the legend and the summary of the table. */
const FOOT = 60;
/** Pixels of the picture's height on a narrow page, which scrolls. */
const PHONE_ROOM = 470;

/** The network unrolled around t: one copy of the cell for each character, and the gradient of one loss through the copies. */
export function Unrolled({ selected }: { readonly selected: SelectedTrace }) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(frame);
  return (
    <Scroller className={styles.unrolled} label="The unrolled network" ref={frame}>
      {width > 0 ? <Network selected={selected} width={width} height={height} /> : null}
    </Scroller>
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
  const [chosen] = useUi('copies');
  const [lossAt] = useUi('unrolledLoss');
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
      <div className={styles.unrolledPicture} style={{ width, height: layout.height }}>
        <UnrolledPicture
          selected={selected}
          t={t}
          position={position}
          readings={readings}
          layout={layout}
          scale={scale}
          narrow={narrow}
        />
        <LossChoice trace={trace} layout={layout} start={start} count={count} position={position} />
      </div>
      <div className={styles.unrolledFoot}>
        <Legend ramp={scale.ramp} theme={theme} ticks={scale.ticks(unit)} />
        <span className={pictureStyles.pictureNote}>
          Colour and thickness of the arrows: <Term id="norm">‖∂L/∂h‖</Term>
          {CELLS[cell].states.includes('c') ? ' and ‖∂L/∂c‖' : ''} over the {trace.spec.hidden} units of layer{' '}
          {layer + 1}, on a log scale. Below each arrow: this norm and unit {unit}’s own derivative
          {layer < layers - 1 ? ', over all paths, also through the layers above' : ''}
          {CELLS[cell].retentionGate === 'z' ? '. z = 1 keeps the old state' : ''}.
        </span>
      </div>
      <UnrolledTable selected={selected} readings={readings} position={position} />
    </>
  );
}

/** The largest number of copies that are drawn if there is room. */
export function CopiesChoice() {
  const [copies, setCopies] = useUi('copies');
  const narrow = useNarrow();
  if (narrow) return null;
  return (
    <Select label="Copies up to" value={copies} options={COPIES.map((count) => [count, count])} onChoose={setCopies} />
  );
}
