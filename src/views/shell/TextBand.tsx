import { BandSelection } from './BandSelection.tsx';
import { Predictions } from './Predictions.tsx';
import { Reading } from './Reading.tsx';
import { TextStrip } from './TextStrip.tsx';

/** The traced text under the cursor, what is selected in it, and what the network expects next. */
export function TextBand() {
  return (
    <section className="band" aria-label="Text strip">
      <BandSelection />
      <TextStrip />
      <div className="band-side">
        <Reading />
        <Predictions />
      </div>
    </section>
  );
}
