import { pictureMark } from '../picture/pictureMark.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { AtCursor } from './AtCursor.tsx';
import { BandSelection } from './BandSelection.tsx';
import { TextStrip } from './TextStrip.tsx';
import { SelectedSpan } from './SelectedSpan.tsx';
import { StripDirection, TextMap } from './TextMap.tsx';
import styles from './TextBand.module.css';

/**
 * The traced text with the cursor, the selection, and the network's predictions. A narrow page has the strip and its direction alone here: the
 * selection stands in its menu, and the predictions below the workspace.
 */
export function TextBand() {
  const narrow = useNarrow();
  if (narrow) {
    return (
      <section className={styles.band} data-part="text" aria-label="Text strip">
        <TextStrip />
        <StripDirection />
      </section>
    );
  }
  return (
    <section className={styles.band} data-part="text" aria-label="Text strip" {...pictureMark('text')}>
      <BandSelection />
      <TextStrip />
      <StripDirection />
      <TextMap />
      <div className={styles.bandSide} data-part="band-column">
        <SelectedSpan />
        <AtCursor />
      </div>
    </section>
  );
}

/** On a narrow page, below the workspace: what the network reads and expects at the cursor. */
export function TextBelow({ isCovered }: { readonly isCovered: boolean }) {
  return (
    <section
      className={styles.below}
      data-part="text-below"
      aria-label="At the cursor"
      inert={isCovered}
      {...pictureMark('text', true)}
    >
      <AtCursor />
    </section>
  );
}
