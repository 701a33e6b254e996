/** Settings and their values in words: those in which a model differs from the experiment, and those of a line of settings. */
import { OVERRIDE_KEYS, type Overrides, type SettingKey, type Settings } from './settings.ts';
import { valueInWords } from './setting.ts';
import { SETTINGS } from './settingsTable.ts';

/** How a model's settings differ from the experiment's: "forget bias 0, clip off"; "" if they do not. */
export function describeDifference(overrides: Overrides): string {
  const keys = OVERRIDE_KEYS.filter((key) => overrides[key] !== undefined);
  return settingsInLine(keys, overrides).join(', ').replaceAll('-', '−');
}

/** Settings and their values, each in words: "forget bias 0", "clip by value 5". */
export function settingsInLine(keys: readonly SettingKey[], values: Partial<Settings>): readonly string[] {
  const isClipWhole = keys.includes('clipKind') && keys.includes('clipMax');
  return keys.flatMap((key) => {
    if (isClipWhole && key === 'clipMax') return [];
    const said = valueInWords(SETTINGS[key], values[key], values);
    return isClipWhole && key === 'clipKind' ? `${said} ${values.clipMax}` : said;
  });
}
