/** The explanation why a backend trains, and the keys of the shapes that are timed. */
import { grouped } from '../limits/messages.ts';
import type { BackendReport } from '../worker/protocol.ts';
import { LADDER, type Verdict, worthAsking } from './verdicts.ts';

/** The shape of an experiment as one string. */
export function shapeKey(shape: Readonly<Record<string, string | number>>): string {
  return Object.entries(shape)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** Why this backend trains, with the measured speeds. */
export function reasonOf(verdict: Verdict | null, report: BackendReport, refused: string): string {
  const tested =
    report.deviation > 0
      ? `One training step agrees with the float64 reference within ${report.deviation.toExponential(0)}.`
      : 'It is the float64 reference itself.';
  const left =
    verdict || refused || report.name !== 'wasm' || worthAsking('webgl')
      ? ''
      : 'Software WebGL was far slower at another shape and is not timed again.';
  return [verdict ? speedsOf(verdict) : '', tested, refused, left].filter((part) => part !== '').join(' ');
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
