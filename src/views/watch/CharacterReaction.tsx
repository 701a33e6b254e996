import { memo, useMemo } from 'react';
import { unitSeries } from '../../analysis/unitOverTime.ts';
import { bothEnds, gateByCharacter, meansByCharacter, type MeansByCharacter } from '../../analysis/unitWeights.ts';
import { channelName, channelValues, overText } from '../../draw/channelValues.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { spokenSymbol, visibleSymbol } from '../../draw/symbols.ts';
import { channelRange, GATES, type Channel, type ChannelRange } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { useApp } from '../StoreContext.tsx';

/** Characters shown at either end. */
const EACH = 5;
const ROW_HEIGHT = 20;
const MIDDLE = ROW_HEIGHT / 2;

/** Headings of the rows at either end. */
const END_NAMES: Readonly<Record<ChannelRange, readonly [string, string]>> = {
  gate: ['opens it most', 'shuts it most'],
  signed: ['highest', 'lowest'],
  unbounded: ['highest', 'lowest'],
};

const Z_ENDS = ['keeps the old state most', 'takes the new one most'];

export interface CharacterReactionProps {
  readonly trace: Trace;
  readonly params: Float32Array;
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
}

/**
 * What each character does to the selected gate: as the weights alone would have it, from the zero state, and as it came
 * out in the trace. A state has no weights of its own; its candidate's are shown.
 */
export const CharacterReaction = memo(function CharacterReaction(props: CharacterReactionProps) {
  const { trace, params, layer, channel, unit } = props;
  const { spec } = trace;
  const symbols = useApp((state) => state.text?.symbols);
  const gate = GATES[spec.cell].includes(channel) ? channel : spec.cell === 'lstm' ? 'g' : 'n';
  const alone = useMemo(
    () => (layer === 0 ? gateByCharacter(spec, params, gate, unit) : null),
    [spec, params, layer, gate, unit],
  );
  const measured = useMemo(() => measure(trace, gate, layer, unit), [trace, gate, layer, unit]);
  const state = useMemo(
    () => (gate === channel ? null : measure(trace, channel, layer, unit).means),
    [trace, gate, channel, layer, unit],
  );
  const ends = useMemo(() => {
    const ranked = alone ?? measured.means;
    return bothEnds(
      ranked.map((value, token) => (measured.counts[token] > 0 ? value : Number.NaN)),
      EACH,
    );
  }, [alone, measured]);
  const occurring = useMemo(() => measured.counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0), [measured]);
  if (!symbols) return null;
  const range = channelRange(spec, gate);
  const [up, down] = gate === 'z' ? Z_ENDS : END_NAMES[range];
  const top = range === 'unbounded' ? largestOf(alone, measured.means) : 1;
  const table = { alone, measured, state, channel, gate, symbols, range, top };
  return (
    <section aria-label="Characters it reacts to">
      <h2 className="picture-title">
        What <span className="picture-mono">{gate}</span> makes of each character{' '}
        <span className="picture-note">{channelName(gate)}</span>
      </h2>
      <p className="picture-note">
        {alone ? (
          <>
            <Dot kind="alone" /> what the weights set when the character is read from the zero state{' '}
            <Dot kind="measured" /> mean over the trace at that character
          </>
        ) : (
          <>
            <Dot kind="measured" /> mean over the trace at that character. Layer {layer + 1} reads the layer below and
            no character: it has no weights for one.
          </>
        )}
      </p>
      <table className="picture-table reaction">
        <thead>
          <tr>
            <th scope="col">reads</th>
            <th scope="col" className="reaction-scale" aria-hidden="true">
              <span>{range === 'signed' ? '−1' : '0'}</span>
              {range === 'signed' ? <span>0</span> : null}
              <span>{range === 'signed' ? '+1' : formatFixed(top, top === 1 ? 0 : 2)}</span>
            </th>
            {alone ? <th scope="col">weights</th> : null}
            <th scope="col">mean {gate}</th>
            {state ? <th scope="col">mean {channel}</th> : null}
            <th scope="col">times</th>
          </tr>
        </thead>
        <Rows title={up} tokens={ends.largest} {...table} />
        <Rows title={down} tokens={ends.smallest} {...table} />
      </table>
      <p className="picture-note">
        Strongest of the {occurring} characters that occur in this trace.{' '}
        {gate === channel ? '' : `${channel} has no weights of its own: these are its candidate’s. `}
        Look how far dot and ring are apart: that is what the state before it does. A mean hides what happened at each
        place.
      </p>
    </section>
  );
});

