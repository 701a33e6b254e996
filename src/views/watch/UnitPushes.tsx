import { memo, useMemo } from 'react';
import { bothEnds, outgoingWeights } from '../../analysis/unitWeights.ts';
import { formatSigned } from '../../draw/format.ts';
import { spokenSymbol, visibleSymbol } from '../../draw/symbols.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { useApp } from '../StoreContext.tsx';

/** Characters shown at either end. */
const EACH = 6;

export interface UnitPushesProps {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  readonly layer: number;
  readonly unit: number;
}

/** Which next characters a unit of the last layer makes likelier, and which less likely, while its h is positive. */
export const UnitPushes = memo(function UnitPushes({ spec, params, layer, unit }: UnitPushesProps) {
  const symbols = useApp((state) => state.text?.symbols);
  const isLast = layer === spec.layers - 1;
  const weights = useMemo(() => (isLast ? outgoingWeights(spec, params, unit) : null), [isLast, spec, params, unit]);
  const ends = useMemo(() => (weights ? bothEnds(weights, EACH) : null), [weights]);
  return (
    <section aria-label="Outgoing weights">
      <h2 className="picture-title">What it pushes for</h2>
      {weights && ends && symbols ? (
        <>
          <p>
            Pushes <Leading tokens={ends.largest} symbols={symbols} />; against{' '}
            <Leading tokens={ends.smallest} symbols={symbols} />
          </p>
          <div className="unit-pushes">
            <Bars title="likelier" tokens={ends.largest} weights={weights} symbols={symbols} />
            <Bars title="less likely" tokens={ends.smallest} weights={weights} symbols={symbols} />
          </div>
          <p className="picture-note">
            Weight of <span className="picture-mono">h</span> in each next character’s logit, less the mean over all{' '}
            {spec.vocab}: what all logits gain alike changes no probability. A negative{' '}
            <span className="picture-mono">h</span> pushes the other way. A large weight does nothing while h is near 0.
          </p>
        </>
      ) : (
        <p className="picture-note">
          Only the last layer, layer {spec.layers}, has weights to the next character. This one speaks to the layer
          above it.
        </p>
      )}
    </section>
  );
});

/** The first three, in the letters of the text. */
function Leading({ tokens, symbols }: { readonly tokens: readonly number[]; readonly symbols: readonly string[] }) {
  return (
    <b className="picture-mono">
      {tokens
        .slice(0, 3)
        .map((token) => visibleSymbol(symbols[token] ?? ''))
        .join(' ')}
    </b>
  );
}

interface BarsProps {
  readonly title: string;
  readonly tokens: readonly number[];
  readonly weights: Float64Array;
  readonly symbols: readonly string[];
}

function Bars({ title, tokens, weights, symbols }: BarsProps) {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
  return (
    <table className="picture-table bar-table">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" aria-hidden="true" />
          <th scope="col">weight</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => {
          const weight = weights[token];
          const symbol = symbols[token] ?? '';
          return (
            <tr key={token}>
              <th scope="row" className="picture-mono" aria-label={spokenSymbol(symbol)}>
                {visibleSymbol(symbol)}
              </th>
              <td className="bar-cell" aria-hidden="true">
                <span
                  className={weight < 0 ? 'bar bar-negative' : 'bar bar-positive'}
                  style={{ width: `${(Math.abs(weight) / largest) * 100}%` }}
                />
              </td>
              <td>{formatSigned(weight, 2)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
