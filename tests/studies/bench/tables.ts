import type { EntrantResult, Machine, Run, SuiteResult } from './contract.ts';
import { ratios, type Spread, spread } from './statistics.ts';
import { judge, speeds, stepTimes } from './targets.ts';

type Row = readonly string[];

/** A Markdown table whose columns line up in a terminal, too. */
export function table(head: Row, rows: readonly Row[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length), 3));
  const line = (row: Row): string => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** Three significant digits, thousands grouped: 0.0312, 24.1, 84,900. */
export function number(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(3));
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const megabytes = (bytes: number): string => number(bytes / 1e6);
const inner = ({ median, p10, p90 }: Spread): string => `${number(median)} (${number(p10)}–${number(p90)})`;
const outer = ({ median, min, max }: Spread): string => `${number(median)}× [${number(min)}–${number(max)}]`;

function against(ours: EntrantResult | undefined, theirs: EntrantResult): string {
  if (!ours || ours === theirs) return '';
  const values = ratios(speeds(ours), speeds(theirs));
  return values.length > 0 ? outer(spread(values)) : '';
}

interface Column {
  readonly title: string;
  readonly cell: (result: EntrantResult) => string;
}

const NAME: Column = { title: 'who', cell: ({ entrant }) => entrant.label };
const TIME: Column = { title: 'ms per step, median (p10–p90)', cell: (result) => inner(spread(stepTimes(result))) };
const SPEED: Column = { title: 'characters/s', cell: (result) => number(spread(speeds(result)).median) };
const WASM_MEMORY: Column = { title: 'wasm memory, MB', cell: ({ counts }) => bytesOr(counts?.wasmBytes) };

function bytesOr(bytes: number | null | undefined): string {
  return bytes ? megabytes(bytes) : '';
}

/** What a suite's table shows; each kind asks another question. */
function columnsOf({ suite, entrants }: SuiteResult): readonly Column[] {
  const named = (label: string): EntrantResult | undefined => entrants.find(({ entrant }) => entrant.label === label);
  const [kind] = suite.name.split('-');
  switch (kind) {
    case 'count':
      return [
        NAME,
        { title: 'draws per step', cell: ({ counts }) => counts?.draws?.toLocaleString('en-US') ?? '' },
        {
          title: 'JavaScript per step, ms',
          cell: (result) => (result.entrant.stubbed ? inner(spread(stepTimes(result))) : ''),
        },
        { title: 'textures, MB', cell: ({ counts }) => bytesOr(counts?.gpuBytes) },
        WASM_MEMORY,
      ];
    case 'trace':
      return [NAME, { ...TIME, title: 'ms per trace, median (p10–p90)' }, { ...SPEED, title: 'steps/s' }];
    case 'models':
      return [
        NAME,
        { title: 'characters/s, all models', cell: SPEED.cell },
        {
          title: 'against one model',
          cell: (result) => {
            const one = named('1 model');
            return one ? against(result, one) : '';
          },
        },
      ];
    case 'scale':
      return [NAME, TIME, SPEED];
    default:
      return [
        NAME,
        TIME,
        SPEED,
        { title: 'our wasm is faster by', cell: (result) => against(named('ours-wasm'), result) },
        { title: 'our webgl is faster by', cell: (result) => against(named('ours-webgl'), result) },
        { title: 'on', cell: ({ opened }) => opened?.detail ?? '' },
      ];
  }
}

/** One suite: a table, and a sentence for each that could not be measured. */
export function suiteTable(result: SuiteResult): string {
  const columns = columnsOf(result);
  const measured = result.entrants.filter(({ slices }) => slices.length > 0);
  const rows = measured.map((entrant) => columns.map(({ cell }) => cell(entrant)));
  const faults = result.entrants.flatMap(({ entrant, fault }) => (fault === null ? [] : `${entrant.label}: ${fault}`));
  return [
    `### ${result.suite.title}`,
    rows.length > 0
      ? table(
          columns.map(({ title }) => title),
          rows,
        )
      : 'Nothing was measured.',
    ...faults.map((fault) => `Not measured: ${fault}`),
  ].join('\n\n');
}

/** The table of what must be reached; only lines that were measured, unless none is to be left out. */
export function targetTable(suites: readonly SuiteResult[], all: boolean): string {
  const verdicts = judge(suites).filter(({ measured }) => all || measured !== null);
  if (verdicts.length === 0) return 'None of the ratios was measured.';
  const rows = verdicts.map(({ what, atLeast, aim, isTime, measured, standing }) => {
    const unit = isTime ? ' ms' : '×';
    const value = measured ? `${number(measured.median)}${unit} [${number(measured.min)}–${number(measured.max)}]` : '';
    return [what, isTime ? `≤ ${atLeast} ms` : `${atLeast}×`, `${aim}${unit}`, value, standing];
  });
  return table(['what', 'at least', 'aim', 'median [range of the rounds]', 'verdict'], rows);
}

function machineLines({ machine, rounds, quick, minutes }: Run): readonly string[] {
  const { date, processor, cores, memoryGigabytes, load, node, browser, renderer, python }: Machine = machine;
  return [
    `- ${date.slice(0, 16).replace('T', ' ')} UTC, ${rounds} interleaved rounds in ${minutes.toFixed(1)} minutes${quick ? ' (quick: no record)' : ''}`,
    `- ${processor}, ${cores} cores, ${memoryGigabytes} GB; load ${load[0].toFixed(2)} before, ${load[1].toFixed(2)} after`,
    `- ${browser}, headless; WebGL on ${renderer}; Node ${node}`,
    `- ${python.length > 0 ? python.join('; ') : 'no Python peers'}`,
  ];
}

/** Everything a run found, as Markdown. */
export function report(run: Run): string {
  return [
    machineLines(run).join('\n'),
    '### What must be reached',
    targetTable(run.suites, !run.quick),
    ...run.suites.map(suiteTable),
  ].join('\n\n');
}

const BEGIN = '<!-- results -->';
const END = '<!-- end of results -->';

/**
 * Puts a report between the two marks of the page, in place of what stood there.
 *
 * @throws RangeError if the page lacks the marks
 */
export function intoPage(page: string, text: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new RangeError(`the page lacks the marks ${BEGIN} and ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${text}\n\n${page.slice(end)}`;
}
