import { useMemo } from 'react';
import { CHARACTER_CLASSES, type CharacterClass } from '../../analysis/characterClass.ts';
import { classColours } from '../../draw/classColours.ts';
import { formatCount } from '../../draw/format.ts';
import { firstSeen } from '../../draw/plane.ts';
import { rampColour } from '../../draw/ramps.ts';
import { SURPRISE_CEILING } from '../../draw/stripLayout.ts';
import { formatLoss, fromBits, lossText, useLossUnit } from '../lossUnits.ts';
import type { Ui } from '../../state/ui.ts';
import { useTheme } from '../theme.ts';
import { useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';
import legendStyles from '../chart/Legend.module.css';
import styles from './SpaceLegend.module.css';

interface SpaceLegendProps {
  readonly colour: Ui['spaceColour'];
  /** Index in CHARACTER_CLASSES of each timestep's character, [T]. */
  readonly classes: Uint8Array;
  readonly only: CharacterClass | null;
  readonly steps: number;
}

/** The meaning of the dots' colours. A press on a character class emphasises its dots. */
export function SpaceLegend({ colour, classes, only, steps }: SpaceLegendProps) {
  const theme = useTheme();
  const unit = useLossUnit();
  const [, setOnly] = useUi('spaceClass');
  const counts = useMemo(() => {
    const list = CHARACTER_CLASSES.map(() => 0);
    for (const position of classes) list[position]++;
    return list;
  }, [classes]);
  if (colour !== 'class') {
    const from = rampColour('gate', theme, firstSeen('gate', theme));
    const to = rampColour('gate', theme, 1);
    const [low, high] =
      colour === 'time'
        ? ['t 0', `t ${formatCount(steps - 1)}`]
        : [formatLoss(0, unit, 0), `≥ ${lossText(fromBits(SURPRISE_CEILING), unit, unit === 'nats' ? 1 : 0)}`];
    return (
      <div className={`${legendStyles.legend} ${styles.spaceBar}`}>
        <span className={legendStyles.legendBar} style={{ background: `linear-gradient(90deg, ${from}, ${to})` }} />
        <span className={legendStyles.legendTicks}>
          <span style={{ left: 0 }}>{low}</span>
          <span style={{ right: 0 }}>{high}</span>
        </span>
        {colour === 'surprise' ? <span className={legendStyles.legendNote}>what the next character cost</span> : null}
      </div>
    );
  }
  const colours = classColours(theme);
  return (
    <fieldset className={styles.spaceClasses} aria-label="Character classes">
      {CHARACTER_CLASSES.map((name, position) =>
        counts[position] === 0 ? null : (
          <Button
            kind="bare"
            key={name}
            aria-pressed={only === name}
            onClick={() => setOnly(only === name ? null : name)}
          >
            <span className={styles.spaceKey} style={{ background: colours[position] }} /> {name}{' '}
            <span className={pictureStyles.pictureNote}>{formatCount(counts[position])}</span>
          </Button>
        ),
      )}
    </fieldset>
  );
}
