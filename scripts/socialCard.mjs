/**
 * `npm run build && npm run social-card`: draws public/social-card.png, which other sites show beside a link to the page. It
 * holds the real page after a short training.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
import { listen } from './listen.mjs';
import { ROOT } from './prepare.mjs';
import { DIST, pageHandler } from './serve.mjs';

const [WIDTH, HEIGHT, TITLE] = [1200, 630, 104];
const STEPS = 600;
/** The page is drawn larger and then made smaller, so that more of it is in the picture. */
const SCALE = 0.75;
/** Timestep of the cursor: the state has been written to by then. */
const CURSOR = 37;

const { port, close } = await listen(() => createServer(pageHandler(DIST)), 0);
const browser = await chromium.launch({ executablePath: findChromium() ?? 'chromium', args: CHROMIUM_ARGS });
try {
  const page = await browser.newPage({
    viewport: { width: WIDTH / SCALE, height: Math.round((HEIGHT - TITLE) / SCALE) },
    colorScheme: 'light',
  });
  await page.goto(`http://localhost:${port}/?backend=wasm`);
  const group = page.getByRole('group', { name: 'Cells' });
  for (const cell of ['RNN', 'GRU']) await group.getByRole('checkbox', { name: cell }).uncheck();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const status = page.getByRole('status', { name: 'Training status' });
  await page.waitForFunction(
    ([element, steps]) => Number(/step ([\d,]+)/.exec(element?.textContent ?? '')?.[1]?.replaceAll(',', '')) >= steps,
    /** @type {const} */ ([await status.elementHandle(), STEPS]),
    { timeout: 300_000 },
  );
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Watch' }).click();
  await page.getByRole('tabpanel', { name: 'Watch' }).getByRole('region').first().waitFor();
  await page.getByText(/^Reading: t \d+/).waitFor();
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  for (let t = 0; t < CURSOR; t++) await page.keyboard.press('ArrowRight');
  await page.getByText(new RegExp(`^Reading: t ${CURSOR} `)).waitFor();
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
