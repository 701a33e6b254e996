import { use } from 'react';
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
  type DrawingProps,
} from './DiagramParts.tsx';
import type { LstmReading } from './unitReading.ts';

/** Forget, write, expose: c runs along the top, what is written joins it, h is what the output gate lets out. */
export function LstmDrawing({ reading: v, symbol, on, theme }: DrawingProps<LstmReading>) {
  const { state, meet, expose, discs, keep, input, sum, candidate, last } = GRID;
  const top = discs - RADIUS;
  const beside = (use(AllUnits) ? STRIP.width / 2 : RADIUS) + 8;
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
