import { memo, useMemo, useRef } from 'react';
import type { UnitCosts } from '../../analysis/causes/costs.ts';
import { ticks } from 'd3';
import { formatCount, formatFixed, formatReading, formatSigned } from '../../draw/format.ts';
import { costsFileOf } from '../../store/costsFile.ts';
import type { SlotCosts } from '../../store/findState.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useSelectedTrace } from '../picture/selectedTrace.ts';
import { download } from '../shell/files.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useWeightsNote } from './shownWeights.ts';

const SHOWN = 10;
const HEIGHT = 34;
const SIDE = 12;

/** All units of the selected channel by what holding each alone costs. */
export function UnitRanking() {
  const store = useAppStore();
  const selected = useSelectedTrace();
  const costs = useApp((state) => state.costs[state.cursor.slot]);
  const weights = useWeightsNote(
    costs ?? null,
    useApp((state) => state.cursor.slot),
  );
  const at = useApp((state) => state.hold.at);
  if (!selected) return null;
  const { spec } = selected.trace;
  const isRunning = costs?.status === 'running';
  const save = (): void => {
    const file = costsFileOf(store.getState());
    if (file) download(file.name, file.bytes);
  };
  return (
    <section aria-label="All units by what they cost">
      <div className="picture-head">
        <h3 className="picture-title">Which units cost most?</h3>
      </div>
      <div className="search-controls">
        {isRunning ? (
          <button type="button" className="button" onClick={() => store.getState().stopRanking()}>
            Stop
          </button>
        ) : (
          <button type="button" className="button" onClick={() => void store.getState().rankUnits()}>
            Hold all {spec.hidden} units of {selected.channel}, one at a time
          </button>
        )}
        {costs?.found && !isRunning ? (
          <button type="button" className="button" onClick={save}>
            Save ranking (CSV)
          </button>
        ) : null}
        {isRunning ? <progress value={costs.share} max={1} aria-label="Holding one unit after the other" /> : null}
        <span className="picture-note" role="status">
          {isRunning
            ? 'Each unit is held alone on the same characters…'
            : costs?.found
              ? said(costs, costs.found, weights)
              : `Each is held ${at === 'value' ? 'at the value above' : at === 'zero' ? 'at 0' : 'at its mean'} on the same characters.`}
        </span>
      </div>
      {costs?.found ? <Ranked found={costs.found} /> : null}
    </section>
  );
}

/** What was held, on what, and with which weights. */
function said({ at, status }: SlotCosts, { place, stretch, bits, values }: UnitCosts, weights: string): string {
  // A value beyond what the channel can take was held at the nearest that it can.
  const value = at === 'zero' ? 'at 0' : at === 'mean' ? 'at its mean' : `at ${formatReading(values[0])}`;
  return `${status === 'stopped' ? 'Stopped. ' : ''}${place.channel}, layer ${place.layer + 1}, ${value}, on the text’s last ${formatCount(stretch.counted)} predictions, which cost ${formatFixed(bits, 3)} bits each as it is; ${weights}.`;
}

const Ranked = memo(function Ranked({ found }: { readonly found: UnitCosts }) {
  const store = useAppStore();
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(160, useElementSize(frame).width);
  const unit = useApp((state) => state.cursor.unit);
  const isHere = useApp(({ cursor }) => cursor.channel === found.place.channel && cursor.layer === found.place.layer);
  const order = useMemo(
    () => Array.from(found.change.keys()).toSorted((a, b) => found.change[b] - found.change[a]),
    [found],
  );
  const reach = Math.max(1e-6, ...found.change.map(Math.abs));
  const low = Math.min(0, ...found.change);
  const x = (bits: number): number => SIDE + ((bits - low) / (reach - low)) * (width - 2 * SIDE);
  const choose = (j: number): void => store.getState().select({ ...found.place, unit: j });
  return (
    <div ref={frame}>
      <svg
        className="picture-svg"
        width={width}
        height={HEIGHT + 18}
        role="img"
        aria-label={`Change of the loss with each of ${found.change.length} units held: from ${formatSigned(found.change[order[order.length - 1]], 3)} to ${formatSigned(found.change[order[0]], 3)} bits per character. The table names the ${SHOWN} that cost most.`}
      >
        <path className="picture-grid" d={`M${SIDE} ${HEIGHT / 2}H${width - SIDE}M${x(0)} 4V${HEIGHT - 4}`} />
        {order.map((j) => (
          <circle key={j} className="unit-dot" cx={x(found.change[j])} cy={HEIGHT / 2} r={3} />
        ))}
        {isHere ? <circle className="score-probe" cx={x(found.change[unit])} cy={HEIGHT / 2} r={4.5} /> : null}
        {ticks(low, reach, Math.max(2, Math.floor(width / 90))).map((tick) => (
          <text key={tick} x={x(tick)} y={HEIGHT + 12} textAnchor="middle">
            {tick === 0 ? '0' : formatSigned(tick, decimalsOf(reach))}
          </text>
        ))}
      </svg>
      <table className="picture-table score-table cause-units">
        <thead>
          <tr>
            <th scope="col">Unit</th>
            <th scope="col">bits per character</th>
            <th scope="col">held at</th>
            <th scope="col" className="cause-most">
              costs most where the label is on
            </th>
          </tr>
        </thead>
        <tbody>
          {order.slice(0, SHOWN).map((j) => {
            const most = mostOf(found, j);
            return (
              <tr key={j} className={isHere && j === unit ? 'chosen' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="score-choose"
                    aria-pressed={isHere && j === unit}
                    onClick={() => choose(j)}
                  >
                    <b className="mono">{found.place.channel}</b> {j}
                  </button>
                </th>
                <td className="score-value">{formatSigned(found.change[j], 4)}</td>
                <td>{formatSigned(found.values[j], 3)}</td>
                <td className="cause-most">
                  {most ? `${most.name} ${formatSigned(most.on, 3)}, else ${formatSigned(most.off, 3)}` : ''}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
});

function decimalsOf(reach: number): number {
  return Math.max(1, Math.min(5, 1 - Math.floor(Math.log10(reach))));
}

/** The label at whose characters a held unit costs most beyond what it costs elsewhere, bits. */
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
