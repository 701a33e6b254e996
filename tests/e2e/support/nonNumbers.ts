import type { BrowserContext } from '@playwright/test';

declare global {
  interface Window {
    /** Takes what a page shows that is no number. */
    readonly foundNonNumber?: (where: string) => Promise<void>;
  }
}

/**
 * Collects every NaN, Infinity and undefined that the pages of a context come to show, however shortly: in a text, or in
 * an attribute of any element (an SVG path, a label for screen readers). What the reader typed himself does not count.
 */
export async function watchNonNumbers(context: BrowserContext, found: string[]): Promise<void> {
  await context.exposeFunction('foundNonNumber', (where: string) => void found.push(where));
  await context.addInitScript(observe);
}

/** Waits until the pages have reported what they had seen so far. */
export async function settled(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    if (!page.isClosed()) await page.evaluate(() => undefined).catch(() => undefined);
  }
}

/** Runs in the page, before anything of it. */
function observe(): void {
  const words = /(?<![\p{L}\p{N}_])(?:NaN|Infinity|undefined)(?![\p{L}\p{N}_])/u;
  const most = 20;
  const seen = new Set<string>();
  const report = (where: string): void => {
    if (seen.size >= most || seen.has(where)) return;
    seen.add(where);
    void window.foundNonNumber?.(where);
  };
  const named = (element: Element | null): string =>
    element ? `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}` : 'nothing';
  const isTyped = (element: Element | null): boolean =>
    element?.closest('script, style, textarea, [contenteditable]') !== null;
  const checkText = (node: Node): void => {
    const text = node.nodeValue ?? '';
    if (words.test(text) && !isTyped(node.parentElement)) report(`${named(node.parentElement)}: ${text.slice(0, 120)}`);
  };
  const checkAttribute = (element: Element, name: string): void => {
    const value = element.getAttribute(name);
    if (value !== null && name !== 'value' && words.test(spaced(value))) {
      report(`${named(element)} ${name}="${value.slice(0, 120)}"`);
    }
  };
  /** A path has its letters beside its numbers: "M0 NaNL3 4". */
  const spaced = (value: string): string => value.replaceAll(/NaN|Infinity|undefined/g, ' $& ');
  const checkAll = (root: Node): void => {
    if (root.nodeType === Node.TEXT_NODE) checkText(root);
    if (!(root instanceof Element)) return;
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = nodes.currentNode; node; node = nodes.nextNode()) {
      if (node instanceof Element) for (const name of node.getAttributeNames()) checkAttribute(node, name);
      else checkText(node);
    }
  };
  new MutationObserver((records) => {
    for (const { type, target, addedNodes, attributeName } of records) {
      if (type === 'attributes') checkAttribute(target as Element, attributeName!);
      else if (type === 'characterData') checkText(target);
      else for (const node of addedNodes) checkAll(node);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
