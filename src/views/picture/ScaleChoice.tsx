import { SCALE_MODES, type ScaleMode } from '../../draw/channelScale.ts';

const NAMES: Readonly<Record<ScaleMode, string>> = {
  fixed: 'fixed',
  channel: 'per channel',
  unit: 'per unit',
};

/** What colours are scaled to. */
export function ScaleChoice(props: { readonly value: ScaleMode; readonly onChoose: (mode: ScaleMode) => void }) {
  return (
    <label>
      Colour scale
      <select value={props.value} onChange={(event) => props.onChoose(event.target.value as ScaleMode)}>
        {SCALE_MODES.map((key) => (
          <option key={key} value={key}>
            {NAMES[key]}
          </option>
        ))}
      </select>
    </label>
  );
}
