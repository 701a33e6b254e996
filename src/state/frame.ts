/** What of the page is there at all: for lectures and for pages that show one of its pictures. */
import { type Codec, oneOf, orNull, yesNo } from './codecs.ts';
import type { Workspace } from './ui.ts';
import { type Field, fromAddress, initialValues, type ReadValues, toAddress, type ValuesOf } from './fields.ts';

/** Parts of the page that an address can leave out. */
export const HIDDEN_PARTS = ['header', 'tabs', 'run', 'text', 'timeline', 'settings', 'samples', 'side'] as const;
export type HiddenPart = (typeof HIDDEN_PARTS)[number];

/** Pictures that can stand alone. */
export const EMBEDDED = ['loss', 'gradient', 'maps', 'side', 'compare', 'find', 'unit'] as const;
export type Embedded = (typeof EMBEDDED)[number];

/** "header.run", in any order */
const hiddenParts: Codec<readonly HiddenPart[]> = {
  fit: (value) => {
    if (!Array.isArray(value)) return undefined;
    return [...new Set(value.flatMap((one: unknown) => HIDDEN_PARTS.find((part) => part === one) ?? []))];
  },
  write: (parts) => parts.join('.'),
  read: (written) => (written === '' ? [] : written.split('.', HIDDEN_PARTS.length)),
};

export const FRAME = {
  hide: { name: 'hide', codec: hiddenParts, initial: [], belongs: 'view' } satisfies Field<readonly HiddenPart[]>,
  embed: { name: 'embed', codec: orNull(oneOf(EMBEDDED)), initial: null, belongs: 'view' } as Field<Embedded | null>,
  present: { name: 'present', codec: yesNo, initial: false, belongs: 'view' } as Field<boolean>,
} as const;

export type Frame = ValuesOf<typeof FRAME>;
/** Where each of them stands on the whole page. */
export const WORKSPACE_OF: Readonly<Record<Embedded, Workspace>> = {
  loss: 'train',
  gradient: 'train',
  maps: 'watch',
  side: 'watch',
  compare: 'compare',
  find: 'find',
  unit: 'find',
};

/** Whether a side column stands beside the pictures with a time axis. */
export function hasSide({ hide, embed }: Frame): boolean {
  return !hide.includes('side') && embed !== 'maps';
}

export const WHOLE_PAGE: Frame = initialValues(FRAME);

export function frameToAddress(frame: Frame): URLSearchParams {
  return toAddress(FRAME, frame);
}

export function frameFromAddress(params: URLSearchParams): ReadValues<Frame> {
  return fromAddress(FRAME, params);
}
