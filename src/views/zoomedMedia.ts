/**
 * Media queries measure the window, whatever the page's CSS zoom is, and whatever stands beside it. A page that is shown 1.4
 * times larger has room for the columns of a narrower one, so its style sheets ask for 1.4 times the width; and for so much
 * more as a panel beside it takes.
 */

const WIDTH = /\b((?:min|max)-width:\s*)([\d.]+)px/g;

/** The condition of each rule at zoom 1. */
const written = new WeakMap<CSSMediaRule, string>();
let isChanged = false;

/**
 * A media query for a page with this zoom: "(max-width: 900px)" at 1.5 is "(max-width: 1350px)".
 *
 * @param taken width beside the page, in its own CSS pixels
 */
export function zoomedQuery(query: string, zoom: number, taken = 0): string {
  return query.replace(WIDTH, (_, name: string, width: string) => `${name}${(Number(width) + taken) * zoom}px`);
}

/** Makes all style sheets of the page ask for widths at this zoom, beside what takes so much. */
export function zoomMedia(zoom: number, taken: number): void {
  const isAsWritten = zoom === 1 && taken === 0;
  if (isAsWritten && !isChanged) return;
  isChanged = !isAsWritten;
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSMediaRule)) continue;
      const query = written.get(rule) ?? rule.media.mediaText;
      written.set(rule, query);
      const zoomed = zoomedQuery(query, zoom, taken);
      if (rule.media.mediaText !== zoomed) rule.media.mediaText = zoomed;
    }
  }
}

/** Rules of a sheet; none of a sheet that another origin has put into the page. */
function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}
