import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import {
  button,
  drawn,
  expect,
  open,
  reading,
  setNumber,
  showAllMaps,
  test,
  trainBriefly,
  useText,
  waitForStep,
  unfoldSettings,
} from './support/test.ts';

test('every channel of the three cells is a picture of its own with its name', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await showAllMaps(page);
  const names = {
    LSTM: ['Input gate', 'Forget gate', 'Candidate', 'Output gate', 'Cell state', 'Hidden state'],
    GRU: ['Reset gate', 'Update gate', 'Candidate', 'Hidden state'],
    RNN: ['Hidden state'],
  };
  for (const [cell, channels] of Object.entries(names)) {
    await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: cell });
    for (const channel of channels) {
      await expect(page.getByRole('region', { name: `${channel}, layer 1` })).toBeVisible();
    }
    await expect(page.getByRole('region', { name: /, layer 1$/ })).toHaveCount(channels.length);
  }
});

test('moving the cursor redraws no heatmap', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await showAllMaps(page);
  const canvases = page.locator('[data-part="heatmap"][data-draws]');
  await expect(canvases).toHaveCount(6);
  const draws = (): Promise<(string | null)[]> =>
    canvases.evaluateAll((list) => list.map((canvas) => canvas.getAttribute('data-draws')));
  const cursor = page.getByRole('slider', { name: 'Timestep' });
  await cursor.focus();
  // A trace that arrives in the middle draws too: then the cursor moves once more.
  await expect(async () => {
    await cursor.press('Home');
    await drawn(page);
    const before = await draws();
    for (let k = 0; k < 15; k++) await page.keyboard.press('ArrowRight');
    await expect(reading(page)).toContainText('Reading: t 15 ·');
    await drawn(page);
    expect(await draws()).toEqual(before);
  }).toPass();
});

test('a click on a heatmap selects its unit and timestep, and the pointer reads the exact value', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await showAllMaps(page);
  const map = page.getByRole('region', { name: 'Forget gate, layer 1' }).locator('canvas').first();
  const box = (await map.boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.6);
  const text = (await reading(page).textContent())!;
  expect(text).toMatch(/t (3\d|4\d) · .* · unit \d+ · /);
  await page.getByRole('combobox', { name: 'Channel' }).selectOption('f');
  const value = /· f · (0\.\d+)/.exec((await reading(page).textContent())!)![1]!;
  await page.mouse.move(box.x + box.width * 0.4 + 2, box.y + box.height * 0.6);
  expect(Number(value)).toBeGreaterThan(0);
  expect(Number(value)).toBeLessThan(1);
});

test('Compare draws the gradient norm of every cell and names formula and tensor', async ({ page }) => {
  await open(page);
  await trainBriefly(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('tab', { name: 'Over time', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Gradient norm over time' });
  await expect(panel).toContainText('∂L/∂h');
  const table = page.getByRole('tabpanel').getByRole('table').first();
  for (const row of ['RNN h', 'GRU h', 'LSTM h', 'LSTM c']) await expect(table).toContainText(row);
  const paths = await panel.locator('path').evaluateAll((list) => list.map((path) => path.getAttribute('d') ?? ''));
  expect(paths.filter((d) => d.length > 200).length).toBeGreaterThanOrEqual(4);
  expect(paths.join(' ')).not.toContain('NaN');
});

test('Find shows the whole traced text in one unit’s colours, and a click moves the cursor', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Find' }).click();
  const picture = page.getByRole('region', { name: 'Unit over the text' });
  await expect(picture).toBeVisible();
  const canvas = picture.locator('canvas').first();
  await canvas.click({ position: { x: 260, y: 9 } });
  await expect(reading(page)).not.toContainText('Reading: t 0 ·');
});

test('two layers, an embedding and Korean text train and are shown', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Layers', 2);
  await page.getByRole('combobox', { name: 'Input' }).selectOption('embedding');
  await useText(page, '나는 학교에 갑니다. 너는 집에 옵니다. 우리는 바다를 봅니다.\n'.repeat(20));
  await trainBriefly(page);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await showAllMaps(page);
  await expect(page.getByRole('region', { name: 'Forget gate, layer 1' })).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Layer', exact: true }).fill('2');
  await expect(page.getByRole('region', { name: 'Forget gate, layer 2' })).toBeVisible();
  await expect(reading(page)).toContainText('LSTM layer 2');
});

test('a run that diverges stops by itself and says what happened', async ({ page }) => {
  await open(page);
  await unfoldSettings(page);
  await page.getByRole('combobox', { name: 'RNN nonlinearity' }).selectOption('relu');
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption('sgd');
  await page.getByRole('combobox', { name: 'Clip' }).selectOption('none');
  await setNumber(page, 'Learning rate', 1000);
  await button(page, 'Train').click();
  await expect(page.getByText(/diverged at step \d+/).first()).toBeVisible();
  await expect(button(page, 'Train')).toBeVisible();
  await expect(page.locator('svg [d*="NaN"], svg [x*="NaN"], svg [y*="NaN"]')).toHaveCount(0);
});

test('the built page works from a folder of a host that sends no headers', async ({ page }) => {
  const types: Record<string, string> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.wasm': 'application/wasm',
  };
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname.replace(/^\/some\/folder\//, '');
    readFile(join('dist', path === '' ? 'index.html' : path)).then(
      (bytes) =>
        response.writeHead(200, { 'Content-Type': types[extname(path) || '.html'] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  try {
    const { port } = server.address() as { port: number };
    await page.goto(`http://localhost:${port}/some/folder/?backend=wasm#w=train`);
    await expect(page.getByRole('status', { name: 'Backend' })).toContainText('wasm');
    await button(page, 'Step').click();
    await waitForStep(page, 'LSTM', 1);
  } finally {
    server.close();
  }
});
