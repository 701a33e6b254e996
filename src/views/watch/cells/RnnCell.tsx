import { Arrow, Box, GRID, InputRail, Operation, Part, Symbol, Wire, WireNumber } from '../DiagramParts.tsx';
import type { CellView, DrawingProps, UnitReading } from './cellView.ts';
import { ACTIVATION_NAMES } from '../FormulaParts.tsx';
import { ABOVE_STATE, wireStrip } from './stripPositions.ts';
import { channelRange, type ChannelRange } from '../../../engine/spec.ts';

interface RnnReading extends UnitReading {
  /** h at t − 1. */
  readonly before: number;
}

/** Says what to look for in h, by the range of the nonlinearity. */
const HINTS: Readonly<Record<ChannelRange, string>> = {
  signed: 'Look for when h changes sign.',
  gate: 'Look for when h goes from near 0 to near 1 and back.',
  unbounded: 'Look for when h leaves 0: a ReLU gives 0 for every negative sum.',
};

/** The sum, then the nonlinearity. The old h enters only through the sum. */
function RnnDrawing({
  reading: v,
  symbol,
  on,
  nonlinearity,
}: DrawingProps<RnnReading> & { readonly nonlinearity: string }) {
  const { state, meet, sum, rail, width } = GRID;
  const [{ fromInput, fromState, bias, sum: a }] = v.gates;
  const boxes = 190;
  const [x, h, b] = [sum - 84, sum, sum + 84];
  return (
    <>
      <InputRail discs={[x, h]} symbol={symbol} reach={rail - boxes - 10} />
      <Part on={on('sum')}>
        <Wire d={`M${x} ${boxes - 10}V${meet}H${h}`} value={fromInput} />
        <Wire d={`M${h} ${boxes - 10}V${meet}`} value={fromState} />
        <Wire d={`M${b} ${boxes - 10}V${meet}H${h}`} value={bias} />
        <Operation x={h} y={meet} sign="+" />
        <Box x={x} y={boxes} width={44} text="W x" />
        <Box x={h} y={boxes} width={44} text="W h" />
        <Box x={b} y={boxes} width={44} text="bias" />
        <WireNumber x={x - 8} y={156} value={fromInput} anchor="end" />
        <WireNumber x={h + 8} y={156} value={fromState} anchor="start" />
        <WireNumber x={b + 8} y={156} value={bias} anchor="start" />
        <Wire d={`M${h} ${meet - 10}V${meet - 24}`} value={a} />
        <WireNumber x={h + 34} y={meet - 14} value={a} anchor="start" />
      </Part>
      <Part on={on('activate')}>
        <Wire d={`M${h} ${meet - 24}V${state}H${width - 8}`} value={v.h} />
        <Arrow x={width - 4} y={state} value={v.h} />
        <Box x={h} y={meet - 34} width={48} text={nonlinearity} />
        <WireNumber x={284} y={state - 12} value={v.h} />
      </Part>
      <path d={`M50 ${state}H${h - 60}`} stroke="var(--rule2)" strokeDasharray="2 4" />
      <text x={58} y={state + 21}>
        no line carries
        <tspan x={58} dy="15">
          the state past
        </tspan>
        <tspan x={58} dy="15">
          the cell
        </tspan>
      </text>
      <WireNumber x={78} y={state - 12} value={v.before} />
      <Symbol x={0} y={state + 4} letter="h" at="t−1" />
      <Symbol x={width} y={state - 12} letter="h" at="t" anchor="end" />
    </>
  );
}

export const RNN_VIEW: CellView<RnnReading> = {
  hint: (spec) => `${HINTS[channelRange(spec, 'h')]} One unit says nothing of the others.`,
  read: (gates, at, t) => ({ gates, before: at('h', t - 1), h: at('h') }),
  draw: (props, { nonlinearity }) => <RnnDrawing {...props} nonlinearity={ACTIVATION_NAMES[nonlinearity]} />,
  rows: () => [],
  strips: [wireStrip('before', 50, ABOVE_STATE, 'sum'), wireStrip('h', 256, ABOVE_STATE, 'activate')],
  update: null,
};
