import { FindInText } from './FindInText.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';

/** Ways along the text: what to look for, and how much of it to see. */
export function TextTools() {
  return (
    <div className="text-tools">
      <FindInText />
      <ZoomButtons />
    </div>
  );
}
