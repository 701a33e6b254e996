import { use } from 'react';
import { formatFixed } from '../../draw/format.ts';
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
  Symbol,
  Wire,
  WireNumber,
  type DrawingProps,
} from './DiagramParts.tsx';
import type { GruReading } from './unitReading.ts';

/** Reset, candidate, update: r decides how much of h the candidate sees, z how much of the old h stays. */
export function GruDrawing({ reading: v, symbol, on, theme }: DrawingProps<GruReading>) {
  const { state, meet, discs, keep, input, sum, candidate, last, rail } = GRID;
  const top = discs - RADIUS;
  const scaled = (candidate + last) / 2;
  const allUnits = use(AllUnits);
  return (
    <>
      <InputRail discs={[keep, candidate, last]} symbol={symbol} />
      <Part on={on('update')}>
        <Wire d={`M50 ${state}H${keep}`} value={v.hPrev} />
        <Wire d={`M${keep} ${state}H${sum}`} value={v.kept} />
        <GateWire d={`M${keep} ${top}V${state + 9}`} value={v.z} />
        <Operation x={keep} y={state} sign="×" />
        <WireNumber x={58} y={state - 12} value={v.hPrev} />
        <WireNumber x={(keep + sum) / 2} y={state - 12} value={v.kept} />
        <text x={(keep + sum) / 2} y={state + 21} textAnchor="middle">
          kept
        </text>
        <GateWire d={`M${keep + RADIUS} ${discs}H${input}V${meet}H${sum}`} value={1 - v.z} />
        <Wire d={`M${sum} ${meet}V${state}`} value={v.written} />
        <Wire d={`M${sum} ${state}H376`} value={v.h} />
        <Arrow x={380} y={state} value={v.h} />
        <Operation x={sum} y={state} sign="+" />
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
        <WireNumber x={sum - 9} y={84} value={v.written} anchor="end" />
        <text x={sum + 10} y={84}>
          written
        </text>
        <WireNumber x={284} y={state - 12} value={v.h} />
        <Disc x={keep} letter="z" value={v.z} kind="gate" theme={theme} />
      </Part>
      <Part on={on('candidate')}>
        <Wire d={`M${candidate} ${top}V${meet}H${sum}`} value={v.n} />
        <Disc x={candidate} letter="n" value={v.n} kind="signed" theme={theme} />
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
        <Disc x={last} letter="r" value={v.r} kind="gate" theme={theme} />
        <text x={last + RADIUS + (allUnits ? 14 : 6)} y={discs - 3}>
          scales h
          <tspan x={last + RADIUS + (allUnits ? 14 : 6)} dy="14">
            inside n
          </tspan>
        </text>
      </Part>
      <Symbol x={0} y={state + 4} letter="h" at="t−1" />
      <Symbol x={384} y={state - 12} letter="h" at="t" anchor="end" />
    </>
  );
}
