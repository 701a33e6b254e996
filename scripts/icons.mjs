/** `npm run icons`: draws the page's icons into public. The mark is that of the header: three timesteps, the last one now. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
import { ROOT } from './prepare.mjs';

const PUBLIC = join(ROOT, 'public');
/** The dark theme's paper and ink, and the LSTM's colour on it. */
const [TILE, INK, NOW] = ['#141619', '#f0eeea', '#a98bec'];

/**
 * @param {{corner: number, scale: number}} look radius of the tile's corners, and size of the mark, of a tile of 32
 */
function icon({ corner, scale }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="${corner}" fill="${TILE}"/>
  <g transform="translate(16 16) scale(${scale})" fill="${TILE}" stroke="${INK}" stroke-width="2">
    <path d="M-9 0H9"/>
    <circle cx="-9" r="3.4"/>
    <circle r="3.4"/>
    <circle cx="9" r="4.4" fill="${NOW}" stroke="none"/>
  </g>
</svg>
`;
}

const ROUNDED = icon({ corner: 7, scale: 1 });
// Systems cut these themselves: the tile fills the square, and a maskable icon keeps its mark within the inner four fifths.
const SQUARE = icon({ corner: 0, scale: 1 });
const MASKABLE = icon({ corner: 0, scale: 0.85 });

/** @type {readonly [string, string, number][]} */
const PICTURES = [
  ['icon-192.png', ROUNDED, 192],
  ['icon-512.png', ROUNDED, 512],
  ['icon-maskable-512.png', MASKABLE, 512],
  ['apple-touch-icon.png', SQUARE, 180],
];

writeFileSync(join(PUBLIC, 'icon.svg'), ROUNDED);
const browser = await chromium.launch({ executablePath: findChromium() ?? 'chromium', args: CHROMIUM_ARGS });
for (const [name, svg, size] of PICTURES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: join(PUBLIC, name), omitBackground: true });
}
await browser.close();
