/** A report of an experiment as one HTML file, which needs nothing besides itself and runs nothing. */
import type { Theme } from '../../draw/ramps.ts';
import { element, escapeXml } from '../../draw/svgText.ts';
import type { PictureFile } from '../../draw/unitPicture.ts';
import type { ReportFacts, ReportRow } from '../../exports/reportFacts.ts';
import type { Pin } from '../../state/pins.ts';
import { reportStyle } from './reportStyle.ts';

export interface Report {
  readonly facts: ReportFacts;
  /** Name that a person gave the experiment, or that of its text. */
  readonly title: string;
  /** "Unrolled 0.1.0, 30 November 2026" */
  readonly madeBy: string;
  /** The address that opens what the page showed. */
  readonly link: string;
  readonly curves: readonly PictureFile[];
  readonly pins: readonly Pin[];
  /** Of its own parts; that of a pinned picture stays as it was. */
  readonly theme: Theme;
}

/** No script, no address outside: whatever the texts in it are, a browser asks nobody for anything. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

export function reportHtml({ facts, title, madeBy, link, curves, pins, theme }: Report): string {
  const { models, settings, text, excerpt, repeat, commands } = facts;
  const head = [
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    tag('title', title),
    `<style>${reportStyle(theme)}</style>`,
  ];
  const body = [
    tag('h1', title),
    tag('p', madeBy),
    section('Networks', table(models.heads, models.rows)),
    ...(curves.length > 0 ? [section('Training', curves.map(({ svg }) => figure(svg)).join(''))] : []),
    ...(pins.length > 0 ? [section('Pictures', pins.map(pinned).join(''))] : []),
    section(
      'Text',
      table([], text) + tag('p', excerpt === '' ? '' : 'It begins so:') + element('pre', {}, escapeXml(excerpt)),
    ),
    section('Settings', table([], settings)),
    section(
      'How to repeat it',
      element('p', {}, element('a', { href: link }, escapeXml(link))) +
        repeat.map((sentence) => tag('p', sentence)).join('') +
        element('pre', {}, escapeXml(commands.join('\n'))),
    ),
  ];
  return `<!doctype html>\n${element('html', { lang: 'en' }, element('head', {}, head.join('\n')) + element('body', {}, `<main>${body.join('\n')}</main>`))}\n`;
}

function tag(name: string, text: string): string {
  return text === '' ? '' : element(name, {}, escapeXml(text));
}

function section(title: string, content: string): string {
  return element('section', {}, tag('h2', title) + content);
}

function figure(content: string, caption = ''): string {
  return element('figure', {}, element('div', { class: 'scrolls' }, content) + tag('figcaption', caption));
}

/** As an image, in which no script runs and nothing is loaded. */
function pinned({ title, caption, svg, width, height }: Pin): string {
  const src = `data:image/svg+xml;base64,${base64(svg)}`;
  return tag('h3', title) + figure(element('img', { src, width, height, alt: title }), caption);
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(''));
}

function table(heads: readonly string[], rows: readonly ReportRow[]): string {
  const head = ['', ...heads].map((one) => element('th', { scope: 'col' }, one === '' ? ' ' : escapeXml(one))).join('');
  const lines = rows.map(({ name, cells }) => {
    const values = cells.map((cell) => element('td', {}, cell === '' ? ' ' : escapeXml(cell))).join('');
    return element('tr', {}, element('th', { scope: 'row' }, escapeXml(name)) + values);
  });
  const thead = heads.length > 0 ? element('thead', {}, element('tr', {}, head)) : '';
  return element('div', { class: 'scrolls' }, element('table', {}, thead + element('tbody', {}, lines.join(''))));
}
