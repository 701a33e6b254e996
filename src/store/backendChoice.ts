/** Which backend trains: what was measured, what is remembered, and the words for it. */
import type { BackendName } from '../backends/backend.ts';
import { grouped } from '../limits/sentences.ts';
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

/** The verdict remembered for this browser and shape. */
export function rememberedVerdict(key: string): Verdict | null {
  return read(KEY + key);
}

/**
 * Drops what was found while WebGL ran on another renderer: a graphics card came or went, or the browser fell back to
 * software, and then neither the speeds nor the choice hold.
 *
 * @param renderer what it runs on now; '' where there is no WebGL
 */
export function forgetOtherRenderers(renderer: string): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(KEY)) continue;
      const verdict = read(key);
      if (verdict && verdict.webgl !== renderer) localStorage.removeItem(key);
    }
  } catch {
    // Storage that is blocked holds nothing to forget.
  }
}

/** How many times slower than the best a software renderer must be to be left alone at other shapes. */
const HOPELESS = 3;

export function rememberVerdict(key: string, verdict: Verdict): void {
  const { webgl = 0, [verdict.name]: best = 0 } = verdict.speeds;
  write(KEY + key, verdict);
  if (isSoftware(verdict.webgl) && webgl * HOPELESS < best) write(KEY + 'hopeless', verdict);
}

/**
 * Whether it is worth the seconds to time a backend at a new shape: not a software renderer that lost by more than
 * `HOPELESS` at another one, because its compilers alone would take the cores that training needs.
 */
export function worthAsking(name: BackendName): boolean {
  return name !== 'webgl' || read(KEY + 'hopeless') === null;
}

/** Why this backend, in words: measured speeds where there are any. */
export function reasonOf(verdict: Verdict | null, report: BackendReport, refused: string): string {
  const proof =
    report.deviation > 0
      ? `One training step agrees with the float64 reference within ${report.deviation.toExponential(0)}.`
      : 'It is the float64 reference itself.';
  const left =
    verdict || refused || report.name !== 'wasm' || worthAsking('webgl')
      ? ''
      : 'Software WebGL was far slower at another shape and is not timed again.';
  return [verdict ? speedsOf(verdict) : '', proof, refused, left].filter((part) => part !== '').join(' ');
}

function speedsOf({ speeds, webgl }: Verdict): string {
  return LADDER.filter((name) => speeds[name] !== undefined)
    .sort((a, b) => speeds[b]! - speeds[a]!)
    .map(
      (name) => `${name}${name === 'webgl' ? ` on ${webgl}` : ''}: ${grouped(Math.round(speeds[name]!))} characters/s`,
    )
    .join('; ')
    .concat('.');
}

/** Milliseconds that a verdict holds: graphics drivers change under a browser that stays the same. */
const HOLDS = 30 * 24 * 3600 * 1000;

/** The browser and its version stand beside a verdict: another one may be faster or wrong. */
function browser(): string {
  return navigator.userAgent;
}

function read(key: string): Verdict | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return null;
    const { browser: by, time, verdict } = stored as { browser?: unknown; time?: number; verdict?: Verdict };
    if (by !== browser() || !(Date.now() - (time ?? 0) < HOLDS)) return null;
    return verdict && LADDER.includes(verdict.name) ? verdict : null;
  } catch {
    // Storage that is blocked or damaged only costs a new measurement.
    return null;
  }
}

function write(key: string, verdict: Verdict): void {
  try {
    localStorage.setItem(key, JSON.stringify({ browser: browser(), time: Date.now(), verdict }));
  } catch {
    // Not remembered, then.
  }
}
