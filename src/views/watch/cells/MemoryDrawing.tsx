/** What the drawings of all gated cells share: the line that carries the memory from the old value to the new one. */
import type { Channel } from '../../../engine/cells/channels.ts';
import { Arrow, Disc, GateWire, GRID, Operation, RADIUS, STRIP, Wire, WireNumber } from '../DiagramParts.tsx';
import { Previous, product, sum as sumOf } from '../FormulaParts.tsx';
import type { MemoryParts, StripPosition, UnitReading, UpdateRow } from './cellView.ts';
import { ABOVE_STATE, wireStrip } from './stripPositions.ts';

const { state, meet, discs, keep, sum } = GRID;
/** Baseline of the number beside the written value, and the middle of its strip. */
const WRITTEN_NUMBER = 86;
const WRITTEN_STRIP = 82;

/** A reading of a cell whose gates update a memory. */
export interface MemoryReading extends UnitReading, MemoryParts {
  /** The memory at t − 1. */
  readonly before: number;
}

/** The old memory, the gate that decides how much of it stays, and the part that stays. */
export function RetainedMemory(props: {
  readonly reading: MemoryReading;
  readonly gate: Channel;
  readonly value: number;
}) {
  const { gate, value } = props;
  const { before, retained } = props.reading;
  const middle = (keep + sum) / 2;
  return (
    <>
      <Wire d={`M50 ${state}H${keep}`} value={before} />
      <Wire d={`M${keep} ${state}H${sum}`} value={retained} />
      <GateWire d={`M${keep} ${discs - RADIUS}V${state + 9}`} value={value} />
      <Operation x={keep} y={state} sign="×" />
      <Disc x={keep} letter={gate} value={value} kind="gate" />
      <WireNumber x={58} y={state - 12} value={before} />
      <WireNumber x={middle} y={state - 12} value={retained} />
      <text x={middle} y={state + 21} textAnchor="middle">
        kept
      </text>
    </>
  );
}

/** The written value joins the memory, and the new memory leaves the cell. */
export function WrittenMemory(props: {
  readonly written: number;
  readonly after: number;
  /** Middle of the number beside the new memory. */
  readonly afterX: number;
}) {
  const { written, after, afterX } = props;
  return (
    <>
      <Wire d={`M${sum} ${meet}V${state}`} value={written} />
      <Wire d={`M${sum} ${state}H376`} value={after} />
      <Arrow x={380} y={state} value={after} />
      <Operation x={sum} y={state} sign="+" />
      <WireNumber x={sum - 9} y={WRITTEN_NUMBER} value={written} anchor="end" />
      <text x={sum + 10} y={WRITTEN_NUMBER}>
        written
      </text>
      <WireNumber x={afterX} y={state - 12} value={after} />
    </>
  );
}

/** The strips of the old memory and of the two parts of the new one. */
export function memoryStrips(retainingPart: string, writingPart: string): readonly StripPosition[] {
  return [
    wireStrip('before', 18, ABOVE_STATE, retainingPart),
    wireStrip('retained', (keep + sum - STRIP.width) / 2, ABOVE_STATE, retainingPart),
    wireStrip('written', sum - 9 - STRIP.width, WRITTEN_STRIP, writingPart),
  ];
}

/** The equations of the memory: what is kept, what is written, and their sum. */
export function memoryRows(
  { before, retained, written }: MemoryReading,
  gate: { readonly channel: Channel; readonly value: number },
  writes: { readonly formula: string; readonly numbers: string },
  memory: { readonly channel: Channel; readonly value: number },
): readonly UpdateRow[] {
  const formula = (
    <>
      {gate.channel}·<Previous letter={memory.channel} />
    </>
  );
  return [
    { letter: 'kept', formula, numbers: product(gate.value, before), value: retained },
    { letter: 'written', ...writes, value: written },
    { letter: memory.channel, formula: 'kept + written', numbers: sumOf(retained, written), value: memory.value },
  ];
}
