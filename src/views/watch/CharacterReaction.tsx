import { memo, useMemo } from 'react';
import { bothEnds, gateByCharacter } from '../../analysis/unitWeights.ts';
import { channelName } from '../../draw/channelValues.ts';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import { spokenSymbol } from '../../draw/symbols.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, channelRange } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { measuredMeans } from './measuredMeans.ts';
import { useApp } from '../StoreContext.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { endNames } from './reactionNames.ts';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import styles from './CharacterReaction.module.css';

/** Characters in each section of the table. */
const EACH = 5;
const ROW_HEIGHT = 20;
const MIDDLE = ROW_HEIGHT / 2;

interface CharacterReactionProps {
  readonly trace: Trace;
  readonly params: Float32Array;
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
}

/** A character that is among the strongest in one direction. */
interface RankedCharacter {
  readonly token: number;
  readonly section: string;
}

/**
 * The effect of each character on the selected gate: the value that the weights give from the zero state, and the mean value
 * in the trace. A state has no weights of its own, so the weights of its candidate are shown.
 */
export const CharacterReaction = memo(function CharacterReaction(props: CharacterReactionProps) {
  const { trace, params, layer, channel, unit } = props;
  const { spec } = trace;
  const text = useApp((state) => state.text);
  const gate = CELLS[spec.cell].gates.includes(channel) ? channel : (CELLS[spec.cell].candidate ?? 'h');
  const alone = useMemo(
    () => (layer === 0 ? gateByCharacter(spec, params, gate, unit) : null),
    [spec, params, layer, gate, unit],
  );
  const measured = useMemo(() => measuredMeans(trace, gate, layer, unit), [trace, gate, layer, unit]);
  const state = useMemo(
    () => (gate === channel ? null : measuredMeans(trace, channel, layer, unit).means),
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
  if (!text) return null;
  const range = channelRange(spec, gate);
  const [up, down] = endNames(spec, gate);
  const top = range === 'unbounded' ? largestOf(alone, measured.means) : 1;
  const low = range === 'signed' ? -1 : 0;
  const x = (value: number): string => `${(((value - low) / (top - low)) * 100).toFixed(2)}%`;
  const format = (value: number): string =>
    Number.isFinite(value) ? (range === 'signed' ? formatSigned : formatFixed)(value, 2) : '–';
  const symbolOf = ({ token }: RankedCharacter): string => text.symbols[token] ?? '';
  const rows = [
    ...ends.largest.map((token): RankedCharacter => ({ token, section: up })),
    ...ends.smallest.map((token): RankedCharacter => ({ token, section: down })),
  ];
  const columns: readonly Column<RankedCharacter>[] = [
    {
      head: 'reads',
      cellClass: pictureStyles.pictureMono,
      cellProps: (row) => ({ 'aria-label': spokenSymbol(symbolOf(row), text) }),
      cell: (row) => <SymbolSign symbol={symbolOf(row)} text={text} />,
    },
    {
      key: 'scale',
      head: (
        <>
          <span>{range === 'signed' ? '−1' : '0'}</span>
          {range === 'signed' ? <span>0</span> : null}
          <span>{range === 'signed' ? '+1' : formatFixed(top, top === 1 ? 0 : 2)}</span>
        </>
      ),
      headProps: { 'aria-hidden': true, className: styles.reactionScale },
      cellClass: styles.reactionPicture,
      cellProps: () => ({ 'aria-hidden': true }),
      cell: ({ token }) => (
        <Reaction alone={alone?.[token]} measured={measured.means[token]} x={x} isSigned={range === 'signed'} />
      ),
    },
    ...(alone ? [{ head: 'weights', cell: ({ token }: RankedCharacter) => format(alone[token]) }] : []),
    { head: `mean ${gate}`, cell: ({ token }) => format(measured.means[token]) },
    ...(state
      ? [
          {
            head: `mean ${channel}`,
            cell: ({ token }: RankedCharacter) => (Number.isFinite(state[token]) ? formatSigned(state[token], 2) : '–'),
          },
        ]
      : []),
    { head: 'times', cell: ({ token }) => measured.counts[token] },
  ];
  return (
    <section aria-label="Characters it reacts to" {...pictureMark('reaction')}>
      <PictureTitle of="reaction">
        <Term id="reaction">
          What <span className={pictureStyles.pictureMono}>{gate}</span> makes of each character
        </Term>{' '}
        <span className={pictureStyles.pictureNote}>
          <Term id={gate}>{channelName(gate)}</Term>
        </span>
      </PictureTitle>
      <p className={pictureStyles.pictureNote}>
        {alone ? (
          <>
            <Dot kind="alone" /> the value that the weights give when the character is read from the{' '}
            <Term id="zero-state">zero state</Term> <Dot kind="measured" /> mean over the <Term id="trace">trace</Term>{' '}
            at that character
          </>
        ) : (
          <>
            <Dot kind="measured" /> mean over the trace at that character. Layer {layer + 1} reads the layer below and
            no character: it has no weights for one.
          </>
        )}
      </p>
      <Table
        className={styles.reaction}
        rows={rows}
        rowKey={({ token }) => token}
        sectionOf={({ section }) => section}
        columns={columns}
      />
      <p className={pictureStyles.pictureNote}>
        Strongest of the {occurring} characters that occur in this trace.{' '}
        {gate === channel ? '' : `${channel} has no weights of its own: these are its candidate’s. `}
        The distance between dot and ring is the effect of the state before the character. A mean hides what happened at
        each place.
      </p>
    </section>
  );
});

function largestOf(...lists: readonly (Float64Array | null)[]): number {
  let largest = 0;
  for (const list of lists) for (const value of list ?? []) if (value > largest) largest = value;
  return largest || 1;
}

function Dot({ kind }: { readonly kind: 'alone' | 'measured' }) {
  return (
    <svg className={styles.reactionKey} width="11" height="11" aria-hidden="true">
      <circle
        cx="5.5"
        cy="5.5"
        r={kind === 'alone' ? 3 : 4.5}
        className={kind === 'alone' ? styles.reactionAlone : styles.reactionMeasured}
      />
    </svg>
  );
}

/** The two values of a character on one axis. */
function Reaction(props: {
  readonly alone: number | undefined;
  readonly measured: number;
  readonly x: (value: number) => string;
  readonly isSigned: boolean;
}) {
  const [dot, ring] = [props.alone, props.measured].map((value) =>
    value !== undefined && Number.isFinite(value) ? props.x(value) : null,
  );
  return (
    <svg width="100%" height={ROW_HEIGHT}>
      <line className={plotStyles.pictureGrid} x1="0%" x2="100%" y1={MIDDLE + 0.5} y2={MIDDLE + 0.5} />
      {props.isSigned ? <line className={plotStyles.pictureAxis} x1="50%" x2="50%" y1={2} y2={ROW_HEIGHT - 2} /> : null}
      {dot !== null && ring !== null ? (
        <line className={styles.reactionLink} x1={dot} x2={ring} y1={MIDDLE} y2={MIDDLE} />
      ) : null}
      {dot === null ? null : <circle cx={dot} cy={MIDDLE} r="3" className={styles.reactionAlone} />}
      {ring === null ? null : <circle cx={ring} cy={MIDDLE} r="4.5" className={styles.reactionMeasured} />}
    </svg>
  );
}
