import { useNarrow } from '../picture/useNarrow.ts';
import { BandSelection } from './BandSelection.tsx';
import { Predictions } from './Predictions.tsx';
import { Reading } from './Reading.tsx';
import { TextStrip } from './TextStrip.tsx';
import { SelectedSpan } from './SelectedSpan.tsx';
import { TextTools } from './TextTools.tsx';

/** The traced text under the cursor, what is selected in it, and what the network expects next. */
export function TextBand() {
  const narrow = useNarrow();
  return (
    <section className="band" aria-label="Text strip">
      <BandSelection />
      <TextStrip />
      {narrow ? <TextTools /> : null}
      <div className="band-side">
        <SelectedSpan />
        <Reading />
        <Predictions />
      </div>
    </section>
  );
}
