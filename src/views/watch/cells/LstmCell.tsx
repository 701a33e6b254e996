import { use } from 'react';
import type { Channel } from '../../../engine/cells/channels.ts';
import {
  AllUnits,
  Arrow,
  Box,
  Disc,
  GateWire,
  GRID,
  InputRail,
  Operation,
  Part,
  RADIUS,
  STRIP,
  Symbol,
  Wire,
  WireNumber,
} from '../DiagramParts.tsx';
import { product } from '../FormulaParts.tsx';
import type { CellView, DrawingProps, MemoryParts } from './cellView.ts';
import { type MemoryReading, memoryRows, memoryStrips, RetainedMemory, WrittenMemory } from './MemoryDrawing.tsx';
import { ABOVE_STATE, gateStrip, wireStrip } from './stripPositions.ts';

interface LstmReading extends MemoryReading {
  readonly i: number;
  readonly f: number;
  readonly g: number;
  readonly o: number;
  readonly c: number;
  readonly tanhC: number;
}

/** The memory c runs along the top. The forget gate scales it, i·g is added to it, and the output gate exposes it as h. */
function LstmDrawing({ reading: v, symbol, on }: DrawingProps<LstmReading>) {
  const { state, meet, expose, discs, keep, input, sum, candidate, last } = GRID;
  const top = discs - RADIUS;
  const beside = (use(AllUnits) ? STRIP.width / 2 : RADIUS) + 8;
  return (
    <>
      <InputRail discs={[keep, input, candidate, last]} symbol={symbol} />
      <Part on={on('forget')}>
        <RetainedMemory reading={v} gate="f" value={v.f} />
      </Part>
      <Part on={on('write')}>
        <GateWire d={`M${input} ${top}V${meet}H${sum}`} value={v.i} />
        <Wire d={`M${candidate} ${top}V${meet}H${sum}`} value={v.g} />
        <WrittenMemory written={v.written} after={v.c} afterX={246} />
        <Operation x={sum} y={meet} sign="×" />
        <Disc x={input} letter="i" value={v.i} kind="gate" />
        <Disc x={candidate} letter="g" value={v.g} kind="signed" />
      </Part>
      <Part on={on('expose')}>
        <Wire d={`M${last} ${state}V${expose}`} value={v.tanhC} />
        <GateWire d={`M${last} ${top}V${expose + 9}`} value={v.o} />
        <Wire d={`M${last} ${expose}H376`} value={v.h} />
        <Arrow x={380} y={expose} value={v.h} />
        <Operation x={last} y={expose} sign="×" />
        <Box x={last} y={72} width={38} text="tanh" />
        <Disc x={last} letter="o" value={v.o} kind="gate" />
        <WireNumber x={last + 9} y={102} value={v.tanhC} anchor="start" />
        <WireNumber x={350} y={expose + 22} value={v.h} />
        <text x={last + beside} y={discs + 4}>
          exposed
        </text>
      </Part>
      <Symbol x={0} y={state + 4} letter="c" at="t−1" />
      <Symbol x={384} y={state - 12} letter="c" at="t" anchor="end" />
      <Symbol x={384} y={expose - 12} letter="h" at="t" anchor="end" />
    </>
  );
}

function update(now: (channel: Channel) => number, before: number): MemoryParts {
  return { retained: now('f') * before, written: now('i') * now('g') };
}

export const LSTM_VIEW: CellView<LstmReading> = {
  hint: () => 'Compare what is kept with what is written. What is kept need not be used.',
  read(gates, at, t) {
    const [i, f, g, o, c, h] = [at('i'), at('f'), at('g'), at('o'), at('c'), at('h')];
    const before = at('c', t - 1);
    return { gates, i, f, g, o, before, ...update(at, before), c, tanhC: Math.tanh(c), h };
  },
  draw: (props) => <LstmDrawing {...props} />,
  rows: (v) => [
    ...memoryRows(
      v,
      { channel: 'f', value: v.f },
      { formula: 'i·g', numbers: product(v.i, v.g) },
      { channel: 'c', value: v.c },
    ),
    { letter: 'h', formula: 'o·tanh c', numbers: product(v.o, v.tanhC), value: v.h },
  ],
  strips: [
    ...memoryStrips('forget', 'write'),
    wireStrip('c', 222, ABOVE_STATE, 'write'),
    wireStrip('h', 326, GRID.expose + 16, 'expose'),
    gateStrip('f', GRID.keep, 'forget'),
    gateStrip('i', GRID.input, 'write'),
    gateStrip('g', GRID.candidate, 'write'),
    gateStrip('o', GRID.last, 'expose'),
  ],
  update,
};
