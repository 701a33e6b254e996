/**
 * Which backend was the fastest at which shape, remembered in the browser's local storage. An older version or another page of
 * the same origin may have written there too, so every part of an entry is checked. Invalid entries are removed.
 */
import type { BackendName } from '../backends/backend.ts';

/** The backends of `auto`, in the order in which they are tried if no verdict is known. */
export const LADDER: readonly BackendName[] = ['wasm', 'webgl', 'cpu'];

/** The fastest backend for one shape of experiment in this browser. */
export interface Verdict {
  readonly name: BackendName;
  /** Characters per second of each backend that was timed. */
  readonly speeds: Readonly<Partial<Record<BackendName, number>>>;
  /** WebGL's renderer, or why it is not available. */
  readonly webgl: string;
}

/** The beginning of our keys. Entries of others are not touched. */
const KEY = 'unrolled.backend.';
/** The key for a software renderer that was far slower. */
const HOPELESS_KEY = `${KEY}hopeless`;

/** Milliseconds for which a verdict is valid: graphics drivers change while the browser stays the same. */
const MAX_AGE = 30 * 24 * 3600 * 1000;
/** Milliseconds by which the clock may have been set back since. */
const CLOCK_SET_BACK = 24 * 3600 * 1000;
/** The longest valid name of a renderer. The longest one seen has 120 characters. */
const LONGEST_NAME = 1000;

/** Whether WebGL runs without a graphics card, and so on the same cores as the other backends. */
export function isSoftware(renderer: string): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

/** The verdict remembered for this browser and shape. */
export function rememberedVerdict(key: string): Verdict | null {
  return read(KEY + key);
}

/**
 * Removes verdicts that were measured on another renderer, because their speeds are no longer valid: a graphics card was
 * added or removed, or the browser fell back to software.
 *
 * @param renderer the current one; '' if there is no WebGL
 */
export function forgetOtherRenderers(renderer: string): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(KEY)) continue;
      if (read(key)?.webgl !== renderer) localStorage.removeItem(key);
    }
  } catch {
    // The storage is blocked, so it has no entries.
  }
}

/** A software renderer that is this many times slower than the best is not timed at other shapes. */
const HOPELESS = 3;

export function rememberVerdict(key: string, verdict: Verdict): void {
  const { webgl = 0, [verdict.name]: best = 0 } = verdict.speeds;
  write(KEY + key, verdict);
  if (isSoftware(verdict.webgl) && webgl * HOPELESS < best) write(HOPELESS_KEY, verdict);
}

/**
 * Whether a backend should be timed at a new shape. A software renderer that was far slower at another shape should not,
 * because its compilers alone would take the cores that training needs.
 */
export function worthAsking(name: BackendName): boolean {
  return name !== 'webgl' || read(HOPELESS_KEY) === null;
}

/**
 * The verdict of a stored entry; null if the entry is damaged, too old, or of another browser.
 *
 * @param entry as it is stored
 * @param browser the current user agent
 * @param now milliseconds since 1970
 */
export function verdictOf(entry: string, browser: string, now: number): Verdict | null {
  let stored: unknown;
  try {
    stored = JSON.parse(entry);
  } catch {
    return null;
  }
  if (!isRecord(stored) || stored['browser'] !== browser) return null;
  const { time, verdict } = stored;
  if (!isFiniteNumber(time) || now - time >= MAX_AGE || time - now > CLOCK_SET_BACK) return null;
  if (!isRecord(verdict)) return null;
  const { name, speeds, webgl } = verdict;
  if (!isBackend(name) || !isRecord(speeds) || typeof webgl !== 'string' || webgl.length > LONGEST_NAME) return null;
  const timed: Partial<Record<BackendName, number>> = {};
  for (const [backend, speed] of Object.entries(speeds)) {
    if (!isBackend(backend) || !isFiniteNumber(speed) || speed <= 0) return null;
    timed[backend] = speed;
  }
  return timed[name] === undefined ? null : { name, speeds: timed, webgl };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isBackend(value: unknown): value is BackendName {
  return (LADDER as readonly unknown[]).includes(value);
}

/** The verdict under a key. An invalid entry is removed. */
function read(key: string): Verdict | null {
  try {
    const entry = localStorage.getItem(key);
    if (entry === null) return null;
    const verdict = verdictOf(entry, navigator.userAgent, Date.now());
    if (!verdict) localStorage.removeItem(key);
    return verdict;
  } catch {
    // The storage is blocked, so the backends are measured again.
    return null;
  }
}

function write(key: string, verdict: Verdict): void {
  try {
    localStorage.setItem(key, JSON.stringify({ browser: navigator.userAgent, time: Date.now(), verdict }));
  } catch {
    // The storage is blocked or full.
  }
}
