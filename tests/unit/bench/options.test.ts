import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../studies/bench/options.ts';
import { chooseSuites, SUITES } from '../../studies/bench/suites.ts';

describe('the command line of the bench', () => {
  it('measures everything and writes nothing without arguments', () => {
    expect(parseOptions([])).toEqual({
      quick: false,
      rounds: null,
      only: [],
      json: null,
      write: false,
      browserArguments: [],
    });
  });

  it('takes a name, a file, a number of rounds and repeated arguments', () => {
    const args = [
      '--only',
      'W',
      '--only',
      'W1',
      '--json',
      'a.json',
      '--rounds',
      '9',
      '--browser-arg',
      '--use-angle=gl',
    ];
    expect(parseOptions(args)).toMatchObject({
      only: ['W', 'W1'],
      json: 'a.json',
      rounds: 9,
      browserArguments: ['--use-angle=gl'],
    });
  });

  it.each([
    [['--fast'], '--fast'],
    [['--json'], '--json'],
    [['--rounds', '0'], '--rounds'],
    [['--rounds', '2.5'], '--rounds'],
  ])('refuses %j and names what is wrong with it', (args, named) => {
    expect(() => parseOptions(args)).toThrow(named);
  });

  it.each([[['--quick']], [['--only', 'W']], [['--rounds', '4']]])('writes no record of a run with %j', (args) => {
    expect(() => parseOptions([...args, '--write'])).toThrow(RangeError);
  });
});

describe('the choice of suites', () => {
  it('takes a suite by its name and a group by the part before the hyphen', () => {
    expect(chooseSuites(['W-gru'], false).map(({ name }) => name)).toEqual(['W-gru']);
    expect(chooseSuites(['W'], false).map(({ name }) => name)).toEqual(['W-lstm', 'W-gru', 'W-rnn']);
  });

  it('refuses a name that no suite has and lists those that there are', () => {
    expect(() => chooseSuites(['W3'], false)).toThrow(/W3.*W-lstm.*scale-T/);
  });

  it('is shorter for a quick run, and everything otherwise', () => {
    expect(chooseSuites([], false)).toBe(SUITES);
    const quick = chooseSuites([], true);
    expect(quick.length).toBeGreaterThan(3);
    expect(quick.length).toBeLessThan(SUITES.length / 2);
  });

  it('gives every suite a name of its own and every entrant a label of its own in its suite', () => {
    expect(new Set(SUITES.map(({ name }) => name)).size).toBe(SUITES.length);
    for (const { entrants } of SUITES) expect(new Set(entrants.map(({ label }) => label)).size).toBe(entrants.length);
  });

  it('lets the libraries that know one sequence only train one sequence', () => {
    const single = SUITES.flatMap(({ entrants }) => entrants).filter(({ contender }) => contender.endsWith('js'));
    expect(single.length).toBeGreaterThan(0);
    expect(single.map(({ workload }) => workload.B)).toEqual(single.map(() => 1));
    expect(single.some(({ contender, workload }) => contender === 'recurrent-js' && workload.cell === 'gru')).toBe(
      false,
    );
  });
});
