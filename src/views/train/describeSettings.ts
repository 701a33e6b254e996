/** The settings as one line: sizes and optimizer, and whatever is not as at a first visit. */
import { formatCount } from '../../draw/format.ts';
import type { CellKind } from '../../engine/spec.ts';
import { settingsInLine } from '../../state/differences.ts';
import { isInUse, labelOf } from '../../state/setting.ts';
import { SETTING_KEYS, type SettingKey, type Settings, settingsFor } from '../../state/settings.ts';
import { SETTINGS } from '../../state/settingsTable.ts';
import type { StepShape } from '../../state/stepShape.ts';

/** They begin the line. */
const FIRST: ReadonlySet<SettingKey> = new Set(['hidden', 'layers', 'optimizer', 'learningRate']);

const counted = (count: number, word: string): string => `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;

/**
 * "64 units", "1 layer", "Adam 0.005", and a part for each setting that differs from its default and is in use.
 *
 * @param shape what one step reads: less than is set where the text is short
 * @param cells the cells of the models
 */
export function describeSettings(
  settings: Settings,
  shape: StepShape | null,
  cells: readonly CellKind[],
): readonly string[] {
  const { hidden, layers, optimizer, learningRate } = settings;
  const table = settingsFor(optimizer);
  const further = SETTING_KEYS.filter(
    (key) => !FIRST.has(key) && settings[key] !== table[key].initial && isInUse(SETTINGS[key], settings, cells),
  );
  const parts = [
    counted(hidden, 'unit'),
    counted(layers, 'layer'),
    `${labelOf(SETTINGS.optimizer.options, optimizer)} ${learningRate}`,
    ...(isShortened(settings, shape) ? [`short text: unrolled over ${shape.unroll}, ${shape.batch} at a time`] : []),
    ...settingsInLine(further, settings),
  ];
  return parts.map((part) => part.replaceAll('-', '−'));
}

/** Whether the text is too short for the unroll length and the batch size that are set. */
export function isShortened(settings: Settings, shape: StepShape | null): shape is StepShape {
  return shape !== null && (shape.batch !== settings.batch || shape.unroll !== settings.unroll);
}