function measure(trace: Trace, channel: Channel, layer: number, unit: number): MeansByCharacter {
  const of = channelValues(trace, channel, layer);
  return meansByCharacter(overText(of, unitSeries(of.values, of.hidden, unit)), trace.tokens, trace.spec.vocab);
}

function largestOf(...lists: readonly (Float64Array | null)[]): number {
  let largest = 0;
  for (const list of lists) for (const value of list ?? []) if (value > largest) largest = value;
  return largest || 1;
}

function Dot({ kind }: { readonly kind: 'alone' | 'measured' }) {
  return (
    <svg className="reaction-key" width="11" height="11" aria-hidden="true">
      <circle cx="5.5" cy="5.5" r={kind === 'alone' ? 3 : 4.5} className={`reaction-${kind}`} />
    </svg>
  );
}

interface RowsProps {
  readonly title: string;
  readonly tokens: readonly number[];
  readonly alone: Float64Array | null;
  readonly measured: MeansByCharacter;
  readonly state: Float64Array | null;
  readonly channel: Channel;
  readonly gate: Channel;
  readonly symbols: readonly string[];
  readonly range: ChannelRange;
  /** Value at the scale's right end. */
  readonly top: number;
}

function Rows(props: RowsProps) {
  const { title, tokens, alone, measured, state, symbols, range, top } = props;
  const format = range === 'signed' ? formatSigned : formatFixed;
  const low = range === 'signed' ? -1 : 0;
  const x = (value: number) => `${(((value - low) / (top - low)) * 100).toFixed(2)}%`;
  const columns = 4 + (alone ? 1 : 0) + (state ? 1 : 0);
  return (
    <tbody>
      <tr className="reaction-group">
        <th scope="rowgroup" colSpan={columns}>
          {title}
        </th>
      </tr>
      {tokens.map((token) => {
        const symbol = symbols[token] ?? '';
        const mean = measured.means[token];
        const values = [alone ? alone[token] : Number.NaN, mean];
        const [dot, ring] = values.map((value) => (Number.isFinite(value) ? x(value) : null));
        return (
          <tr key={token}>
            <th scope="row" className="picture-mono" aria-label={spokenSymbol(symbol)}>
              {visibleSymbol(symbol)}
            </th>
            <td className="reaction-picture" aria-hidden="true">
              <svg width="100%" height={ROW_HEIGHT}>
                <line className="picture-grid" x1="0%" x2="100%" y1={MIDDLE + 0.5} y2={MIDDLE + 0.5} />
                {range === 'signed' ? (
                  <line className="picture-axis" x1="50%" x2="50%" y1={2} y2={ROW_HEIGHT - 2} />
                ) : null}
                {dot !== null && ring !== null ? (
                  <line className="reaction-link" x1={dot} x2={ring} y1={MIDDLE} y2={MIDDLE} />
                ) : null}
                {dot === null ? null : <circle cx={dot} cy={MIDDLE} r="3" className="reaction-alone" />}
                {ring === null ? null : <circle cx={ring} cy={MIDDLE} r="4.5" className="reaction-measured" />}
              </svg>
            </td>
            {alone ? <td>{format(alone[token], 2)}</td> : null}
            <td>{Number.isFinite(mean) ? format(mean, 2) : '–'}</td>
            {state ? <td>{Number.isFinite(state[token]) ? formatSigned(state[token], 2) : '–'}</td> : null}
            <td>{formatCount(measured.counts[token])}</td>
          </tr>
        );
      })}
    </tbody>
  );
}
