/** Which folder may import which, as ARCHITECTURE.md says it. */

export type Layer =
  | 'engine'
  | 'limits'
  | 'samples'
  | 'analysis'
  | 'formats'
  | 'backends'
  | 'worker/protocol'
  | 'worker/errors'
  | 'worker/host'
  | 'worker/client'
  | 'state'
  | 'storage'
  | 'session'
  | 'exports'
  | 'draw'
  | 'lessons'
  | 'views'
  | 'main';

interface Allowance {
  /** Layers that may be imported at run time; a layer may always import itself. */
  readonly values: readonly Layer[];
  /** Layers of which only types may be used besides. */
  readonly types?: readonly Layer[];
  /** Packages, by name or as `@scope/*`. */
  readonly packages?: readonly string[];
}

export const ALLOWED: Readonly<Record<Layer, Allowance>> = {
  engine: { values: [] },
  limits: { values: [] },
  samples: { values: ['engine'] },
  analysis: { values: ['engine'] },
  formats: { values: ['engine', 'limits'], packages: ['fflate', 'valibot'] },
  backends: { values: ['engine', 'limits'], packages: ['@tensorflow/*'] },
  // Types only: it exists on both sides of the wall and at run time on neither.
  'worker/protocol': { values: [], types: ['engine', 'analysis', 'backends', 'formats'] },
  // What both sides of the wall do with an error that goes through it.
  'worker/errors': { values: ['limits'], packages: ['comlink'] },
  'worker/host': {
    values: ['backends', 'analysis', 'engine', 'formats', 'limits', 'worker/errors'],
    types: ['worker/protocol'],
    packages: ['comlink', 'workbox-core', 'workbox-precaching'],
  },
  'worker/client': { values: ['limits', 'worker/errors'], types: ['worker/protocol', 'engine'], packages: ['comlink'] },
  // Values and pure changes of them.
  state: {
    values: ['engine', 'analysis', 'formats', 'limits', 'samples'],
    types: ['worker/protocol', 'backends', 'storage'],
    packages: ['zustand', 'valibot'],
  },
  // Files that people save.
  exports: { values: ['state', 'engine', 'analysis', 'formats', 'limits'], types: ['worker/protocol', 'backends'] },
  // The browser's database.
  storage: { values: ['formats', 'limits'], packages: ['idb'] },
  // Drivers of workers, and what the page may ask for.
  session: {
    values: [
      'state',
      'storage',
      'exports',
      'engine',
      'analysis',
      'formats',
      'limits',
      'samples',
      'lessons',
      'worker/client',
      'worker/errors',
    ],
    types: ['worker/protocol', 'backends'],
    packages: ['zustand'],
  },
  draw: { values: ['engine', 'limits'], packages: ['d3'] },
  // Data, and what it says of a state.
  lessons: { values: ['state', 'analysis', 'draw', 'engine'] },
  views: {
    values: ['state', 'session', 'storage', 'exports', 'lessons', 'draw', 'engine', 'analysis', 'limits', 'samples'],
    types: ['formats'],
    packages: ['react', 'react-dom', 'zustand', 'd3'],
  },
  main: { values: ['views', 'session', 'state', 'limits'], packages: ['react', 'react-dom'] },
};

/** The layer of a file under src, by its path; null if it belongs to none. */
export function layerOf(path: string): Layer | null {
  if (path === 'src/main.tsx') return 'main';
  const [, folder, rest] = /^src\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (folder === 'worker') {
    if (rest === 'protocol.ts') return 'worker/protocol';
    if (rest === 'errorTransfer.ts') return 'worker/errors';
    return rest!.startsWith('host/') ? 'worker/host' : 'worker/client';
  }
  return folder !== undefined && folder in ALLOWED ? (folder as Layer) : null;
}

export function isPackageAllowed(layer: Layer, name: string): boolean {
  return (ALLOWED[layer].packages ?? []).some((allowed) => {
    return allowed === name || (allowed.endsWith('/*') && name.startsWith(allowed.slice(0, -1)));
  });
}
