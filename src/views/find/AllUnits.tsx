import { type KeyboardEvent, memo, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { strength } from '../../analysis/scores/ranks.ts';
import { type UnitRef, unitRow } from '../../analysis/scores/units.ts';
import { formatFixed } from '../../draw/format.ts';
import { type Dot, nearestDot } from '../../draw/nearestDot.ts';
import { pictureWidth } from '../../draw/pictureSizes.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS } from '../../engine/spec.ts';
import type { Search } from '../../state/findState.ts';
import { foundSearch } from '../../state/foundScores.ts';
import { pointerOn } from '../ui/pointerOn.ts';
import { entryAfterKey } from '../ui/sliderKeys.ts';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { useSelectedUnit } from './selectedUnit.ts';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import scoresStyles from './scores.module.css';
import styles from './AllUnits.module.css';

const LEFT = 24;
const RIGHT = 12;
const ROW = 20;
const TOP = 18;

/** The scores of every unit of the selected layer for the chosen label. */
export function AllUnits() {
  const search = useSelectedModel(({ results }) => foundSearch(results.search));
  const label = useApp((state) => state.ui.label);
  const selected = useSelectedUnit();
  const k = search?.findings?.found.findIndex(({ id }) => id === label) ?? -1;
  return search && k >= 0 ? <UnitDots search={search} k={k} selected={selected} /> : null;
}

interface UnitDotsProps {
  readonly search: Search;
  /** Index of the label among the search's findings. */
  readonly k: number;
  readonly selected: UnitRef;
}

/** One unit's score in one channel, and where its dot stands. */
interface UnitDot extends Dot {
  readonly channel: Channel;
  readonly unit: number;
  readonly score: number;
}

const UnitDots = memo(function UnitDots({ search, k, selected }: UnitDotsProps) {
  const { unit, channel, layer } = selected;
  const store = useAppStore();
  const frame = useRef<HTMLElement>(null);
  const width = pictureWidth(useElementSize(frame).width, 160);
  const { spec, chance } = search;
  const finding = search.findings!.found[k];
  const channels = CELLS[spec.cell].channels;
  const low = finding.kind === 'binary' ? 0.5 : 0;
  const x = (score: number): number =>
    LEFT + Math.max(0, Math.min(1, (score - low) / (1 - low))) * (width - LEFT - RIGHT);
  const dots = useMemo(() => dotsOf(search, k, layer, width), [search, k, layer, width]);
  const current = dots.findIndex((dot) => dot.channel === channel && dot.unit === unit);
  const own = dots[current];
  const inChannel = useMemo(
    () => dots.filter((dot) => dot.channel === channel).toSorted((a, b) => a.score - b.score || a.unit - b.unit),
    [dots, channel],
  );
  const rank = inChannel.indexOf(own);
  const bottom = TOP + channels.length * ROW;
  const ticks = [0, 0.5, 1].map((share) => low + share * (1 - low));
  const mark = chance?.marks[k];
  const above = mark === undefined ? 0 : dots.filter(({ score }) => score > mark).length;
  const scores = dots.map(({ score }) => score);
  const select = ({ channel: of, unit: one }: Pick<UnitDot, 'channel' | 'unit'>): void =>
    store.getState().select({ layer, channel: of, unit: one });
  useEffect(() => hideTooltip, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = channels.indexOf(channel) + (event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0);
    const isVertical = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    const to = isVertical ? null : entryAfterKey(event.key, rank, inChannel.length, 'on');
    if (!isVertical && to === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (to !== null) select(inChannel[to]);
    else if (channels[row]) select({ channel: channels[row], unit });
  };
  const dotAt = (event: PointerEvent<HTMLElement>, after: number): UnitDot | undefined =>
    dots[nearestDot(dots, pointerOn(event.currentTarget, event), after)];
  return (
    <section ref={frame} aria-label={`All units on “${finding.name}”`}>
      <div className={pictureStyles.pictureHead}>
        <h2 className="visually-hidden">
          All {spec.hidden} units on “{finding.name}”
        </h2>
        <span className={pictureStyles.pictureNote}>
          {finding.kind === 'binary' ? 'AUC, max(a, 1 − a)' : 'Spearman’s |ρ|'} · dashed: chance · press a dot to select
          its unit
        </span>
      </div>
      <div
        className={styles.dots}
        role="slider"
        tabIndex={0}
        aria-label="Unit, by its score"
        aria-valuemin={1}
        aria-valuemax={inChannel.length}
        aria-valuenow={rank + 1}
        aria-valuetext={`${channel}, unit ${unit}: ${formatFixed(own?.score ?? Number.NaN, 3)}`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          const dot = event.button === 0 ? dotAt(event, current) : undefined;
          if (dot) select(dot);
        }}
        onPointerMove={(event) => {
          const dot = dotAt(event, -1);
          if (dot) showTooltip(`${dot.channel}, unit ${dot.unit} · ${formatFixed(dot.score, 3)}`, event);
          else hideTooltip();
        }}
        onPointerLeave={hideTooltip}
      >
        <svg
          className={plotStyles.pictureSvg}
          width={width}
          height={bottom + 18}
          role="img"
          aria-label={`Scores of ${scores.length} units between ${formatFixed(Math.min(...scores), 3)} and ${formatFixed(Math.max(...scores), 3)}${
            mark === undefined ? '' : `; ${above} above the mark of chance, ${formatFixed(mark, 3)}`
          }. Unit ${unit} of ${channel}: ${formatFixed(own?.score ?? Number.NaN, 3)}.`}
        >
          {channels.map((of, row) => {
            const y = TOP + (row + 0.5) * ROW;
            return (
              <g key={of}>
                <path d={`M${LEFT} ${y}H${width - RIGHT}`} className={plotStyles.pictureGrid} />
                <text x={0} y={y + 4} className={`mono ${plotStyles.ink}`}>
                  {of}
                </text>
              </g>
            );
          })}
          {dots.map((dot) => (
            <circle key={`${dot.channel} ${dot.unit}`} cx={dot.x} cy={dot.y} r={3} className={scoresStyles.unitDot} />
          ))}
          {mark === undefined ? null : (
            <path d={`M${x(mark)} ${TOP - 4}V${bottom}`} className={scoresStyles.scoreChance} />
          )}
          {own ? (
            <>
              <circle cx={own.x} cy={own.y} r={4.5} className={scoresStyles.scoreProbe} />
              <text x={Math.min(width - 52, Math.max(0, own.x - 24))} y={11} className={plotStyles.ink}>
                unit {unit}, {channel}
              </text>
            </>
          ) : null}
          {ticks.map((tick) => (
            <text
              key={tick}
              x={x(tick)}
              y={bottom + 14}
              textAnchor={tick === 1 ? 'end' : tick === low ? 'start' : 'middle'}
            >
              {formatFixed(tick, tick % 0.5 === 0 ? 1 : 2)}
            </text>
          ))}
        </svg>
      </div>
    </section>
  );
});

/** The dots of all channels and units of a layer. @param k index of the label among the search's findings */
function dotsOf({ spec, findings }: Search, k: number, layer: number, width: number): readonly UnitDot[] {
  const { found, scores } = findings!;
  const { kind } = found[k];
  const perLabel = scores.length / found.length;
  const low = kind === 'binary' ? 0.5 : 0;
  return CELLS[spec.cell].channels.flatMap((channel, row) =>
    Array.from({ length: spec.hidden }, (_, unit): UnitDot => {
      const score = strength(kind, scores[k * perLabel + unitRow(spec, { layer, channel, unit })]);
      const share = Math.max(0, Math.min(1, (score - low) / (1 - low)));
      return { channel, unit, score, x: LEFT + share * (width - LEFT - RIGHT), y: TOP + (row + 0.5) * ROW };
    }),
  );
}
