import { formatFixed } from '../../draw/format.ts';
import type { Theme } from '../../draw/ramps.ts';
import {
  Arrow,
  Box,
  Disc,
  GateWire,
  GRID,
  InputRail,
  Operation,
  Part,
  RADIUS,
  Symbol,
  Wire,
  WireNumber,
} from './DiagramParts.tsx';
import type { GruReading, LstmReading, RnnReading, UnitReading } from './unitReading.ts';

export interface CellDiagramProps {
  readonly reading: UnitReading;
  /** How h is coloured: a σ RNN's lies in 0…1. */
  readonly output: 'gate' | 'signed';
  /** Input character, made visible. */
  readonly symbol: string;
  /** Part of the update to bring forward; "all" for none. */
  readonly part: string;
  readonly theme: Theme;
  readonly label: string;
}

/** One update of one unit as a drawing, with the numbers of this timestep on its wires. */
export function CellDiagram({ reading, output, symbol, part, theme, label }: CellDiagramProps) {
  const on = (name: string) => part === 'all' || part === name;
  const props = { symbol, on, theme };
  return (
    <svg
      className="picture-svg cell-diagram"
      viewBox={`0 0 ${GRID.width} ${GRID.height + 2}`}
      role="img"
      aria-label={label}
    >
      {reading.cell === 'lstm' ? <Lstm {...props} reading={reading} /> : null}
      {reading.cell === 'gru' ? <Gru {...props} reading={reading} /> : null}
      {reading.cell === 'rnn' ? <Rnn {...props} reading={reading} output={output} /> : null}
    </svg>
  );
}

interface DrawingProps<R> {
  readonly reading: R;
  readonly symbol: string;
  readonly on: (part: string) => boolean;
  readonly theme: Theme;
}

function Lstm({ reading: v, symbol, on, theme }: DrawingProps<LstmReading>) {
  const { state, meet, expose, discs, keep, input, sum, candidate, last } = GRID;
  const top = discs - RADIUS;
  return (
    <>
      <InputRail discs={[keep, input, candidate, last]} symbol={symbol} />
      <Part on={on('forget')}>
        <Wire d={`M50 ${state}H${keep}`} value={v.cPrev} />
        <Wire d={`M${keep} ${state}H${sum}`} value={v.kept} />
        <GateWire d={`M${keep} ${top}V${state + 9}`} value={v.f} />
        <Operation x={keep} y={state} sign="×" />
        <Disc x={keep} letter="f" value={v.f} kind="gate" theme={theme} />
        <WireNumber x={58} y={state - 12} value={v.cPrev} />
        <WireNumber x={(keep + sum) / 2} y={state - 12} value={v.kept} />
        <text x={(keep + sum) / 2} y={state + 21} textAnchor="middle">
          kept
        </text>
      </Part>
      <Part on={on('write')}>
        <Wire d={`M${sum} ${state}H376`} value={v.c} />
        <Arrow x={380} y={state} value={v.c} />
        <GateWire d={`M${input} ${top}V${meet}H${sum}`} value={v.i} />
        <Wire d={`M${candidate} ${top}V${meet}H${sum}`} value={v.g} />
        <Wire d={`M${sum} ${meet}V${state}`} value={v.written} />
        <Operation x={sum} y={state} sign="+" />
        <Operation x={sum} y={meet} sign="×" />
        <Disc x={input} letter="i" value={v.i} kind="gate" theme={theme} />
        <Disc x={candidate} letter="g" value={v.g} kind="signed" theme={theme} />
        <WireNumber x={sum - 9} y={86} value={v.written} anchor="end" />
        <text x={sum + 10} y={86}>
          written
        </text>
        <WireNumber x={246} y={state - 12} value={v.c} />
      </Part>
      <Part on={on('expose')}>
        <Wire d={`M${last} ${state}V${expose}`} value={v.tanhC} />
        <GateWire d={`M${last} ${top}V${expose + 9}`} value={v.o} />
        <Wire d={`M${last} ${expose}H376`} value={v.h} />
        <Arrow x={380} y={expose} value={v.h} />
        <Operation x={last} y={expose} sign="×" />
        <Box x={last} y={72} width={38} text="tanh" />
        <Disc x={last} letter="o" value={v.o} kind="gate" theme={theme} />
        <WireNumber x={last + 9} y={102} value={v.tanhC} anchor="start" />
        <WireNumber x={350} y={expose + 22} value={v.h} />
        <text x={last + RADIUS + 8} y={discs + 4}>
          exposed
        </text>
      </Part>
      <Symbol x={0} y={state + 4} letter="c" at="t−1" />
      <Symbol x={384} y={state - 12} letter="c" at="t" anchor="end" />
      <Symbol x={384} y={expose - 12} letter="h" at="t" anchor="end" />
    </>
  );
}

