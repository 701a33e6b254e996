/** Functions that build parts of an SVG document as text. */

/** Text inside an element or an attribute. Characters that XML 1.0 does not allow become U+FFFD. */
export function escapeXml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- these are what XML forbids
      .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}

export type Attributes = Readonly<Record<string, string | number>>;

/** One element. Its content is already markup. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  return content === '' ? `<${name}${all.join('')}/>` : `<${name}${all.join('')}>${content}</${name}>`;
}

/** A text at a position. */
export function textAt(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escapeXml(text));
}

/** Splits text into lines of at most `most` characters. A longer word has a line of its own. */
export function wrapWords(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Before what an address may be broken: the names of its values, and the members of lists. */
const NAMES = /(?=[&#_])/;

/**
 * Splits text into lines that are at most `most` wide. A word that is wider is broken before a name of an address, and a name
 * that is wider still between its characters, so that only a single character may stand out.
 *
 * @param widthOf width of a text, in the unit of `most`
 */
export function wrapToWidth(text: string, most: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= most) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const name of word.split(NAMES)) {
      for (const part of widthOf(name) <= most ? [name] : name) {
        if (line !== '' && widthOf(line + part) > most) {
          lines.push(line);
          line = '';
        }
        line += part;
      }
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Content moved to (x, y). */
export function groupAt(x: number, y: number, content: string): string {
  return element('g', { transform: `translate(${x} ${y})` }, content);
}
