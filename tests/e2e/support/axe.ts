import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** What is asked of axe: the rules of WCAG 2.2 AA, all that it knows, or those that are named. */
export type AxeRules = 'WCAG 2.2 AA' | 'all' | readonly string[];

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules whose answer depends on the width of the page. */
export const WIDTH_RULES: AxeRules = ['target-size', 'scrollable-region-focusable'];

/** The rules whose answer depends on the colours of the page. */
export const COLOUR_RULES: AxeRules = ['color-contrast', 'link-in-text-block'];

/**
 * What breaks a rule in the part of the page that a selector names, one line for a rule. Axe is given to a page once: its
 * own builder for Playwright gives it anew, and opens a second page, for every question, which takes longer than the answer.
 */
export async function violations(
  page: Page,
  rules: AxeRules = 'WCAG 2.2 AA',
  within = 'html',
): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ selector, options }) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const found = await inPage.run(selector, options);
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
    },
    { selector: within, options: optionsFor(rules) },
  );
}

function optionsFor(rules: AxeRules): RunOptions {
  const options: RunOptions = { resultTypes: ['violations'] };
  if (rules === 'all') return options;
  if (rules === 'WCAG 2.2 AA') return { ...options, runOnly: { type: 'tag', values: WCAG } };
  return { ...options, runOnly: { type: 'rule', values: [...rules] } };
}