function Gru({ reading: v, symbol, on, theme }: DrawingProps<GruReading>) {
  const { state, meet, discs, keep, input, sum, candidate, last, rail } = GRID;
  const top = discs - RADIUS;
  const scaled = (candidate + last) / 2;
  return (
    <>
      <InputRail discs={[keep, candidate, last]} symbol={symbol} />
      <Part on={on('keep')}>
        <Wire d={`M50 ${state}H${keep}`} value={v.hPrev} />
        <Wire d={`M${keep} ${state}H${sum}`} value={v.kept} />
        <GateWire d={`M${keep} ${top}V${state + 9}`} value={v.z} />
        <Operation x={keep} y={state} sign="×" />
        <WireNumber x={58} y={state - 12} value={v.hPrev} />
        <WireNumber x={(keep + sum) / 2} y={state - 12} value={v.kept} />
        <text x={(keep + sum) / 2} y={state + 21} textAnchor="middle">
          kept
        </text>
      </Part>
      <Part on={on('write')}>
        <GateWire d={`M${keep + RADIUS} ${discs}H${input}V${meet}H${sum}`} value={1 - v.z} />
        <Wire d={`M${candidate} ${top}V${meet}H${sum}`} value={v.n} />
        <Wire d={`M${sum} ${meet}V${state}`} value={v.written} />
        <Wire d={`M${sum} ${state}H376`} value={v.h} />
        <Arrow x={380} y={state} value={v.h} />
        <Operation x={sum} y={state} sign="+" />
        <Operation x={sum} y={meet} sign="×" />
        <Box x={input} y={148} width={34} text="1−z" />
        <text className="mono" x={input - 6} y={meet + 2} textAnchor="end" style={{ fontSize: 12, fill: 'var(--ink)' }}>
          {formatFixed(1 - v.z, 2)}
        </text>
        <WireNumber x={sum - 9} y={84} value={v.written} anchor="end" />
        <text x={sum + 10} y={84}>
          written
        </text>
        <WireNumber x={284} y={state - 12} value={v.h} />
      </Part>
      <Part on={on('keep') || on('write')}>
        <Disc x={keep} letter="z" value={v.z} kind="gate" theme={theme} />
      </Part>
      <Part on={on('write')}>
        <path
          d={`M${scaled} ${rail}V${discs}H${candidate + RADIUS}`}
          fill="none"
          stroke="var(--rule2)"
          strokeWidth="1.25"
        />
        <GateWire d={`M${last - RADIUS} ${discs}H${scaled + 9}`} value={v.r} />
        <Operation x={scaled} y={discs} sign="×" />
        <Disc x={candidate} letter="n" value={v.n} kind="signed" theme={theme} />
        <Disc x={last} letter="r" value={v.r} kind="gate" theme={theme} />
        <text x={last + RADIUS + 6} y={discs - 3}>
          scales h
          <tspan x={last + RADIUS + 6} dy="14">
            inside n
          </tspan>
        </text>
      </Part>
      <Symbol x={0} y={state + 4} letter="h" at="t−1" />
      <Symbol x={384} y={state - 12} letter="h" at="t" anchor="end" />
    </>
  );
}

function Rnn(props: DrawingProps<RnnReading> & { readonly output: 'gate' | 'signed' }) {
  const { reading: v, symbol, theme, output } = props;
  const { state, discs, sum } = GRID;
  return (
    <>
      <InputRail discs={[sum]} symbol={symbol} />
      <Wire d={`M${sum} ${discs - RADIUS}V${state}H376`} value={v.h} />
      <Arrow x={380} y={state} value={v.h} />
      <Disc x={sum} letter="h" value={v.h} kind={output} theme={theme} />
      <WireNumber x={284} y={state - 12} value={v.h} />
      <path d={`M50 ${state}H${sum - 44}`} stroke="var(--rule2)" strokeDasharray="2 4" />
      <text x={58} y={state + 21}>
        no line carries
      </text>
      <text x={58} y={state + 36}>
        the state past
      </text>
      <text x={58} y={state + 51}>
        the cell
      </text>
      <WireNumber x={78} y={state - 12} value={v.hPrev} />
      <Symbol x={0} y={state + 4} letter="h" at="t−1" />
      <Symbol x={384} y={state - 12} letter="h" at="t" anchor="end" />
      <text x={sum + RADIUS + 10} y={discs + 4}>
        rewritten at every t
      </text>
    </>
  );
}
