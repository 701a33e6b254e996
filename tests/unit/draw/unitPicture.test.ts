import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colouredLine } from '../../../src/draw/colouredLines.ts';
import { INKS } from '../../../src/draw/inks.ts';
import { barsPath, levelChart, rocPath } from '../../../src/draw/reportPaths.ts';
import { element, escapeXml, wrapWords } from '../../../src/draw/svgText.ts';
import { type UnitPicture, unitPictureSvg } from '../../../src/draw/unitPicture.ts';

describe('outlines of a look', () => {
  it('stand on their base, the highest as high as there is room, what is rare still seen, what is empty not at all', () => {
    expect(barsPath([2, 0, 4], 30, 50, 40)).toBe('M0 50V30H9V50ZM20 50V10H29V50Z');
    expect(barsPath([1, 1000], 20, 10, -40)).toBe('M0 10V10.75H9V10ZM10 10V50H19V10Z');
    expect(barsPath([0, 0], 20, 10, 40)).toBe('');
  });

  it('turn the curve round where smaller values go with the label', () => {
    const off = [0, 0.5, 1];
    const on = [0, 0.25, 1];
    expect(rocPath(off, on, 100, false)).toBe('M0 100L50 75L100 0');
    expect(rocPath(off, on, 100, true)).toBe('M0 100L50 25L100 0');
  });

  it('draw levels from the lowest to the highest quantile', () => {
    const levels = [
      { mean: 0, quantiles: [0, 1, 2, 3, 4] },
      { mean: 10, quantiles: [4, 5, 6, 7, 8] },
    ];
    const { outer, inner, median, labelTicks } = levelChart(levels, 100, 80);
    expect(median).toBe('M0 60L100 20');
    expect(outer).toBe('M0 40L100 0L100 40L0 80Z');
    expect(inner).toBe('M0 50L100 10L100 30L0 70Z');
    expect(labelTicks).toEqual([0, 2, 4, 6, 8, 10].filter((tick) => labelTicks.includes(tick)));
    expect(levelChart([levels[0]!], 100, 80).median).toBe('M-4 40L4 40');
    expect(levelChart([], 100, 80)).toMatchObject({ outer: '', inner: '', median: '' });
    expect(levelChart([{ mean: 1, quantiles: [2, 2, 2, 2, 2] }], 100, 80).outer).not.toContain('NaN');
  });
});

describe('SVG as text', () => {
  it('escapes what would end an element or an attribute, and what XML has no place for', () => {
    expect(escapeXml('a<b & "c">\u0000\u0008\ud800😀')).toBe('a&lt;b &amp; &quot;c&quot;&gt;\ufffd\ufffd\ufffd😀');
    expect(element('a', { b: '"' })).toBe('<a b="&quot;"/>');
  });

  it('wraps words', () => {
    expect(wrapWords('one two  three four', 8)).toEqual(['one two', 'three', 'four']);
    expect(wrapWords('incomprehensible to me', 5)).toEqual(['incomprehensible', 'to me']);
  });

  it('gives every symbol its place, and those of two units one of their own', () => {
    const line = colouredLine(
      {
        start: 3,
        symbols: ['a', '😀', '<', '\n'],
        positions: [0.5, 0.5, 1, Number.NaN],
        marked: [true, true, true, false],
      },
      { ramp: 'signed', theme: 'light', columnWidth: 8, lineHeight: 18, mono: 'monospace' },
    );
    expect(line).toContain('x="4"');
    expect(line).toMatch(/<text[^>]* x="12">😀<\/text>/);
    expect(line).toMatch(/<text[^>]* x="20">&lt;<\/text>/);
    expect(line).toMatch(/<text[^>]* x="28">↵<\/text>/);
    // One rectangle for each colour, and one mark for each ink.
    expect(line.match(/<rect [^>]*height="18"/g)?.length).toBe(3);
    expect(line.match(/<rect [^>]*height="2"/g)?.length).toBe(2);
  });
});

const picture: UnitPicture = {
  title: 'c, unit 52: inside <quotes> & "more"',
  subtitle: 'step 1,200',
  theme: 'light',
  ramp: 'signed',
  legend: [
    { position: 0, text: '−2' },
    { position: 1, text: '+2' },
  ],
  lines: [
    { start: 0, symbols: [...'ab'], positions: [0, 1], marked: [false, true] },
    { start: 2, symbols: [...'c\n'], positions: [0.5, 0.5], marked: [false, false] },
  ],
  columns: 72,
  marked: 'label on',
  distribution: { on: [1, 2], off: [3, 4], onTitle: 'on, 3', offTitle: 'off, 7', positions: [0, 1], range: '−2 to 2' },
  curve: { kind: 'roc', off: [0, 1], on: [0, 1], isFalling: false },
  scores: [
    ['AUC', '0.99'],
    ['chance', '0.6'],
  ],
  contexts: [
    {
      title: 'strongest',
      positions: [{ value: '+1.2', before: ['x', '"'], symbol: '<', after: ['y'], label: '●', position: '1,234' }],
    },
  ],
  caption: ['what it shows', 'word '.repeat(100)],
  facts: [
    ['seed', '7'],
    ['changes', 'by hand '.repeat(20)],
  ],
  metadata: JSON.stringify({ about: { 'training step': 1200 }, label: '<&>' }),
};

describe('a picture', () => {
  it('holds its title, numbers, caption and facts, and is balanced', () => {
    const { svg, width, height } = unitPictureSvg(picture);
    expect(svg).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`);
    for (const piece of [
      'inside &lt;quotes&gt; &amp; &quot;more&quot;',
      '0.99',
      'label on',
      'on, 3',
      'off, 7',
      'seed: 7',
      '●',
    ])
      expect(svg).toContain(piece);
    const metadata = /<metadata>(.*)<\/metadata>/.exec(svg)![1]!;
    expect(metadata).toContain('&quot;training step&quot;:1200');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    const open = svg.match(/<[a-z][^>]*[^/]>/g)!.length;
    expect(svg.match(/<\/[a-z]+>/g)!.length).toBe(open);
  });

  it('grows with its lines and its caption, and draws a numeric label', () => {
    const levels = [{ mean: 0, quantiles: [-2, -1, 0, 1, 2] }];
    const many = { ...picture, lines: Array.from({ length: 40 }, () => picture.lines[0]!) };
    expect(unitPictureSvg(many).height).toBeGreaterThan(unitPictureSvg(picture).height);
    const { svg } = unitPictureSvg({ ...picture, theme: 'dark', curve: { kind: 'levels', levels, name: 'depth' } });
    expect(svg).toContain('depth');
    expect(svg).toContain(INKS.dark.paper);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('has the page’s colours', () => {
    const css = readFileSync(new URL('../../../src/views/styles/tokens.css', import.meta.url), 'utf8');
    const [light, dark] = css.split('[data-theme="dark"]');
    for (const [name, colour] of Object.entries(INKS.light)) expect(light).toContain(`--${name}: ${colour};`);
    for (const [name, colour] of Object.entries(INKS.dark)) expect(dark).toContain(`--${name}: ${colour};`);
  });
});
