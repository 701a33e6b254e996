import type { ReactNode } from 'react';
import type { Activation, GateParts } from '../../analysis/preActivation.ts';
import { channelRange, type ModelSpec } from '../../engine/spec.ts';
import { formatFactor, formatFixed, formatSigned } from '../../draw/format.ts';
import type { UnitReading } from './unitReading.ts';

export const ACTIVATION_NAMES: Readonly<Record<Activation, string>> = { sigmoid: 'σ', tanh: 'tanh', relu: 'ReLU' };

/** An empty cell of the table. */
const NOTHING = '\u00a0';

interface EquationsProps {
  readonly reading: UnitReading;
  readonly spec: ModelSpec;
  readonly layer: number;
}

/** The cell's equations for one unit at t, with that moment's numbers in place: first the sums in their parts, then the update. */
export function Equations({ reading, spec, layer }: EquationsProps) {
  return (
    <table className="equations">
      <caption className="visually-hidden">
        The update in numbers. Inside every gate: {inputFormula(spec, layer)} + W_hh h_t−1 + b_ih + b_hh.
      </caption>
      <thead>
        <tr>
          <td className="equation-letter">{NOTHING}</td>
          <td className="equation-name">{NOTHING}</td>
          <th scope="col" title={inputFormula(spec, layer)}>
            from {layer === 0 ? 'x' : `layer ${layer}`}
          </th>
          <th scope="col" title="W_hh h_t−1">
            from {previous('h')}
          </th>
          <th scope="col" title="b_ih + b_hh">
            bias
          </th>
          <td className="equation-end">{NOTHING}</td>
          <td>{NOTHING}</td>
        </tr>
      </thead>
      <tbody>
        {reading.gates.map((gate) => (
          <GateRows key={gate.channel} gate={gate} spec={spec} />
        ))}
      </tbody>
      <tbody>
        {updateRows(reading).map(({ letter, formula, numbers, value }, index) => (
          <tr key={index}>
            <th scope="row">{letter}</th>
            <td colSpan={5}>
              = {formula}
              {numbers === undefined ? null : <b> = {numbers}</b>}
            </td>
            <Value value={value} isGate={false} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function inputFormula(spec: ModelSpec, layer: number): string {
  if (layer > 0) return `W_ih h_t of layer ${layer}`;
  return spec.embedding > 0 ? 'W_ih E x' : 'W_ih x';
}

/** `f = σ( −0.32 −1.31 +1.13 ) = 0.38`, a column for each part; before a GRU's n what r scales, m = W_hn h + b_hn. */
function GateRows({ gate, spec }: { readonly gate: GateParts; readonly spec: ModelSpec }) {
  const { channel, fromInput, fromState, bias, scaled, activation, value } = gate;
  return (
    <>
      {scaled ? (
        <tr>
          <th scope="row">r·m</th>
          <td className="equation-open">= {factor(scaled.r)}·(</td>
          <td>{NOTHING}</td>
          <Part value={fromState} />
          <Part value={scaled.bias} />
          <td className="equation-close">) =</td>
          <Value value={scaled.r * scaled.m} isGate={false} />
        </tr>
      ) : null}
      <tr>
        <th scope="row">{channel}</th>
        <td className="equation-open">= {ACTIVATION_NAMES[activation]}(</td>
        <Part value={fromInput} />
        <Part value={scaled ? scaled.r * scaled.m : fromState} />
        <Part value={bias} />
        <td className="equation-close">) =</td>
        <Value value={value} isGate={channelRange(spec, channel) === 'gate'} />
      </tr>
    </>
  );
}

function Part({ value }: { readonly value: number }) {
  return <td className="equation-part">{formatSigned(value, decimals(value, 2))}</td>;
}

function Value({ value, isGate }: { readonly value: number; readonly isGate: boolean }) {
  const tone = isGate || value === 0 || Number.isNaN(value) ? '' : value < 0 ? ' number-negative' : ' number-positive';
  const places = decimals(value, 3);
  return (
    <td className={`equation-value${tone}`}>{isGate ? formatFixed(value, places) : formatSigned(value, places)}</td>
  );
}

/** As many decimals as a column has room for: a diverging state is long before its point. */
function decimals(value: number, most: number): number {
  const size = Math.abs(value);
  return size < 99.995 ? most : size < 999.95 ? 1 : 0;
}

const previous = (letter: string) => (
  <>
    {letter}
    <sub>t−1</sub>
  </>
);

const factor = (value: number): string => formatFactor(value, decimals(value, 3));

function product(a: number, b: number): string {
  return `${factor(a)}·${factor(b)}`;
}

function sum(a: number, b: number): string {
  return `${formatFixed(a, decimals(a, 3))} + ${factor(b)}`;
}

interface UpdateRow {
  readonly letter: ReactNode;
  /** Right-hand side in letters. */
  readonly formula: ReactNode;
  /** The same with the numbers of this t in place. */
  readonly numbers?: string;
  readonly value: number;
}

/** What is made of gates and candidate. */
function updateRows(v: UnitReading): readonly UpdateRow[] {
  switch (v.cell) {
    case 'lstm':
      return [
        { letter: 'kept', formula: <>f·{previous('c')}</>, numbers: product(v.f, v.cPrev), value: v.kept },
        { letter: 'written', formula: 'i·g', numbers: product(v.i, v.g), value: v.written },
        { letter: 'c', formula: 'kept + written', numbers: sum(v.kept, v.written), value: v.c },
        { letter: 'h', formula: 'o·tanh c', numbers: product(v.o, v.tanhC), value: v.h },
      ];
    case 'gru':
      return [
        { letter: 'kept', formula: <>z·{previous('h')}</>, numbers: product(v.z, v.hPrev), value: v.kept },
        { letter: 'written', formula: '(1−z)·n', numbers: product(1 - v.z, v.n), value: v.written },
        { letter: 'h', formula: 'kept + written', numbers: sum(v.kept, v.written), value: v.h },
      ];
    case 'rnn':
      return [];
  }
}
