/** Which folder may import which, as ARCHITECTURE.md says it. */

export type Layer =
  | 'engine'
  | 'limits'
  | 'samples'
  | 'analysis'
  | 'formats'
  | 'backends'
  | 'worker/protocol'
  | 'worker/door'
  | 'worker/host'
  | 'worker/client'
  | 'store'
  | 'draw'
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
  formats: { values: ['engine', 'limits'] },
  backends: { values: ['engine', 'limits'], packages: ['@tensorflow/*'] },
  // Types only: it exists on both sides of the wall and at run time on neither.
  'worker/protocol': { values: [], types: ['engine', 'analysis', 'backends', 'formats'] },
  // What both sides of the wall do with an error that goes through it.
  'worker/door': { values: ['limits'], packages: ['comlink'] },
  'worker/host': {
    values: ['backends', 'analysis', 'engine', 'formats', 'limits', 'worker/door'],
    types: ['worker/protocol'],
    packages: ['comlink'],
  },
  'worker/client': { values: ['limits', 'worker/door'], types: ['worker/protocol', 'engine'], packages: ['comlink'] },
  store: {
    values: ['engine', 'analysis', 'formats', 'limits', 'samples', 'worker/client', 'worker/door'],
    types: ['worker/protocol', 'backends'],
    packages: ['zustand'],
  },
  draw: { values: ['engine', 'limits'], packages: ['d3'] },
  views: {
    values: ['store', 'draw', 'engine', 'analysis', 'limits', 'samples'],
    types: ['formats'],
    packages: ['react', 'react-dom', 'zustand', 'd3'],
  },
  main: { values: ['views', 'store', 'limits'], packages: ['react', 'react-dom'] },
};

/** The layer of a file under src, by its path; null if it belongs to none. */
export function layerOf(path: string): Layer | null {
  if (path === 'src/main.tsx') return 'main';
  const [, folder, rest] = /^src\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (folder === 'worker') {
    if (rest === 'protocol.ts') return 'worker/protocol';
    if (rest === 'errorDoor.ts') return 'worker/door';
    return rest!.startsWith('host/') ? 'worker/host' : 'worker/client';
  }
  return folder !== undefined && folder in ALLOWED ? (folder as Layer) : null;
}

export function isPackageAllowed(layer: Layer, name: string): boolean {
  return (ALLOWED[layer].packages ?? []).some((allowed) => {
    return allowed === name || (allowed.endsWith('/*') && name.startsWith(allowed.slice(0, -1)));
  });
}
