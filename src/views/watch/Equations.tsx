import type { ReactNode } from 'react';
import type { ModelSpec } from '../../engine/spec.ts';
import { formatFactor, formatFixed, formatSigned } from '../../draw/format.ts';
import type { UnitReading } from './unitReading.ts';

interface EquationRow {
  readonly letter: ReactNode;
  /** Right-hand side in letters. */
  readonly formula: ReactNode;
  /** The same with the numbers of this t in place. */
  readonly numbers?: string;
  readonly value: number;
  readonly gate?: boolean;
}

/** The cell's equations for one unit at t, with that moment's numbers in place. */
export function Equations({ reading, spec }: { readonly reading: UnitReading; readonly spec: ModelSpec }) {
  return (
    <table className="equations">
      <caption className="visually-hidden">The update in numbers</caption>
      <tbody>
        {equationRows(reading, spec).map((row, index) => (
          <tr key={index}>
            <th scope="row">{row.letter}</th>
            <td>
              {row.formula}
              {row.numbers === undefined ? null : <b> = {row.numbers}</b>}
            </td>
            <td className={tone(row)}>{row.gate ? formatFixed(row.value, 3) : formatSigned(row.value, 3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function tone(row: EquationRow): string {
  if (row.gate || row.value === 0 || Number.isNaN(row.value)) return 'equation-value';
  return `equation-value ${row.value < 0 ? 'number-negative' : 'number-positive'}`;
}

const previous = (letter: string) => (
  <>
    {letter}
    <sub>t−1</sub>
  </>
);

/** `W_ia x + b + W_ha h′ + b′`, the sum inside every gate. */
function inside(gate: string): ReactNode {
  return (
    <>
      W<sub>i{gate}</sub>x + b<sub>i{gate}</sub> + W<sub>h{gate}</sub>
      {previous('h')} + b<sub>h{gate}</sub>
    </>
  );
}

function product(a: number, b: number): string {
  return `${formatFactor(a, 2)}·${formatFactor(b, 2)}`;
}

function equationRows(v: UnitReading, spec: ModelSpec): readonly EquationRow[] {
  const sigma = (gate: string): ReactNode => <>σ({inside(gate)})</>;
  switch (v.cell) {
    case 'lstm':
      return [
        { letter: 'i', formula: sigma('i'), value: v.i, gate: true },
        { letter: 'f', formula: sigma('f'), value: v.f, gate: true },
        { letter: 'g', formula: <>tanh({inside('g')})</>, value: v.g },
        { letter: 'o', formula: sigma('o'), value: v.o, gate: true },
        { letter: 'kept', formula: <>f·{previous('c')}</>, numbers: product(v.f, v.cPrev), value: v.kept },
        { letter: 'written', formula: 'i·g', numbers: product(v.i, v.g), value: v.written },
        {
          letter: 'c',
          formula: 'kept + written',
          numbers: `${formatFixed(v.kept, 2)} + ${formatFactor(v.written, 2)}`,
          value: v.c,
        },
        { letter: 'h', formula: 'o·tanh c', numbers: product(v.o, v.tanhC), value: v.h },
      ];
    case 'gru':
      return [
        { letter: 'r', formula: sigma('r'), value: v.r, gate: true },
        { letter: 'z', formula: sigma('z'), value: v.z, gate: true },
        {
          letter: 'n',
          formula:
            spec.reset === 'after' ? (
              <>
                tanh(W<sub>in</sub>x + b<sub>in</sub> + r·(W<sub>hn</sub>
                {previous('h')} + b<sub>hn</sub>))
              </>
            ) : (
              <>
                tanh(W<sub>in</sub>x + b<sub>in</sub> + W<sub>hn</sub>(r·{previous('h')}) + b<sub>hn</sub>)
              </>
            ),
          value: v.n,
        },
        { letter: 'kept', formula: <>z·{previous('h')}</>, numbers: product(v.z, v.hPrev), value: v.kept },
        { letter: 'written', formula: '(1−z)·n', numbers: product(1 - v.z, v.n), value: v.written },
        {
          letter: 'h',
          formula: 'kept + written',
          numbers: `${formatFixed(v.kept, 2)} + ${formatFactor(v.written, 2)}`,
          value: v.h,
        },
      ];
    case 'rnn': {
      const name = { tanh: 'tanh', relu: 'ReLU', sigmoid: 'σ' }[spec.nonlinearity];
      return [
        { letter: previous('h'), formula: 'the same unit, one step before', value: v.hPrev },
        {
          letter: 'h',
          formula: (
            <>
              {name}(W<sub>ih</sub>x + b<sub>ih</sub> + W<sub>hh</sub>
              {previous('h')} + b<sub>hh</sub>)
            </>
          ),
          value: v.h,
          gate: spec.nonlinearity === 'sigmoid',
        },
      ];
    }
  }
}
