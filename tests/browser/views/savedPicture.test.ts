/** What is drawn and read of the page's elements, in a real layout. */
import { afterEach, describe, expect, test } from 'vitest';
import { DrawingBuilder } from '../../../src/views/picture/drawing.ts';
import { drawElement } from '../../../src/views/picture/elementSvg.ts';
import { readTables } from '../../../src/views/picture/readTables.ts';

afterEach(() => document.body.replaceChildren());

function onPage(html: string): HTMLElement {
  const root = document.createElement('div');
  root.style.cssText =
    'position:absolute;top:40px;left:30px;width:300px;font:16px/20px monospace;color:rgb(10, 20, 30)';
  root.innerHTML = html;
  document.body.append(root);
  return root;
}

/** The markup of an element and the size of what was drawn, with the notes about it. */
function drawn(html: string) {
  const root = onPage(html);
  const { left, top } = root.getBoundingClientRect();
  const into = new DrawingBuilder();
  const place = (rect: { left: number; top: number; right: number; bottom: number }) => ({
    left: rect.left - left,
    top: rect.top - top,
    right: rect.right - left,
    bottom: rect.bottom - top,
  });
  drawElement(root, place, into);
  const { svg, width, height } = into.finish();
  const parsed = new DOMParser().parseFromString(
    `<svg xmlns="http://www.w3.org/2000/svg">${svg}</svg>`,
    'image/svg+xml',
  );
  expect(parsed.querySelector('parsererror')).toBeNull();
  const texts = [...parsed.querySelectorAll('text')].map((text) => text.textContent);
  return { root, svg, parsed, texts, width, height, notes: into.notes };
}

