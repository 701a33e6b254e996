import { use } from 'react';
import { formatFixed } from '../../../draw/format.ts';
import type { Channel } from '../../../engine/cells/channels.ts';
import {
  AllUnits,
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
} from '../DiagramParts.tsx';
import { product } from '../FormulaParts.tsx';
import type { CellView, DrawingProps, MemoryParts } from './cellView.ts';
import { type MemoryReading, memoryRows, memoryStrips, RetainedMemory, WrittenMemory } from './MemoryDrawing.tsx';
import { ABOVE_STATE, gateStrip, wireStrip } from './stripPositions.ts';

interface GruReading extends MemoryReading {
  readonly r: number;
  readonly z: number;
  readonly n: number;
}

/** The memory h runs along the top. The gate r scales the h that the candidate n reads; z mixes the old h with n. */
function GruDrawing({ reading: v, symbol, on }: DrawingProps<GruReading>) {
  const { state, meet, discs, keep, input, sum, candidate, last, rail } = GRID;
  const scaled = (candidate + last) / 2;
  const allUnits = use(AllUnits);
  const besideR = last + RADIUS + (allUnits ? 14 : 6);
  return (
    <>
      <InputRail discs={[keep, candidate, last]} symbol={symbol} />
      <Part on={on('update')}>
        <GateWire d={`M${keep + RADIUS} ${discs}H${input}V${meet}H${sum}`} value={1 - v.z} />
        <RetainedMemory reading={v} gate="z" value={v.z} />
        <WrittenMemory written={v.written} after={v.h} afterX={284} />
        <Box x={input} y={148} width={34} text="1−z" />
        {allUnits ? null : (
          <text
            className="mono"
            x={input - 6}
            y={meet + 2}
            textAnchor="end"
            style={{ fontSize: 12, fill: 'var(--ink)' }}
          >
            {formatFixed(1 - v.z, 2)}
          </text>
        )}
      </Part>
      <Part on={on('candidate')}>
        <Wire d={`M${candidate} ${discs - RADIUS}V${meet}H${sum}`} value={v.n} />
        <Disc x={candidate} letter="n" value={v.n} kind="signed" />
      </Part>
      <Part on={on('update')}>
        <Operation x={sum} y={meet} sign="×" />
      </Part>
      <Part on={on('reset')}>
        <path
          d={`M${scaled} ${rail}V${discs}H${candidate + RADIUS}`}
          fill="none"
          stroke="var(--rule2)"
          strokeWidth="1.25"
        />
        <GateWire d={`M${last - RADIUS} ${discs}H${scaled + 9}`} value={v.r} />
        {allUnits ? null : <Operation x={scaled} y={discs} sign="×" />}
        <Disc x={last} letter="r" value={v.r} kind="gate" />
        <text x={besideR} y={discs - 3}>
          scales h
          <tspan x={besideR} dy="14">
            inside n
          </tspan>
        </text>
      </Part>
      <Symbol x={0} y={state + 4} letter="h" at="t−1" />
      <Symbol x={384} y={state - 12} letter="h" at="t" anchor="end" />
    </>
  );
}

function update(now: (channel: Channel) => number, before: number): MemoryParts {
  return { retained: now('z') * before, written: (1 - now('z')) * now('n') };
}

export const GRU_VIEW: CellView<GruReading> = {
  hint: () =>
    'z = 1 keeps the old state. Books that write h = (1−z)·h + z·n call z what is 1−z here. What is kept need not be used.',
  read(gates, at, t) {
    const before = at('h', t - 1);
    return { gates, r: at('r'), z: at('z'), n: at('n'), before, ...update(at, before), h: at('h') };
  },
  draw: (props) => <GruDrawing {...props} />,
  rows: (v) =>
    memoryRows(
      v,
      { channel: 'z', value: v.z },
      { formula: '(1−z)·n', numbers: product(1 - v.z, v.n) },
      { channel: 'h', value: v.h },
    ),
  strips: [
    ...memoryStrips('update', 'update'),
    wireStrip('h', 256, ABOVE_STATE, 'update'),
    gateStrip('z', GRID.keep, 'update'),
    gateStrip('n', GRID.candidate, 'candidate'),
    gateStrip('r', GRID.last, 'reset'),
  ],
  update,
};
