import type { LegendTick } from '../../draw/channelScale.ts';
import { rampGradient, type RampName, type Theme } from '../../draw/ramps.ts';
import styles from './Legend.module.css';

export interface LegendProps {
  readonly ramp: RampName;
  readonly theme: Theme;
  readonly ticks: readonly LegendTick[];
  /** What a colour shows, if the ticks do not say it. */
  readonly note?: string | undefined;
  readonly className?: string;
}

function tickStyle(position: number): React.CSSProperties {
  if (position <= 0.02) return { left: 0 };
  if (position >= 0.98) return { right: 0 };
  return { left: `${position * 100}%`, transform: 'translateX(-50%)' };
}

/** A colour bar with numbers under it. */
export function Legend({ ramp, theme, ticks, note, className = '' }: LegendProps) {
  return (
    <div className={`${styles.legend} ${className}`}>
      <span className={styles.legendBar} style={{ background: rampGradient(ramp, theme) }} />
      <span className={styles.legendTicks}>
        {ticks.map((tick) => (
          <span key={tick.position} style={tickStyle(tick.position)}>
            {tick.text}
          </span>
        ))}
      </span>
      {note === undefined ? null : <span className={styles.legendNote}>{note}</span>}
    </div>
  );
}