describe('a part of the page as SVG', () => {
  test('text stands line by line, with the spaces that are seen, in its own colour and size', () => {
    const { texts, parsed, root } = drawn(
      `<p style="margin:0;width:6.5ch">one\n  two three <b style="color:red">bold</b> <code style="white-space:pre">a  b</code></p>`,
    );
    expect(texts).toEqual(['one', 'two', 'three', 'bold', 'a  b']);
    const bold = parsed.querySelectorAll('text')[3]!;
    expect(bold.getAttribute('fill')).toBe('#ff0000');
    expect(bold.getAttribute('font-weight')).toBe('700');
    const [first, second] = [...parsed.querySelectorAll('text')].map((text) => Number(text.getAttribute('y')));
    expect(second! - first!).toBe(20);
    // The baseline is inside the line.
    expect(first).toBeGreaterThan(8);
    expect(first).toBeLessThan(20);
    expect(root.querySelector('p')).not.toBeNull();
  });

  test('a key that the style sheet places beside a name is drawn where it is seen', () => {
    const sheet = document.createElement('style');
    sheet.textContent = `.keyed { position: relative; padding-left: 10px; border-left: 2px solid blue }
      .keyed::before { content: ""; position: absolute; box-sizing: border-box; top: 6px; bottom: 4px; left: 1px; width: 4px;
        border: 1px solid red; background: lime }`;
    document.head.append(sheet);
    const { parsed } = drawn('<p class="keyed" style="margin:0;height:20px">c</p><p style="margin:0">bits</p>');
    sheet.remove();
    const filled = parsed.querySelector('rect[fill="#00ff00"]')!;
    expect(['x', 'y', 'width', 'height'].map((name) => Number(filled.getAttribute(name)))).toEqual([3, 6, 4, 10]);
    expect(parsed.querySelectorAll('rect[stroke="#ff0000"]')).toHaveLength(1);
  });

  test('a word that is broken by a soft hyphen has its hyphen, and its letters on the line where they are seen', () => {
    expect(drawn('<p style="margin:0;width:4ch">un\u00adtrained</p>').texts.slice(0, 1)).toEqual(['un-']);
    expect(drawn('<p style="margin:0">un\u00adtrained</p>').texts).toEqual(['untrained']);
  });

  test('what the page cuts off is cut off, and what it scrolls over is there', () => {
    const after = 'width:0;height:20px;overflow:hidden;white-space:break-spaces;line-break:anywhere';
    const cut = drawn(`<div style="display:flex">piece<span style="${after}">after</span></div>`);
    expect(cut.texts).toEqual(['piece']);
    // One line: the letters stand out of it a little.
    expect(cut.height).toBeLessThan(30);
    const part = drawn('<div style="width:5ch;overflow:hidden;white-space:pre">first second</div>');
    const width = Number(part.parsed.querySelector('clipPath rect')!.getAttribute('width'));
    expect(part.width).toBeLessThanOrEqual(width);
    const scrolled = drawn('<div style="width:5ch;overflow-x:auto;white-space:pre">first second</div>');
    expect(scrolled.parsed.querySelector('clipPath')).toBeNull();
    expect(scrolled.width).toBeGreaterThan(width);
    expect(
      drawn('<div style="width:20ch;height:40px;overflow:hidden">first</div>').parsed.querySelector('clipPath'),
    ).toBeNull();
  });

  test('what can only be pressed is left out, and of choices what was chosen is there', () => {
    const { texts } = drawn(
      `<button>Search</button><button aria-pressed="false">unit 3</button>
       <fieldset data-part="choice"><button aria-pressed="true">bits</button><button aria-pressed="false">nats</button></fieldset>
       <label>Order <select><option>index</option><option selected>similarity</option></select></label>
       <label>From <input type="number" value="7"></label>
       <label><input type="checkbox">Freeze</label><label><input type="checkbox" checked>Flip</label>
       <input type="range"><details open><summary>More</summary>inside</details>
       <span style="visibility:hidden">hidden</span><span style="clip-path:inset(50%)">heard</span><span data-unsaved>gone</span>
       <ol><li><button>place</button></li></ol>`,
    );
    expect(texts).toEqual(['unit 3', 'bits', 'Order', 'similarity', 'From', '7', 'Flip', 'place']);
  });

  test('colours, borders, frames and gradients are plain shapes', () => {
    const { parsed, svg } = drawn(
      `<div style="width:100px;height:20px;background:linear-gradient(90deg, #000, rgb(255 0 0 / 0.5) 25%, #fff)"></div>
       <div style="width:50px;height:10px;background:color-mix(in srgb, red 50%, blue);border:2px solid lime;box-shadow:0 0 0 1px #123456"></div>
       <div style="width:0;height:0;border:4px solid transparent;border-left-color:black"></div>
       <div style="width:60px;height:60px;background:repeating-linear-gradient(135deg, gray 0 1px, transparent 1px 6px);clip-path:path('M0 0H60V60Z')"></div>`,
    );
    const gradient = parsed.querySelector('linearGradient')!;
    expect([gradient.getAttribute('x1'), gradient.getAttribute('x2')].map(Number)).toEqual([0, 100]);
    expect([...gradient.querySelectorAll('stop')].map((stop) => stop.getAttribute('offset'))).toEqual([
      '0',
      '0.25',
      '1',
    ]);
    expect(gradient.querySelectorAll('stop')[1]!.getAttribute('stop-opacity')).toBe('0.5');
    expect(svg).toContain('fill="#800080"');
    expect(svg).toContain('stroke="#00ff00"');
    expect(svg).toContain('fill="#123456"');
    const hatched = parsed.querySelectorAll('linearGradient')[1]!;
    expect(hatched.getAttribute('spreadMethod')).toBe('repeat');
    const length = Math.hypot(
      Number(hatched.getAttribute('x2')) - Number(hatched.getAttribute('x1')),
      Number(hatched.getAttribute('y2')) - Number(hatched.getAttribute('y1')),
    );
    expect(length).toBeCloseTo(6, 1);
    expect(parsed.querySelector('clipPath path')!.getAttribute('d')).toMatch(/^M\s?0 0\s?H/);
  });

  test('an SVG of the page keeps its shapes, has its styles written into it, and grows the picture where it stands out', () => {
    const { parsed, width } = drawn(
      `<svg width="100" height="40" style="display:block;overflow:visible"><g transform="translate(5 5)" style="--c:teal">
         <path d="M0 0H10" style="stroke:var(--c);stroke-dasharray:3 2"></path><rect width="9" height="9" fill="transparent"></rect>
         <text x="250" y="10" style="font-size:12px">far <tspan style="fill:red"> out</tspan></text></g></svg>`,
    );
    const path = parsed.querySelector('path')!;
    expect(path.getAttribute('stroke')).toBe('#008080');
    expect(path.getAttribute('stroke-dasharray')).toBe('3  2');
    expect(parsed.querySelector('rect')).toBeNull();
    expect(parsed.querySelector('tspan')!.getAttribute('fill')).toBe('#ff0000');
    expect(parsed.querySelector('g g')!.getAttribute('transform')).toBe('translate(5 5)');
    expect(width).toBeGreaterThan(280);
  });

  test('what scrolls is whole, and of what is painted only where it is in view the whole lines are there', () => {
    const lines = Array.from({ length: 9 }, (_, k) => `<div>line ${k}</div>`).join('');
    expect(drawn(`<div style="height:50px;overflow:auto">${lines}</div>`).texts).toHaveLength(9);
    document.body.replaceChildren();
    const { height, notes, parsed } = drawn(
      `<div style="height:50px;overflow:auto" data-painted-lines="20">${lines}</div>`,
    );
    expect(height).toBe(40);
    expect(notes).toEqual(['Lines 1 to 2 of 9 are shown.']);
    expect(parsed.querySelector('clipPath rect')!.getAttribute('height')).toBe('40');
  });
});

test('a table is read with its spans, its indices and the parts of its cells, without columns that only draw', () => {
  const root = onPage(
    `<table><caption>Gradients of <b>layer 1</b></caption>
      <thead><tr><th rowspan="2">name</th><th colspan="2">fitted</th><th rowspan="2" aria-label="bar"></th><th rowspan="2">σ<sub>max</sub></th></tr>
      <tr><th>per step</th><th>half-life</th></tr></thead>
      <tbody><tr><th colspan="5">section</th></tr>
      <tr><th>RNN x<sup>k</sup></th><td>×0.69</td><td>1.9</td><td><svg></svg></td>
        <td><span data-value-name="low">1</span> · <span data-value-name="mean">2</span></td></tr>
      <tr><th>GRU</th><td colspan="2">no decay</td><td><span aria-hidden="true">▾</span></td><td>not computed</td></tr></tbody></table>
     <details open><table><tr><td>behind</td></tr></table></details>`,
  );
  expect(readTables(root)).toEqual([
    {
      caption: 'Gradients of layer 1',
      rows: [
        ['', 'fitted', '', '', ''],
        ['name', 'per step', 'half-life', 'σ_max, low', 'σ_max, mean'],
        ['section', '', '', '', ''],
        ['RNN x^k', '×0.69', '1.9', '1', '2'],
        ['GRU', 'no decay', '', 'not computed', ''],
      ],
    },
  ]);
  expect(readTables(root.querySelector('details')!).map(({ rows }) => rows)).toEqual([[['behind']]]);
});
