import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { SpanUnit, SpanUnits } from '../../analysis/matching/spanUnits.ts';
import { channelScale, type ColourScale } from '../../draw/channelScale.ts';
import { gateEnds } from '../../draw/channelValues.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { rampColour, type Theme } from '../../draw/ramps.ts';
import { spanColumns } from '../../draw/spanColumns.ts';
import type { ChannelRange } from '../../engine/spec.ts';
import type { MatchRule, MatchSample } from '../../store/matchState.ts';
import { Legend } from '../picture/Legend.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { aroundWords, shareWords } from './matchWords.ts';
import { NoUnits } from './NoUnits.tsx';

/** Units that are listed before the rest is asked for. */
const FEW = 15;
/** Characters drawn on either side of the selection. */
const BESIDE = 6;
/** Pixels of a unit's drawing. */
const WIDTH = 84;

export interface SpanUnitListProps {
  readonly sample: MatchSample;
  readonly range: ChannelRange;
  readonly rule: MatchRule;
  readonly units: SpanUnits;
}

/** The units that are on over the selection and off around it, each with what it does there; a press selects the unit. */
export function SpanUnitList({ sample, range, rule, units }: SpanUnitListProps) {
  const { rows, place } = sample;
  const { chosen, anywhere, throughout } = units;
  const theme = useTheme();
  const [isAll, setAll] = useState(false);
  const scale = useMemo(() => {
    const { values, hidden } = rows;
    return channelScale(range, 'fixed', { values, hidden, from: 0, steps: values.length / hidden });
  }, [rows, range]);
  const ends = gateEnds(place.channel);
  const ticks =
    range === 'gate'
      ? [
          { place: 0, text: ends.low },
          { place: 1, text: ends.high },
        ]
      : scale.ticks(0);
  const around = aroundWords(rule);
  return (
    <section className="match-units" aria-label="Units of the selection">
      <div className="match-found">
        <p role="status">
          {chosen.length === 0 ? (
            <NoUnits sample={sample} range={range} rule={rule} units={units} />
          ) : (
            <>
              <b>
                {formatCount(chosen.length)} of {formatCount(rows.hidden)} units
              </b>{' '}
              {chosen.length === 1 ? 'is' : 'are'} on over {shareWords(rule.share)}
              {around === '' ? '' : ` and ${around}`}. {formatCount(anywhere)} are on somewhere in it
              {around === '' ? '' : `, ${formatCount(throughout)} over ${rule.share < 1 ? 'so much' : 'all'} of it`}.
            </>
          )}
        </p>
        <Legend
          ramp={scale.ramp}
          theme={theme}
          ticks={ticks}
          note={range === 'unbounded' ? `by tanh ${place.channel}` : undefined}
        />
      </div>
      <ul>
        {chosen.slice(0, isAll ? chosen.length : FEW).map((unit) => (
          <li key={unit.unit}>
            <UnitRow unit={unit} sample={sample} scale={scale} theme={theme} isGate={range === 'gate'} />
          </li>
        ))}
      </ul>
      {chosen.length > FEW ? (
        <button type="button" className="quiet" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? `Show ${FEW}` : `Show all ${formatCount(chosen.length)}`}
        </button>
      ) : null}
    </section>
  );
}

interface UnitRowProps {
  readonly unit: SpanUnit;
  readonly sample: MatchSample;
  readonly scale: ColourScale;
  readonly theme: Theme;
  readonly isGate: boolean;
}

const UnitRow = memo(function UnitRow({ unit: one, sample, scale, theme, isGate }: UnitRowProps) {
  const store = useAppStore();
  const { place, rows, slot } = sample;
  const { unit, sign, mean, share } = one;
  const isSelected = useApp(
    ({ cursor }) =>
      cursor.unit === unit && cursor.channel === place.channel && cursor.layer === place.layer && cursor.slot === slot,
  );
  const value = isGate ? formatFixed(mean, 2) : formatSigned(mean, 2);
  const arrow = sign === 1 ? '↑' : '↓';
  const over = share < 1 ? `, on over ${formatFixed(100 * share, 0)} % of it` : '';
  return (
    <button
      type="button"
      className="match-unit"
      aria-pressed={isSelected}
      aria-label={`Unit ${unit} ${arrow}, mean ${value} over the selection${over}`}
      onClick={() => store.getState().select({ unit, ...place, slot })}
    >
      <span className="match-unit-name">
        <b>{unit}</b> {arrow}
      </span>
      <UnitColours rows={rows} unit={unit} scale={scale} theme={theme} />
      <span className="match-unit-value">{value}</span>
    </button>
  );
});

/** What a unit does on the selection and beside it, one row of colours. */
function UnitColours(props: {
  readonly rows: MatchSample['rows'];
  readonly unit: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}) {
  const { rows, unit, scale, theme } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, WIDTH, 1);
    for (const [x, value] of spanColumns(rows, unit, BESIDE, WIDTH).entries()) {
      if (Number.isNaN(value)) continue;
      context.fillStyle = rampColour(scale.ramp, theme, scale.place(value, unit));
      context.fillRect(x, 0, 1, 1);
    }
  }, [rows, unit, scale, theme]);
  return <canvas ref={canvas} className="match-unit-colours" aria-hidden="true" width={WIDTH} height={1} />;
}
