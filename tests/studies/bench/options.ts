export interface BenchOptions {
  /** A short run for trying things out. */
  readonly quick: boolean;
  /** Interleaved rounds; null for what the kind of run has. */
  readonly rounds: number | null;
  /** Suites by name or by the part of it before the hyphen; empty for all. */
  readonly only: readonly string[];
  /** Where everything measured is written to. */
  readonly json: string | null;
  /** Whether the tables go into tests/studies/bench/README.md. */
  readonly write: boolean;
  /** Further arguments for Chromium, for a real GPU say. */
  readonly browserArguments: readonly string[];
}

export const USAGE = `npm run bench -- [options]
  --quick              three rounds of the main suites, in about two minutes; no record
  --only NAME          only this suite (W-lstm) or this group of suites (W); may be repeated
  --rounds N           interleaved rounds, five unless said
  --json FILE          everything measured, round by round
  --write              put the tables into tests/studies/bench/README.md (needs a complete run)
  --browser-arg ARG    one more argument for Chromium, such as --use-angle=vulkan; may be repeated`;

/** @throws RangeError naming an argument that is unknown or lacks its value */
export function parseOptions(args: readonly string[]): BenchOptions {
  const only: string[] = [];
  const browserArguments: string[] = [];
  let [quick, write] = [false, false];
  let rounds: number | null = null;
  let json: string | null = null;
  const rest = [...args];
  const value = (name: string): string => {
    const next = rest.shift();
    if (next === undefined) throw new RangeError(`${name} needs a value`);
    return next;
  };
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (name === '--quick') quick = true;
    else if (name === '--write') write = true;
    else if (name === '--only') only.push(value(name));
    else if (name === '--json') json = value(name);
    else if (name === '--browser-arg') browserArguments.push(value(name));
    else if (name === '--rounds') {
      rounds = Number(value(name));
      if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('--rounds needs a positive whole number');
    } else throw new RangeError(`${name} is no option`);
  }
  if (write && (quick || only.length > 0)) throw new RangeError('--write needs a complete run');
  if (write && rounds !== null && rounds < 5) throw new RangeError('--write needs at least five rounds');
  return { quick, rounds, only, json, write, browserArguments };
}
