import { Fragment, memo, useMemo } from 'react';
import { bothEnds, outgoingWeights } from '../../analysis/unitWeights.ts';
import { formatSigned } from '../../draw/format.ts';
import { spokenSymbol } from '../../draw/symbols.ts';
import type { CountedSymbols } from '../../engine/lookAlikes.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { Table } from '../ui/Table.tsx';
import { useApp } from '../StoreContext.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './UnitPushes.module.css';

/** Characters in each list. */
const EACH = 6;

interface UnitPushesProps {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  readonly layer: number;
  readonly unit: number;
}

/** The next characters that a unit of the last layer makes likelier or less likely while its h is positive. */
export const UnitPushes = memo(function UnitPushes({ spec, params, layer, unit }: UnitPushesProps) {
  const text = useApp((state) => state.text);
  const isLast = layer === spec.layers - 1;
  const weights = useMemo(() => (isLast ? outgoingWeights(spec, params, unit) : null), [isLast, spec, params, unit]);
  const ends = useMemo(() => (weights ? bothEnds(weights, EACH) : null), [weights]);
  return (
    <section aria-label="Outgoing weights" {...pictureMark('pushes')}>
      <PictureTitle of="pushes">
        <Term id="outgoing-weights">What it pushes for</Term>
      </PictureTitle>
      {weights && ends && text ? (
        <>
          <p>
            Pushes <Leading tokens={ends.largest} text={text} />; against <Leading tokens={ends.smallest} text={text} />
          </p>
          <div className={styles.unitPushes}>
            <Bars title="likelier" tokens={ends.largest} weights={weights} text={text} />
            <Bars title="less likely" tokens={ends.smallest} weights={weights} text={text} />
          </div>
          <p className={pictureStyles.pictureNote}>
            Weight of <span className={pictureStyles.pictureMono}>h</span> in each next character’s{' '}
            <Term id="logit">logit</Term>, minus the mean over all {spec.vocab} characters: what all logits gain alike
            changes no probability. A negative <span className={pictureStyles.pictureMono}>h</span> pushes the other
            way. A large weight does nothing while h is near 0.
          </p>
        </>
      ) : (
        <p className={pictureStyles.pictureNote}>
          Only the last layer, layer {spec.layers}, has weights to the next character. This layer feeds the layer above
          it.
        </p>
      )}
    </section>
  );
});

/** The first three characters. */
function Leading({ tokens, text }: { readonly tokens: readonly number[]; readonly text: CountedSymbols }) {
  return (
    <b className={pictureStyles.pictureMono}>
      {tokens.slice(0, 3).map((token, k) => (
        <Fragment key={token}>
          {k === 0 ? '' : ' '}
          <SymbolSign symbol={text.symbols[token] ?? ''} text={text} />
        </Fragment>
      ))}
    </b>
  );
}

interface BarsProps {
  readonly title: string;
  readonly tokens: readonly number[];
  readonly weights: Float64Array;
  readonly text: CountedSymbols;
}

function Bars({ title, tokens, weights, text }: BarsProps) {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
  return (
    <Table
      className={styles.barTable}
      rows={tokens.map((token) => ({ weight: weights[token], symbol: text.symbols[token] ?? '' }))}
      rowKey={({ symbol }) => symbol}
      columns={[
        {
          head: title,
          cellClass: pictureStyles.pictureMono,
          cellProps: ({ symbol }) => ({ 'aria-label': spokenSymbol(symbol, text) }),
          cell: ({ symbol }) => <SymbolSign symbol={symbol} text={text} />,
        },
        {
          head: '',
          headProps: { 'aria-hidden': true },
          cellClass: styles.barCell,
          cellProps: () => ({ 'aria-hidden': true }),
          cell: ({ weight }) => (
            <span
              className={weight < 0 ? `${styles.bar} ${styles.barNegative}` : `${styles.bar} ${styles.barPositive}`}
              style={{ width: `${(Math.abs(weight) / largest) * 100}%` }}
            />
          ),
        },
        { head: 'weight', cell: ({ weight }) => formatSigned(weight, 2) },
      ]}
    />
  );
}
