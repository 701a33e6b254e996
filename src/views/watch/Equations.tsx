import type { GateParts } from '../../analysis/preActivation.ts';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import { CELLS, channelRange, type ModelSpec } from '../../engine/spec.ts';
import type { UnitReading } from './cells/cellView.ts';
import { CELL_VIEWS } from './cells/cellViews.ts';
import { ACTIVATION_NAMES, decimals, factor, Previous } from './FormulaParts.tsx';
import { Term } from '../glossary/Term.tsx';
import styles from './Equations.module.css';

/** An empty cell of the table. */
const NOTHING = '\u00a0';

interface EquationsProps {
  readonly reading: UnitReading;
  readonly spec: ModelSpec;
  readonly layer: number;
}

/** Of what the sum is the argument. The GRU's n has its reset gate inside. */
function insideOf({ cell }: ModelSpec): string {
  const { candidate, variant } = CELLS[cell];
  if (candidate === null) return 'Inside φ';
  return variant === 'reset'
    ? `Inside every gate, and inside ${candidate} with r beside W_hh`
    : `Inside every gate and ${candidate}`;
}

/** The cell's equations for one unit with the numbers at t: first the sums inside the gates, then the update. */
export function Equations({ reading, spec, layer }: EquationsProps) {
  return (
    <table className={styles.equations}>
      <caption className="visually-hidden">
        The update in numbers. {insideOf(spec)}: {inputFormula(spec, layer)} + W_hh h_t−1 + b_ih + b_hh.
      </caption>
      <thead>
        <tr>
          <td className={styles.equationLetter}>{NOTHING}</td>
          <td className={styles.equationName}>{NOTHING}</td>
          <th scope="col" title={inputFormula(spec, layer)}>
            <span className={styles.equationFrom}>from </span>
            {layer === 0 ? 'x' : `layer ${layer}`}
          </th>
          <th scope="col" title="W_hh h_t−1">
            <span className={styles.equationFrom}>from </span>
            <Previous letter="h" />
          </th>
          <th scope="col" title="b_ih + b_hh">
            <Term id="bias">bias</Term>
          </th>
          <td className={styles.equationEnd}>{NOTHING}</td>
          <td>{NOTHING}</td>
        </tr>
      </thead>
      <tbody>
        {reading.gates.map((gate) => (
          <GateRows key={gate.channel} gate={gate} spec={spec} />
        ))}
      </tbody>
      <tbody>
        {CELL_VIEWS[spec.cell].rows(reading).map(({ letter, formula, numbers, value }, index) => (
          <tr key={index}>
            <th scope="row">{letter}</th>
            <td colSpan={5}>
              {numbers === undefined ? (
                <>= {formula}</>
              ) : (
                <>
                  <span className={styles.equationFormula}>= {formula} </span>
                  <b>= {numbers}</b>
                </>
              )}
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

/**
 * `f = σ( −0.32 −1.31 +1.13 ) = 0.38`, with a column for each term. For a GRU's n, a row before it shows r·m with
 * m = W_hn h + b_hn.
 */
function GateRows({ gate, spec }: { readonly gate: GateParts; readonly spec: ModelSpec }) {
  const { channel, fromInput, fromState, bias, scaled, activation, value } = gate;
  return (
    <>
      {scaled ? (
        <tr>
          <th scope="row">r·m</th>
          <td className={styles.equationOpen}>= {factor(scaled.r)}·(</td>
          <td>{NOTHING}</td>
          <Part value={fromState} />
          <Part value={scaled.bias} />
          <td>) =</td>
          <Value value={scaled.r * scaled.m} isGate={false} />
        </tr>
      ) : null}
      <tr>
        <th scope="row">
          <Term id={channel}>{channel}</Term>
        </th>
        <td className={styles.equationOpen}>= {ACTIVATION_NAMES[activation]}(</td>
        <Part value={fromInput} />
        <Part value={scaled ? scaled.r * scaled.m : fromState} />
        <Part value={bias} />
        <td>) =</td>
        <Value value={value} isGate={channelRange(spec, channel) === 'gate'} />
      </tr>
    </>
  );
}

function Part({ value }: { readonly value: number }) {
  return <td className={styles.equationPart}>{formatSigned(value, decimals(value, 2))}</td>;
}

function Value({ value, isGate }: { readonly value: number; readonly isGate: boolean }) {
  const tone =
    isGate || value === 0 || Number.isNaN(value) ? '' : value < 0 ? styles.equationNegative : styles.equationPositive;
  const positions = decimals(value, 3);
  return (
    <td className={`${styles.equationValue} ${tone}`}>
      {isGate ? formatFixed(value, positions) : formatSigned(value, positions)}
    </td>
  );
}
