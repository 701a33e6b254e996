import { memo, useCallback, useMemo, useState } from 'react';
import type { SpanUnit, SpanUnits } from '../../analysis/matching/spanUnits.ts';
import { channelScale, type ColourScale, type LegendTick, type ScaleMode } from '../../draw/channelScale.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { rowPixels } from '../../draw/pixels.ts';
import { spanColumns } from '../../draw/spanColumns.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { ChannelRange } from '../../engine/spec.ts';
import type { MatchRule, MatchSample } from '../../state/matchState.ts';
import { Canvas } from '../chart/Canvas.tsx';
import { Legend } from '../chart/Legend.tsx';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { scaleNote, scaleTicks } from '../chart/scaleTicks.ts';
import { unitScale } from '../chart/unitScale.ts';
import { describeAround, formatShare } from './describeMatch.ts';
import { NoUnits } from './NoUnits.tsx';
import { ShowAll } from './ShowAll.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Button } from '../ui/Button.tsx';
import { Term } from '../glossary/Term.tsx';
import matchPageStyles from './MatchPage.module.css';
import styles from './SpanUnitList.module.css';

/** Units that are listed at first. */
const FEW = 15;
/** Characters drawn on either side of the selection. */
const BESIDE = 6;
/** CSS pixels of a unit's strip. */
const WIDTH = 84;
const HEIGHT = 14;

interface SpanUnitListProps {
  readonly sample: MatchSample;
  readonly range: ChannelRange;
  readonly rule: MatchRule;
  readonly units: SpanUnits;
}

/** The units that are on over the selection and off around it, each with its values there. A press selects the unit. */
export function SpanUnitList({ sample, range, rule, units }: SpanUnitListProps) {
  const { rows, source } = sample;
  const { chosen, anywhere, throughout } = units;
  const theme = useTheme();
  const [isAll, setAll] = useState(false);
  const [mode] = useUi('textScale');
  const trace = useApp((state) => state.models[sample.model]?.shown?.trace);
  // The same colours as in the text beside the list, which shows the same characters.
  const scale = useMemo(() => {
    if (trace?.channels[source.channel] && source.layer < trace.spec.layers) {
      return unitScale(trace, source.channel, source.layer, mode).scale;
    }
    const { values, hidden } = rows;
    return channelScale(range, mode, { values, hidden, from: 0, steps: values.length / hidden });
  }, [trace, source, mode, rows, range]);
  const ticks = listTicks(scale, range, mode, source.channel);
  const around = describeAround(rule);
  return (
    <section className={matchPageStyles.matchSection} aria-label="Units of the selection" {...pictureMark('spanUnits')}>
      <PictureTitle of="spanUnits" level={3}>
        Units of the <Term id="span">selection</Term>
      </PictureTitle>
      <div className={styles.matchFound}>
        <p role="status">
          {chosen.length === 0 ? (
            <NoUnits sample={sample} range={range} rule={rule} units={units} />
          ) : (
            <>
              <b>
                {formatCount(chosen.length)} of {formatCount(rows.hidden)} units
              </b>{' '}
              {chosen.length === 1 ? 'is' : 'are'} on over {formatShare(rule.share)}
              {around === '' ? '' : ` and ${around}`}. {formatCount(anywhere)} are on somewhere in it
              {around === '' ? '' : `, ${formatCount(throughout)} over ${rule.share < 1 ? 'so much' : 'all'} of it`}.
            </>
          )}
        </p>
        <Legend
          className={styles.matchLegend}
          ramp={scale.ramp}
          theme={theme}
          ticks={ticks}
          note={mode === 'unit' ? 'of each unit’s own range' : scaleNote(range, mode, source.channel)}
        />
      </div>
      <ul className={styles.matchUnits}>
        {chosen.slice(0, isAll ? chosen.length : FEW).map((unit) => (
          <li key={unit.unit}>
            <UnitRow unit={unit} sample={sample} scale={scale} isGate={range === 'gate'} />
          </li>
        ))}
      </ul>
      <ShowAll few={FEW} count={chosen.length} isAll={isAll} noun="units" onChange={setAll} />
    </section>
  );
}

/** The ticks of the list's legend: words where each unit has a scale of its own. */
function listTicks(scale: ColourScale, range: ChannelRange, mode: ScaleMode, channel: Channel): readonly LegendTick[] {
  if (mode !== 'unit') return scaleTicks(scale, range, mode, channel, 0);
  return scale.signed
    ? [
        { position: 0, text: '− most' },
        { position: 0.5, text: '0' },
        { position: 1, text: '+ most' },
      ]
    : [
        { position: 0, text: 'least' },
        { position: 1, text: 'most' },
      ];
}

interface UnitRowProps {
  readonly unit: SpanUnit;
  readonly sample: MatchSample;
  readonly scale: ColourScale;
  readonly isGate: boolean;
}

const UnitRow = memo(function UnitRow({ unit: found, sample, scale, isGate }: UnitRowProps) {
  const store = useAppStore();
  const { source, rows, model } = sample;
  const { unit, sign, mean, share } = found;
  const isSelected = useApp(
    ({ ui: { cursor } }) =>
      cursor.unit === unit &&
      cursor.channel === source.channel &&
      cursor.layer === source.layer &&
      cursor.model === model,
  );
  const value = isGate ? formatFixed(mean, 2) : formatSigned(mean, 2);
  const arrow = sign === 1 ? '↑' : '↓';
  const over = share < 1 ? `, on over ${formatFixed(100 * share, 0)} % of it` : '';
  return (
    <Button
      kind="bare"
      className={styles.matchUnit}
      aria-pressed={isSelected}
      aria-label={`Unit ${unit} ${arrow}, mean ${value} over the selection${over}`}
      onClick={() => store.getState().select({ unit, ...source, model })}
    >
      <span>
        <b>{unit}</b> {arrow}
      </span>
      <UnitColours rows={rows} unit={unit} scale={scale} />
      <span className={styles.matchUnitValue}>{value}</span>
    </Button>
  );
});

/** A unit's values on the selection and beside it, as one row of colours. */
function UnitColours(props: {
  readonly rows: MatchSample['rows'];
  readonly unit: number;
  readonly scale: ColourScale;
}) {
  const { rows, unit, scale } = props;
  const theme = useTheme();
  const pixels = useCallback(() => {
    const positions = spanColumns(rows, unit, BESIDE, WIDTH).map((value) => scale.position(value, unit));
    return rowPixels(positions, scale.ramp, theme);
  }, [rows, unit, scale, theme]);
  return (
    <Canvas className={styles.matchUnitColours} aria-hidden="true" width={WIDTH} height={HEIGHT} pixels={pixels} />
  );
}
