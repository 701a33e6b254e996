import { pictureMark } from '../picture/pictureMark.ts';
import { PictureMenu } from '../picture/PictureMenu.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { BandSelection } from './BandSelection.tsx';
import { Predictions } from './Predictions.tsx';
import { Reading } from './Reading.tsx';
import { TextStrip } from './TextStrip.tsx';
import { SelectedSpan } from './SelectedSpan.tsx';
import { TextMap } from './TextMap.tsx';
import { TextTools } from './TextTools.tsx';
import styles from './TextBand.module.css';

/** The traced text with the cursor, the selection, and the network's predictions. */
export function TextBand() {
  const narrow = useNarrow();
  return (
    <section className={styles.band} data-part="text" aria-label="Text strip" {...pictureMark('text')}>
      <BandSelection />
      <TextStrip />
      {narrow ? <TextTools /> : null}
      <TextMap />
      <div className={styles.bandSide} data-part="band-side">
        <span className={styles.saveText}>
          <PictureMenu of="text" />
        </span>
        <SelectedSpan />
        <Reading />
        <Predictions />
      </div>
    </section>
  );
}
