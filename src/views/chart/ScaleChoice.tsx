import { Select } from '../ui/Select.tsx';
import { SCALE_MODES, type ScaleMode } from '../../draw/channelScale.ts';

const NAMES: Readonly<Record<ScaleMode, string>> = {
  fixed: 'fixed',
  channel: 'per channel',
  unit: 'per unit',
};

/** The choice of the range to which colours are scaled. */
export function ScaleChoice(props: { readonly value: ScaleMode; readonly onChoose: (mode: ScaleMode) => void }) {
  return (
    <Select label="Colour scale" term="scale" {...props} options={SCALE_MODES.map((mode) => [mode, NAMES[mode]])} />
  );
}
