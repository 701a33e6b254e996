/** Which backend trains: what was measured, what is remembered, and the words for it. */
import type { BackendName } from '../backends/backend.ts';
import type { BackendReport } from '../worker/protocol.ts';

/** Backends that `auto` may take, in the order in which they are tried when nothing is known. */
export const LADDER: readonly BackendName[] = ['wasm', 'webgl', 'cpu'];

/** What was found for one shape of experiment in this browser. */
export interface Verdict {
  readonly name: BackendName;
  /** Characters per second of each backend that was timed. */
  readonly speeds: Readonly<Partial<Record<BackendName, number>>>;
  /** What webgl runs on, or why it does not. */
  readonly webgl: string;
}

/** WebGL without a graphics card: it competes with the other backends for the same cores. */
export function isSoftware(renderer: string): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

const KEY = 'unrolled.backend.';

/** Everything that the speeds depend on, as one string. */
export function shapeKey(shape: Readonly<Record<string, string | number>>): string {
  return Object.entries(shape)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/**
 * The verdict remembered for this browser and shape. A software renderer that lost by more than `HOPELESS` at any shape is
 * not asked again at others: its compilers alone would take seconds of the cores that training needs.
 */
export function rememberedVerdict(key: string): Verdict | null {
  return read(KEY + key) ?? read(KEY + 'hopeless');
}

/** How many times slower than the best a software renderer must be to be left alone. */
const HOPELESS = 3;

export function rememberVerdict(key: string, verdict: Verdict): void {
  const { webgl = 0, [verdict.name]: best = 0 } = verdict.speeds;
  write(KEY + key, verdict);
  if (isSoftware(verdict.webgl) && webgl * HOPELESS < best) write(KEY + 'hopeless', verdict);
}

/** Why this backend, in words: measured speeds where there are any. */
export function reasonOf(verdict: Verdict | null, report: BackendReport, refused: string): string {
  const proof =
    report.deviation > 0
      ? `one training step agrees with the float64 reference within ${report.deviation.toExponential(0)}`
      : 'the float64 reference itself';
  const speeds = verdict ? speedsOf(verdict) : '';
  return [speeds, proof, refused].filter((part) => part !== '').join('; ');
}

function speedsOf({ speeds, webgl }: Verdict): string {
  return LADDER.filter((name) => speeds[name] !== undefined)
    .sort((a, b) => speeds[b]! - speeds[a]!)
    .map(
      (name) =>
        `${name}${name === 'webgl' ? ` on ${webgl}` : ''}: ${Math.round(speeds[name]!).toLocaleString('en')} characters/s`,
    )
    .join('; ');
}

/** The browser and its version are part of the key: another one may be faster or wrong. */
function browser(): string {
  return navigator.userAgent;
}

function read(key: string): Verdict | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof stored !== 'object' || stored === null || !('browser' in stored) || stored.browser !== browser())
      return null;
    const { verdict } = stored as { verdict?: Verdict };
    return verdict && LADDER.includes(verdict.name) ? verdict : null;
  } catch {
    // Storage that is blocked or damaged only costs a new measurement.
    return null;
  }
}

function write(key: string, verdict: Verdict): void {
  try {
    localStorage.setItem(key, JSON.stringify({ browser: browser(), verdict }));
  } catch {
    // Not remembered, then.
  }
}
