import { memo, useRef } from 'react';
import { strength } from '../../analysis/scores/ranks.ts';
import { type UnitRef, unitRow } from '../../analysis/scores/units.ts';
import { formatFixed } from '../../draw/format.ts';
import { pictureWidth } from '../../draw/pictureSizes.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS } from '../../engine/spec.ts';
import type { Search } from '../../state/findState.ts';
import { foundSearch } from '../../state/foundScores.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { useApp } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { useSelectedUnit } from './selectedUnit.ts';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import scoresStyles from './scores.module.css';

const LEFT = 24;
const RIGHT = 12;
const ROW = 16;
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

const UnitDots = memo(function UnitDots({ search, k, selected }: UnitDotsProps) {
  const { unit, channel, layer } = selected;
  const frame = useRef<HTMLElement>(null);
  const width = pictureWidth(useElementSize(frame).width, 160);
  const { spec, chance } = search;
  const findings = search.findings!;
  const finding = findings.found[k];
  const channels = CELLS[spec.cell].channels;
  const perLabel = findings.scores.length / findings.found.length;
  const low = finding.kind === 'binary' ? 0.5 : 0;
  const x = (score: number): number =>
    LEFT + Math.max(0, Math.min(1, (score - low) / (1 - low))) * (width - LEFT - RIGHT);
  const scoreAt = (of: Channel, j: number): number =>
    strength(finding.kind, findings.scores[k * perLabel + unitRow(spec, { layer, channel: of, unit: j })]);
  const bottom = TOP + channels.length * ROW;
  const ticks = [0, 0.5, 1].map((share) => low + share * (1 - low));
  const mark = chance?.marks[k];
  const own = scoreAt(channel, unit);
  const all = channels.flatMap((of) => Array.from({ length: spec.hidden }, (_, j) => scoreAt(of, j)));
  const above = mark === undefined ? 0 : all.filter((score) => score > mark).length;
  return (
    <section ref={frame} aria-label={`All units on “${finding.name}”`}>
      <div className={pictureStyles.pictureHead}>
        <h2 className="visually-hidden">
          All {spec.hidden} units on “{finding.name}”
        </h2>
        <span className={pictureStyles.pictureNote}>
          {finding.kind === 'binary' ? 'AUC, max(a, 1 − a)' : 'Spearman’s |ρ|'} · dashed: chance
        </span>
      </div>
      <svg
        className={plotStyles.pictureSvg}
        width={width}
        height={bottom + 18}
        role="img"
        aria-label={`Scores of ${all.length} units between ${formatFixed(Math.min(...all), 3)} and ${formatFixed(Math.max(...all), 3)}${
          mark === undefined ? '' : `; ${above} above the mark of chance, ${formatFixed(mark, 3)}`
        }. Unit ${unit} of ${channel}: ${formatFixed(own, 3)}.`}
      >
        {channels.map((of, row) => {
          const y = TOP + (row + 0.5) * ROW;
          return (
            <g key={of}>
              <path d={`M${LEFT} ${y}H${width - RIGHT}`} className={plotStyles.pictureGrid} />
              <text x={0} y={y + 4} className={`mono ${plotStyles.ink}`}>
                {of}
              </text>
              {Array.from({ length: spec.hidden }, (_, j) => (
                <circle key={j} cx={x(scoreAt(of, j))} cy={y} r={3} className={scoresStyles.unitDot} />
              ))}
            </g>
          );
        })}
        {mark === undefined ? null : (
          <path d={`M${x(mark)} ${TOP - 4}V${bottom}`} className={scoresStyles.scoreChance} />
        )}
        <circle
          cx={x(own)}
          cy={TOP + (channels.indexOf(channel) + 0.5) * ROW}
          r={4.5}
          className={scoresStyles.scoreProbe}
        />
        <text x={Math.min(width - 52, Math.max(0, x(own) - 24))} y={11} className={plotStyles.ink}>
          unit {unit}, {channel}
        </text>
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
    </section>
  );
});
