import type { LegendTick } from '../../draw/channelScale.ts';
import { rampGradient, type RampName, type Theme } from '../../draw/ramps.ts';

export interface LegendProps {
  readonly ramp: RampName;
  readonly theme: Theme;
  readonly ticks: readonly LegendTick[];
  /** What the colour shows, where the ticks do not say it. */
  readonly note?: string | undefined;
}

function tickStyle(place: number): React.CSSProperties {
  if (place <= 0.02) return { left: 0 };
  if (place >= 0.98) return { right: 0 };
  return { left: `${place * 100}%`, transform: 'translateX(-50%)' };
}

/** A colour bar with numbers under it. */
export function Legend({ ramp, theme, ticks, note }: LegendProps) {
  return (
    <div className="legend">
      <span className="legend-bar" style={{ background: rampGradient(ramp, theme) }} />
      <span className="legend-ticks">
        {ticks.map((tick) => (
          <span key={tick.place} style={tickStyle(tick.place)}>
            {tick.text}
          </span>
        ))}
      </span>
      {note === undefined ? null : <span className="legend-note">{note}</span>}
    </div>
  );
}
