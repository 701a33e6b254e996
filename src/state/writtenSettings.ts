/** Settings as addresses, stored records and the metadata of our files have them. */
import type { Codec } from './codecs.ts';
import { fromAddress, type ReadValues, toAddress } from './fields.ts';
import { OVERRIDE_KEYS, type Overrides, type Settings, settingsFor } from './settings.ts';
import { SETTINGS } from './settingsTable.ts';

/** What differs from the defaults, the optimizer's own included. */
export function settingsToAddress(settings: Settings): URLSearchParams {
  return toAddress(settingsFor(settings.optimizer), settings);
}

/** Settings as a stored record has them; null unless every one is there and fits as it is. */
export function settingsFromRecord(record: Readonly<Record<string, unknown>>): Settings | null {
  const fit = Object.entries(SETTINGS).map(([key, { codec }]) => [key, fitting<unknown>(codec, record[key])] as const);
  return fit.every(([, value]) => value !== undefined) ? (Object.fromEntries(fit) as unknown as Settings) : null;
}

/** The settings that a model overrides, in a stored record; null if one of them does not fit as it is. */
export function overridesFromRecord(record: Readonly<Record<string, unknown>>): Overrides | null {
  const keys = OVERRIDE_KEYS.filter((key) => Object.hasOwn(record, key));
  const fit = keys.map((key) => [key, fitting<unknown>(SETTINGS[key].codec, record[key])] as const);
  const isWhole = keys.length === Object.keys(record).length && fit.every(([, value]) => value !== undefined);
  return isWhole ? Object.fromEntries(fit) : null;
}

/** Settings written as words, such as in the metadata of our files. What is missing or does not fit is left out. */
export function settingsInWords(words: Readonly<Record<string, string>>): Partial<Settings> {
  const fit = Object.entries(SETTINGS).map(([key, { codec }]) => {
    return [key, Object.hasOwn(words, key) ? codec.fit(codec.read(words[key]!.trim())) : undefined] as const;
  });
  return Object.fromEntries(fit.filter(([, value]) => value !== undefined));
}

/** A value that needs no change to fit; undefined for any other. */
export function fitting<T>(codec: Codec<T>, value: unknown): T | undefined {
  const fit = codec.fit(value);
  return fit === value ? fit : undefined;
}

export function settingsFromAddress(params: URLSearchParams): ReadValues<Settings> {
  const { name, codec, initial } = SETTINGS.optimizer;
  return fromAddress(settingsFor(codec.fit(codec.read(params.get(name) ?? '')) ?? initial), params);
}
