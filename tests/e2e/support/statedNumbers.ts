/** The numbers that a lesson states, and the same numbers as the page itself gives them. */
import { expect, type Locator, type Page } from '@playwright/test';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The value of "6.46·10⁻⁶", "−0.303", "×0.569", "2,000" or "+0.271". */
export function valueOf(written: string): number {
  const plain = written
    .replaceAll('−', '-')
    .replaceAll(/[×,+%]/g, '')
    .trim();
  const [mantissa, exponent] = plain.split('·10');
  const digits = (exponent ?? '')
    .replace('⁻', '-')
    .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => String(SUPERSCRIPTS.indexOf(sign)));
  return Number(mantissa) * 10 ** Number(digits);
}

/** What stands in the place of each reading of a sentence, by the reading's name. */
export function statedIn(sentence: string, shown: string): ReadonlyMap<string, string> {
  const names = [...sentence.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
  const parts = sentence.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  // The sentence stands last: what is before it may begin with the same words.
  const found = new RegExp(String.raw`^(?:.*\s)?${parts.join('(.+?)')}$`).exec(shown);
  if (!found) throw new Error(`“${shown}” is not “${sentence}”`);
  return new Map(names.map((name, k) => [name, found[k + 1]!]));
}

/** The cell of a table by the text that begins its row and by its column's head; null where there is none. */
async function cellOf(table: Locator, row: RegExp, column: string | number): Promise<string | null> {
  const first = table.first();
  if ((await first.count()) === 0) return null;
  const heads = await first.locator('thead tr').first().locator('th, td').allTextContents();
  const at = typeof column === 'number' ? column : heads.indexOf(column);
  if (typeof column === 'string' && at < 0) return null;
  const cells = first.locator('tbody tr').filter({ hasText: row }).first().locator('th, td');
  return (await cells.nth(at).textContent()) ?? null;
}

const MODELS: Readonly<Record<string, string>> = { rnn: 'RNN', gru: 'GRU', lstm: 'LSTM' };

/** What the open page of the workspace says of a reading, in a table or beside its picture; null where it does not say it. */
export async function onPage(page: Page, reading: string): Promise<string | null> {
  const [kind, id = '', ...args] = reading.split('.');
  const model = MODELS[id] ?? '';
  const labelled = (name: string): Locator => page.locator(`[aria-label="${name}"] table`);
  const contains = async (picture: string, pattern: RegExp): Promise<string | null> =>
    pattern.exec((await page.locator(`[data-picture="${picture}"]`).textContent()) ?? '')?.[1] ?? null;
  switch (kind) {
    case 'lag':
      return cellOf(labelled('Gradient norms by lag'), new RegExp(`^${model}(?! c)`), `k = ${args[0]}`);
    case 'lagOfC':
      return cellOf(labelled('Gradient norms by lag'), new RegExp(`^${model} c(?! )`), `k = ${args[0]}`);
    case 'stretch':
      return cellOf(labelled('Largest singular values by lag'), new RegExp(`^${model} ∂`), `k = ${args[0]}`);
    case 'sigma':
      return cellOf(labelled('Recurrent weights'), new RegExp(`^${model} ${args[0]}`), 1);
    case 'radius':
      return cellOf(labelled('Recurrent weights'), new RegExp(`^${model} ${args[0]}`), 2);
    case 'cost': {
      const rows = labelled('Change of the loss by label').first().locator('tr');
      const text = await rows.filter({ hasText: 'inside double quotes' }).first().textContent();
      return new RegExp(`${args[1]} ?([+−]?[\\d.]+)`).exec(text ?? '')?.[1] ?? null;
    }
    case 'gradient':
      return contains('chain', /‖ ?= ?([\d.·⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+); the norms alone/);
    case 'sumOfNorms':
      return contains('chain', /the norms alone sum to ([\d.·⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)/);
    default:
      return null;
  }
}

/** Checks that two writings are the same number, to the digits of the coarser one. */
export function expectSame(stated: string, found: string, of: string): void {
  const [a, b] = [valueOf(stated), valueOf(found)];
  const off = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1e-300);
  const isSmall = Math.max(Math.abs(a), Math.abs(b)) < 1 && Math.abs(a - b) <= 0.0011 && !/10⁻/.test(stated + found);
  expect(off <= 0.006 || isSmall, `${of}: stated ${stated}, on the page ${found}`).toBe(true);
}
