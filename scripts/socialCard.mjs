/**
 * `npm run build && npm run social-card`: draws public/social-card.png, which other sites show beside a link to the page. It
 * holds the real page with a trained network.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
import { listen } from './listen.mjs';
import { ROOT } from './prepare.mjs';
import { DIST, pageHandler } from './serve.mjs';

const [WIDTH, HEIGHT, TITLE] = [1200, 630, 104];
/** The page is drawn larger and then made smaller, so that more of it is in the picture. */
const SCALE = 0.75;
/** A cell that is on inside quotation marks, in a network that comes with the page, and a character inside some. */
const SCENE = 'trained=quotations&w=watch&u=13&c=c&t=60';
const READING = /^Reading: t 60 /;

const { port, close } = await listen(() => createServer(pageHandler(DIST)), 0);
const browser = await chromium.launch({ executablePath: findChromium() ?? 'chromium', args: CHROMIUM_ARGS });
try {
  const page = await browser.newPage({
    viewport: { width: WIDTH / SCALE, height: Math.round((HEIGHT - TITLE) / SCALE) },
    colorScheme: 'light',
  });
  await page.goto(`http://localhost:${port}/?backend=wasm#${SCENE}`);
  await page.getByText(READING).waitFor();
  // Maps and equations come after the text.
  await page.getByRole('region', { name: /^Cell state, layer 1/ }).waitFor();
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
  const inside = (await page.screenshot({ animations: 'disabled' })).toString('base64');

  const card = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  await card.setContent(`
    <style>
      body { margin: 0; background: #141619; color: #f0eeea; font: 500 30px/1 "Helvetica Neue", Arial, sans-serif; }
      p { margin: 0; height: ${TITLE}px; padding: 0 36px; display: flex; align-items: center; gap: 24px; }
      b { font-size: 44px; }
      img { display: block; width: 100%; }
    </style>
    <p><b>Unrolled</b> a microscope for recurrent networks, in a browser tab</p>
    <img alt="" src="data:image/png;base64,${inside}">`);
  await card.screenshot({ path: join(ROOT, 'public', 'social-card.png') });
} finally {
  await browser.close();
  close();
}
