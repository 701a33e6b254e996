import { useMemo } from 'react';
import { CHARACTER_CLASSES, type CharacterClass } from '../../analysis/characterClass.ts';
import { classColours } from '../../draw/classColours.ts';
import { formatCount } from '../../draw/format.ts';
import { firstSeen } from '../../draw/plane.ts';
import { rampColour, type Theme } from '../../draw/ramps.ts';
import { SURPRISE_CEILING } from '../../draw/textStrip.ts';
import { setPanelOptions, type SpaceColour } from './panelOptions.ts';

export interface SpaceLegendProps {
  readonly colour: SpaceColour;
  /** [T], places in CHARACTER_CLASSES. */
  readonly classes: Uint8Array;
  readonly only: CharacterClass | null;
  readonly theme: Theme;
  readonly steps: number;
}

/** What the dots' colours mean. A class is brought forward by a press on it. */
export function SpaceLegend({ colour, classes, only, theme, steps }: SpaceLegendProps) {
  const counts = useMemo(() => {
    const list = CHARACTER_CLASSES.map(() => 0);
    for (const place of classes) list[place]++;
    return list;
  }, [classes]);
  if (colour !== 'class') {
    const from = rampColour('gate', theme, firstSeen('gate', theme));
    const to = rampColour('gate', theme, 1);
    const [low, high] = colour === 'time' ? ['t 0', `t ${steps - 1}`] : ['0', `≥ ${SURPRISE_CEILING} bits`];
    return (
      <div className="legend space-bar">
        <span className="legend-bar" style={{ background: `linear-gradient(90deg, ${from}, ${to})` }} />
        <span className="legend-ticks">
          <span style={{ left: 0 }}>{low}</span>
          <span style={{ right: 0 }}>{high}</span>
        </span>
        {colour === 'surprise' ? <span className="legend-note">what the next character cost</span> : null}
      </div>
    );
  }
  const colours = classColours(theme);
  return (
    <fieldset className="space-classes" aria-label="Character classes">
      {CHARACTER_CLASSES.map((name, place) =>
        counts[place] === 0 ? null : (
          <button
            type="button"
            key={name}
            aria-pressed={only === name}
            onClick={() => setPanelOptions({ only: only === name ? null : name })}
          >
            <span className="space-key" style={{ background: colours[place] }} /> {name}{' '}
            <span className="picture-note">{formatCount(counts[place])}</span>
          </button>
        ),
      )}
    </fieldset>
  );
}
