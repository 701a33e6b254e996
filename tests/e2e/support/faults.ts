import type { Page } from '@playwright/test';
import { drawn } from './test.ts';

/** What makes the page as it is now hard to use: sideways scrolling, names cut off, parts that cannot be scrolled by keyboard. */
export async function faults(page: Page): Promise<readonly string[]> {
  await drawn(page);
  return page.evaluate(() => {
    const found: string[] = [];
    const width = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth;
    if (wide > width) found.push(`scrolls sideways: ${wide} of ${width} pixels`);
    const nameOf = (element: Element): string => `${element.tagName} ${element.getAttribute('class') ?? ''}`;
    for (const element of document.querySelectorAll<HTMLElement>('[data-part="page"] *')) {
      const { overflowX, overflowY } = getComputedStyle(element);
      const moves = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
      const scrolls =
        (moves(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (moves(overflowY) && element.scrollHeight > element.clientHeight + 1);
      if (!scrolls) continue;
      // A row of tabs follows the arrow keys, which choose a tab and show it.
      const isFollowing = element.getAttribute('role') === 'tablist';
      if (element.tabIndex < 0 && !isFollowing) found.push(`cannot be scrolled by keyboard: ${nameOf(element)}`);
      const label = element.getAttribute('aria-label') ?? '';
      const by = element.getAttribute('aria-labelledby');
      if (label === '' && (by === null || !document.getElementById(by))) found.push(`no name: ${nameOf(element)}`);
    }
    for (const text of document.querySelectorAll<SVGTextElement>('svg text')) {
      const { right, width: own } = text.getBoundingClientRect();
      // What scrolls sideways by itself is reached there.
      if (own > 0 && right > width + 0.5 && !text.closest('.visually-hidden, [data-part="side-picture"]'))
        found.push(`leaves the page: ${text.textContent}`);
      // As large as it is painted: a picture that is stretched to its place stretches its text.
      const { a, b } = text.getScreenCTM() ?? { a: 1, b: 0 };
      const scale = Math.hypot(a, b);
      for (const part of [text, ...text.querySelectorAll('tspan')]) {
        const size = Number.parseFloat(getComputedStyle(part).fontSize) * scale;
        if (own > 0 && (size < 10.9 || size > 18)) found.push(`text of ${size.toFixed(1)} px: ${part.textContent}`);
      }
    }
    for (const line of document.querySelectorAll('[data-part="model-figures"]')) {
      const words = document.createRange();
      words.selectNodeContents(line);
      const { right } = words.getBoundingClientRect();
      if (right > width) found.push(`leaves the page: ${line.textContent}, to ${right.toFixed(0)} of ${width} pixels`);
    }
    const texts = document.createTreeWalker(document.querySelector('[data-part="page"]')!, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const holder = node.parentElement!;
      // Indices and the code points of rare symbols are read with what they stand at.
      if (!/\S/.test(node.nodeValue!) || holder.closest('svg, math, sub, sup, [data-part="code-point"]')) continue;
      const size = Number.parseFloat(getComputedStyle(holder).fontSize);
      if (size < 11.9) found.push(`text of ${size.toFixed(1)} px: ${node.nodeValue!.slice(0, 40)}`);
    }
    for (const part of document.querySelectorAll('[data-part="page"] :is(sub, sup, bdi)')) {
      const size = Number.parseFloat(getComputedStyle(part).fontSize);
      if (size < 10.9) found.push(`text of ${size.toFixed(1)} px: ${part.textContent}`);
    }
    return found;
  });
}

/** The names of one chart's lines that lie on one another, or outside the chart they belong to. */
export async function namesOnNames(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const chart of document.querySelectorAll('[data-part="page"] svg')) {
      const names = [
        ...chart.querySelectorAll(
          'text[data-part="plot-name"], text[data-part="end-label"], text[data-part="row-label"]',
        ),
      ].map((text) => ({
        text: text.textContent ?? '',
        box: text.getBoundingClientRect(),
      }));
      for (const [k, { text, box }] of names.entries()) {
        for (const other of names.slice(0, k)) {
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (across > 1 && down > 4) found.push(`${text} on ${other.text}`);
        }
        for (let clip = chart.parentElement; clip; clip = clip.parentElement) {
          if (getComputedStyle(clip).overflowX === 'visible') continue;
          if (box.width > 0 && box.right > clip.getBoundingClientRect().right + 1) found.push(`${text} is cut`);
        }
      }
    }
    return found;
  });
}
