import { memo, useMemo } from 'react';
import { type CharacterMean, characterEnds } from '../../analysis/characterEnds.ts';
import { bothEnds, outgoingWeights } from '../../analysis/unitWeights.ts';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import { spokenSymbol } from '../../draw/symbols.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, channelRange } from '../../engine/spec.ts';
import type { CountedSymbols } from '../../engine/lookAlikes.ts';
import type { Trace } from '../../engine/trace.ts';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { useApp } from '../StoreContext.tsx';
import { answeringChannel, endNames } from './reactionNames.ts';
import { measuredMeans } from './measuredMeans.ts';
import styles from './UnitAnswer.module.css';

/** Characters at each end. */
const EACH = 3;
/** Means that differ by less do not tell characters apart. */
const LEAST_SPREAD = 0.05;

interface UnitAnswerProps {
  readonly trace: Trace;
  readonly params: Float32Array;
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
}

/**
 * The unit in three lines: the characters at which its gate is highest and lowest on the mean over the text shown, and those that
 * it pushes for. The panel Unit has the tables.
 */
export const UnitAnswer = memo(function UnitAnswer({ trace, params, layer, channel, unit }: UnitAnswerProps) {
  const { spec } = trace;
  const text = useApp((state) => state.text);
  const { memory } = CELLS[spec.cell];
  const gate = answeringChannel(spec, channel);
  const { highest, lowest } = useMemo(
    () => characterEnds(measuredMeans(trace, gate, layer, unit), EACH),
    [trace, gate, layer, unit],
  );
  const isLast = layer === spec.layers - 1;
  const pushed = useMemo(
    () => (isLast ? bothEnds(outgoingWeights(spec, params, unit), EACH) : null),
    [isLast, spec, params, unit],
  );
  if (!text || highest.length === 0) return null;
  const format = channelRange(spec, gate) === 'gate' ? formatFixed : formatSigned;
  const [up, down] = endNames(spec, gate);
  const most = highest[0].mean;
  const least = lowest[0]?.mean ?? most;
  const isFlat = most - least < LEAST_SPREAD;
  return (
    <dl className={styles.unitAnswer} data-part="unit-answer" aria-label={`Unit ${unit} in short`}>
      {isFlat ? (
        <Line name={`${gate} ${unit}`}>
          hardly differs between characters: {format(least, 2)} to {format(most, 2)} on the mean
        </Line>
      ) : (
        <>
          <Line name={`${gate} ${unit}`}>
            {up} <Means of={highest} format={format} text={text} />
          </Line>
          <Line name="">
            {down} <Means of={lowest} format={format} text={text} />
          </Line>
        </>
      )}
      <Line name={`${memory} ${unit}`}>
        {pushed ? (
          <>
            pushes for <Signs tokens={pushed.largest} text={text} /> above 0, for{' '}
            <Signs tokens={pushed.smallest} text={text} /> below
          </>
        ) : (
          `feeds layer ${layer + 2}, not the next character`
        )}
      </Line>
    </dl>
  );
});

function Line({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className="mono">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Means(props: {
  readonly of: readonly CharacterMean[];
  readonly format: (value: number, decimals: number) => string;
  readonly text: CountedSymbols;
}) {
  const { of, format, text } = props;
  return of.map(({ token, mean, count }) => (
    <span className={styles.characterMean} key={token} title={`mean at ${count} of the timesteps`}>
      <Sign token={token} text={text} /> {format(mean, 2)}
    </span>
  ));
}

function Signs({ tokens, text }: { readonly tokens: readonly number[]; readonly text: CountedSymbols }) {
  return tokens.map((token) => <Sign key={token} token={token} text={text} />);
}

function Sign({ token, text }: { readonly token: number; readonly text: CountedSymbols }) {
  const symbol = text.symbols[token] ?? '';
  return (
    <b className={`mono ${styles.character}`}>
      <span aria-hidden="true">
        <SymbolSign symbol={symbol} text={text} />
      </span>
      <span className="visually-hidden">{spokenSymbol(symbol, text)}</span>
    </b>
  );
}
