import { memo, useMemo, useRef } from 'react';
import type { UnitCosts } from '../../analysis/ablation/costs.ts';
import { ticks } from 'd3';
import { formatCount, formatReading, formatSigned } from '../../draw/format.ts';
import { pictureWidth } from '../../draw/pictureSizes.ts';
import { costsFileOf } from '../../exports/costsFile.ts';
import type { ModelCosts } from '../../state/findState.ts';
import type { LossUnit } from '../../state/lossUnit.ts';
import {
  CHANGE_IN_FULL,
  leadingDecimal,
  formatChange,
  formatDecimals,
  fromBits,
  lossText,
  useLossUnit,
} from '../lossUnits.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { Table } from '../ui/Table.tsx';
import { useSelectedTrace } from '../ui/selectedTrace.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { QuestionControls } from './QuestionControls.tsx';
import { useWeightsNote } from './shownWeights.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Button } from '../ui/Button.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import scoresStyles from './scores.module.css';
import styles from './UnitRanking.module.css';

const SHOWN = 10;
const HEIGHT = 34;
const SIDE = 12;

/** Ranks the units of the selected channel by the change of the loss when each is clamped alone. */
export function UnitRanking() {
  const store = useAppStore();
  const selected = useSelectedTrace();
  const costs = useSelectedModel(({ results }) => results.costs);
  const weights = useWeightsNote(costs);
  const at = useApp((state) => state.ui.clamp.at);
  const lossUnit = useLossUnit();
  if (!selected) return null;
  const { spec } = selected.trace;
  return (
    <section aria-label="All units by what they cost" {...pictureMark('unitCosts')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="unitCosts" level={3}>
          <Term id="ranking">Which units cost most?</Term>
        </PictureTitle>
      </div>
      <QuestionControls
        progress={costs}
        progressLabel="Holding one unit after the other"
        start={{
          name: `Hold all ${spec.hidden} units of ${selected.channel}, one at a time`,
          // The units are held at the value that is typed.
          checksFields: true,
          act: () => void store.getState().rankUnits(),
        }}
        onStop={() => store.getState().stopRanking()}
        save={costs?.found ? { name: 'Save ranking (CSV)', fileOf: costsFileOf } : null}
        status={
          costs?.status === 'running'
            ? 'Each unit is held alone on the same characters…'
            : costs?.found
              ? describeRanking(costs, costs.found, weights, lossUnit)
              : `Each is held ${at === 'value' ? 'at the value above' : at === 'zero' ? 'at 0' : 'at its mean'} on the same characters.`
        }
      />
      {costs?.found ? <Ranked found={costs.found} /> : null}
    </section>
  );
}

/** Says which units were clamped at what value, on which text, and with which weights. */
function describeRanking(
  { at, status }: ModelCosts,
  { source: position, stretch, bits, values }: UnitCosts,
  weights: string,
  unit: LossUnit,
): string {
  // A value outside the channel's range was clamped to the nearest one inside it.
  const value = at === 'zero' ? 'at 0' : at === 'mean' ? 'at its mean' : `at ${formatReading(values[0])}`;
  return `${status === 'stopped' ? 'Stopped. ' : ''}${position.channel}, layer ${position.layer + 1}, ${value}, on the text’s last ${formatCount(stretch.counted)} predictions, which cost ${lossText(fromBits(bits), unit, 3)} each as it is; ${weights}.`;
}

const Ranked = memo(function Ranked({ found }: { readonly found: UnitCosts }) {
  const store = useAppStore();
  const frame = useRef<HTMLDivElement>(null);
  const width = pictureWidth(useElementSize(frame).width, 160);
  const unit = useApp((state) => state.ui.cursor.unit);
  const isShown = useApp(
    ({ ui: { cursor } }) => cursor.channel === found.source.channel && cursor.layer === found.source.layer,
  );
  const order = useMemo(
    () => Array.from(found.change.keys()).toSorted((a, b) => found.change[b] - found.change[a]),
    [found],
  );
  const reach = Math.max(1e-6, ...found.change.map(Math.abs));
  const low = Math.min(0, ...found.change);
  const x = (bits: number): number => SIDE + ((bits - low) / (reach - low)) * (width - 2 * SIDE);
  const lossUnit = useLossUnit();
  const changed = (bits: number, decimals: number): string => formatChange(fromBits(bits), lossUnit, decimals);
  const axisValue = (bits: number): number => leadingDecimal(fromBits(bits), lossUnit);
  const choose = (j: number): void => store.getState().select({ ...found.source, unit: j });
  return (
    <div ref={frame}>
      <svg
        className={plotStyles.pictureSvg}
        width={width}
        height={HEIGHT + 18}
        role="img"
        aria-label={`Change of the loss with each of ${found.change.length} units held: from ${changed(found.change[order[order.length - 1]], 3)} to ${changed(found.change[order[0]], 3)} ${CHANGE_IN_FULL[lossUnit]}. The table names the ${SHOWN} that cost most.`}
      >
        <path className={plotStyles.pictureGrid} d={`M${SIDE} ${HEIGHT / 2}H${width - SIDE}M${x(0)} 4V${HEIGHT - 4}`} />
        {order.map((j) => (
          <circle key={j} className={scoresStyles.unitDot} cx={x(found.change[j])} cy={HEIGHT / 2} r={3} />
        ))}
        {isShown ? (
          <circle className={scoresStyles.scoreProbe} cx={x(found.change[unit])} cy={HEIGHT / 2} r={4.5} />
        ) : null}
        {ticks(axisValue(low), axisValue(reach), Math.max(2, Math.floor(width / 90))).map((tick) => (
          <text key={tick} x={x(tick / axisValue(1))} y={HEIGHT + 12} textAnchor="middle">
            {tick === 0 && lossUnit !== 'perplexity'
              ? '0'
              : formatDecimals(tick, lossUnit, decimalsOf(axisValue(reach)))}
          </text>
        ))}
      </svg>
      <Table
        className={`${scoresStyles.scoreTable} ${styles.rankedUnits}`}
        rows={Array.from(order.slice(0, SHOWN), (j) => ({ j, isChosen: isShown && j === unit }))}
        rowKey={({ j }) => j}
        rowProps={({ isChosen }) => (isChosen ? { className: scoresStyles.chosen } : {})}
        columns={[
          {
            head: 'Unit',
            term: 'unit',
            cell: ({ j, isChosen }) => (
              <Button
                kind="bare"
                className={scoresStyles.scoreChoose}
                aria-pressed={isChosen}
                onClick={() => choose(j)}
              >
                <b className="mono">{found.source.channel}</b> {j}
              </Button>
            ),
          },
          {
            head: CHANGE_IN_FULL[lossUnit],
            cellClass: scoresStyles.scoreValue,
            cell: ({ j }) => changed(found.change[j], 4),
          },
          { head: 'held at', term: 'clamp', cell: ({ j }) => formatSigned(found.values[j], 3) },
          {
            head: 'costs most where the label is on',
            className: styles.mostAffectedLabel,
            cell: ({ j }) => {
              const most = mostOf(found, j);
              return most ? `${most.name} ${changed(most.on, 3)}, else ${changed(most.off, 3)}` : '';
            },
          },
        ]}
      />
    </div>
  );
});

function decimalsOf(reach: number): number {
  return Math.max(1, Math.min(5, 1 - Math.floor(Math.log10(reach))));
}

/** The label for which clamping the unit costs most where the label is on, compared with elsewhere; in bits. */
function mostOf(
  { labels, on, off, change }: UnitCosts,
  unit: number,
): { readonly name: string; readonly on: number; readonly off: number } | null {
  const H = change.length;
  let best = -1;
  let most = 0;
  for (const k of labels.keys()) {
    const more = on[k * H + unit] - off[k * H + unit];
    if (more > most) {
      most = more;
      best = k;
    }
  }
  return best < 0 ? null : { name: labels[best].name, on: on[best * H + unit], off: off[best * H + unit] };
}
