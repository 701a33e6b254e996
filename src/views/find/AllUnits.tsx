import { memo, useRef } from 'react';
import { strength } from '../../analysis/scores/ranks.ts';
import { unitRow } from '../../analysis/scores/units.ts';
import { formatFixed } from '../../draw/format.ts';
import { type Channel, CHANNELS } from '../../engine/spec.ts';
import type { Search } from '../../store/findState.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useApp } from '../StoreContext.tsx';

const LEFT = 24;
const RIGHT = 12;
const ROW = 16;
const TOP = 18;

/** Every unit of the selected layer on the label that was chosen last; nothing before one is chosen. */
export function AllUnits() {
  const search = useApp((state) => state.searches[state.cursor.slot]);
  const label = useApp((state) => state.label);
  const unit = useApp((state) => state.cursor.unit);
  const channel = useApp((state) => state.cursor.channel);
  const layer = useApp((state) => state.cursor.layer);
  const k = search?.findings?.found.findIndex(({ id }) => id === label) ?? -1;
  return search && k >= 0 ? <UnitDots {...{ search, k, unit, channel, layer }} /> : null;
}

interface UnitDotsProps {
  readonly search: Search;
  /** Place of the label among those found. */
  readonly k: number;
  readonly unit: number;
  readonly channel: Channel;
  readonly layer: number;
}

const UnitDots = memo(function UnitDots({ search, k, unit, channel, layer }: UnitDotsProps) {
  const frame = useRef<HTMLElement>(null);
  const width = Math.max(160, useElementSize(frame).width);
  const { spec, chance } = search;
  const findings = search.findings!;
  const finding = findings.found[k];
  const channels = CHANNELS[spec.cell];
  const perLabel = findings.scores.length / findings.found.length;
  const low = finding.kind === 'binary' ? 0.5 : 0;
  const x = (score: number): number =>
    LEFT + Math.max(0, Math.min(1, (score - low) / (1 - low))) * (width - LEFT - RIGHT);
  const scoreAt = (of: Channel, j: number): number =>
    strength(finding.kind, findings.scores[k * perLabel + unitRow(spec, { layer, channel: of, unit: j })]);
  const bottom = TOP + channels.length * ROW;
  const ticks = [0, 0.5, 1].map((share) => low + share * (1 - low));
  const mark = chance?.marks[k];
  const selected = scoreAt(channel, unit);
  const best = channels.flatMap((of) => Array.from({ length: spec.hidden }, (_, j) => scoreAt(of, j)));
  const above = mark === undefined ? 0 : best.filter((score) => score > mark).length;
  return (
    <section ref={frame} className="all-units" aria-label={`All units on “${finding.name}”`}>
      <div className="picture-head">
        <h2 className="hidden">
          All {spec.hidden} units on “{finding.name}”
        </h2>
        <span className="picture-note">
          {finding.kind === 'binary' ? 'AUC, max(a, 1 − a)' : 'Spearman’s |ρ|'} · dashed: chance
        </span>
      </div>
      <svg
        className="picture-svg"
        width={width}
        height={bottom + 18}
        role="img"
        aria-label={`Scores of ${best.length} units between ${formatFixed(Math.min(...best), 3)} and ${formatFixed(Math.max(...best), 3)}${
          mark === undefined ? '' : `; ${above} above the mark of chance, ${formatFixed(mark, 3)}`
        }. Unit ${unit} of ${channel}: ${formatFixed(selected, 3)}.`}
      >
        {channels.map((of, row) => {
          const y = TOP + (row + 0.5) * ROW;
          return (
            <g key={of}>
              <path d={`M${LEFT} ${y}H${width - RIGHT}`} className="picture-grid" />
              <text x={0} y={y + 4} className="mono ink">
                {of}
              </text>
              {Array.from({ length: spec.hidden }, (_, j) => (
                <circle key={j} cx={x(scoreAt(of, j))} cy={y} r={3} className="unit-dot" />
              ))}
            </g>
          );
        })}
        {mark === undefined ? null : <path d={`M${x(mark)} ${TOP - 4}V${bottom}`} className="score-chance" />}
        <circle cx={x(selected)} cy={TOP + (channels.indexOf(channel) + 0.5) * ROW} r={4.5} className="score-probe" />
        <text x={Math.min(width - 52, Math.max(0, x(selected) - 24))} y={11} className="ink">
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
