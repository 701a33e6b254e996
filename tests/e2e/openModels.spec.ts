import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { formatCount } from '../../src/draw/format.ts';
import type { GivenBytes } from '../../src/formats/models/openedModel.ts';
import {
  ml5Folder,
  ml5Variables,
  safetensorsFile,
  stateDictShapes,
  tensorsOf,
} from '../unit/formats/models/modelFiles.ts';
import { violations } from './support/axe.ts';
import {
  button,
  expect,
  open,
  pause,
  reading,
  searched,
  setNumber,
  unfoldSettings,
  status,
  test,
  useText,
  waitForStep,
  workspaceTab,
} from './support/test.ts';

const header = (page: Page) => page.getByRole('banner');
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Open a model' });

/** Chooses files through File → Open…. */
async function choose(page: Page, files: readonly GivenBytes[]): Promise<void> {
  await page
    .getByLabel('File to open')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
    );
}

/** Drops a folder with these files onto the page, as a person does. */
async function dropFolder(page: Page, info: TestInfo, name: string, files: readonly GivenBytes[]): Promise<void> {
  for (const file of files) {
    const path = info.outputPath(name, file.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.bytes);
  }
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [info.outputPath(name)], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
  }
}

/** The bytes of a file that the page saves through its menu. */
async function saved(page: Page, item: string): Promise<Uint8Array> {
  const download = page.waitForEvent('download');
  await button(page, 'File').click();
  await page.getByRole('menuitem', { name: item }).click();
  return readFile(await (await download).path());
}

test('weights that the page saved come back at their step, and are saved again bit for bit', async ({ page }) => {
  await open(page);
  await page.getByRole('group', { name: 'Cells' }).getByRole('checkbox', { name: 'RNN' }).uncheck();
  await page.getByRole('group', { name: 'Cells' }).getByRole('checkbox', { name: 'GRU' }).uncheck();
  await useText(page, 'hello world, '.repeat(60));
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 20);
  await pause(page);
  const weights = await saved(page, 'Save weights');
  const step = Number(/"steps":"(\d+)"/.exec(new TextDecoder('latin1').decode(weights))![1]);

  await button(page, 'File').click();
  await page.getByRole('menuitem', { name: 'Experiments…' }).click();
  await button(page, 'New experiment').click();
  await expect(status(page)).toContainText('GRU step 0 · not trained yet');
  await choose(page, [{ name: 'anything.bin', bytes: weights }]);
  await expect(page.getByRole('alert')).toContainText(`Opened: weights of this page, LSTM of 1 layer with 64 units`);
  await expect(page.getByRole('alert')).toContainText(`at step ${formatCount(step)}`);
  await expect(status(page)).toContainText(`LSTM, opened step ${formatCount(step)} · as opened`);
  await expect(page.getByText(/characters were left out, because the model does not know them/).first()).toBeVisible();
  await expect(reading(page)).toContainText('LSTM, opened');
  const again = await saved(page, 'Save weights');
  const tensors = (bytes: Uint8Array): Uint8Array => bytes.slice(-40_000);
  expect(Buffer.from(tensors(again)).equals(Buffer.from(tensors(weights)))).toBe(true);

  await button(page, 'Step').click();
  await expect(status(page)).toContainText(`LSTM, opened step ${formatCount(step + 1)} · loss`);
});

test('a state dict of PyTorch asks for its vocabulary, and is then a model like the others', async ({ page }) => {
  await open(page);
  await choose(page, [safetensorsFile(tensorsOf(stateDictShapes(1, 2, 8, 6)))]);
  await expect(dialog(page)).toContainText('PyTorch state dict: RNN with 6 units, for 8 characters.');
  expect(await violations(page)).toEqual([]);
  await dialog(page).getByRole('textbox', { name: 'Text' }).fill('hello');
  await dialog(page).getByRole('button', { name: 'Open the model' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText(
    'it has 4 different characters, and the model has 8 symbols',
  );
  await dialog(page).getByRole('textbox', { name: 'Text' }).fill('hello world '.repeat(30));
  await dialog(page).getByRole('combobox', { name: 'Nonlinearity' }).selectOption('ReLU');
  await dialog(page).getByRole('button', { name: 'Open the model' }).click();

  await expect(header(page)).toContainText('Your text, 360 characters');
  await expect(reading(page)).toContainText('RNN, opened layer 1');
  await workspaceTab(page, 'Train').click();
  await button(page, 'Step').click();
  await expect(status(page)).toContainText('RNN, opened step 1 · loss');
  // A cell that is ticked beside it has its sizes and reads the same symbols.
  await page.getByRole('group', { name: 'Cells' }).getByRole('checkbox', { name: 'GRU' }).check();
  await unfoldSettings(page);
  await expect(page.getByRole('row', { name: /^GRU/ }).first()).toContainText('6');
  // The next text is read with the same vocabulary.
  await useText(page, 'xhxexlxlxoxx'.repeat(20));
  await expect(header(page)).toContainText('100 characters');
  await expect(status(page)).toContainText('RNN, opened step 0 · as opened');
});

test('on a phone the lines that convert a file stand in their notice, and scroll in it', async ({ page }) => {
  await open(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await choose(page, [{ name: 'model.pt', bytes: Uint8Array.of(0x80, 2, 0x8a, 10, 0x6c, 0xfc) }]);
  const words = page.getByRole('alert').locator('p');
  await expect(words).toContainText('is a pickle of PyTorch');
  const edges = await words.evaluate((part) => {
    const [own, notice] = [part.getBoundingClientRect(), part.parentElement!.getBoundingClientRect()];
    return { left: own.left - notice.left, right: notice.right - own.right };
  });
  expect(edges.left).toBeGreaterThanOrEqual(0);
  expect(edges.right).toBeGreaterThanOrEqual(0);
  expect(await words.locator('code').evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true);
});

test('the dropped folder of an ml5 charRNN is opened; Cancel and a refused file leave everything as it was', async ({
  page,
}, info) => {
  await open(page);
  const before = await header(page).textContent();
  await choose(page, [{ name: 'model.pt', bytes: Uint8Array.of(0x80, 2, 0x8a, 10, 0x6c, 0xfc) }]);
  await expect(page.getByRole('alert')).toContainText('is a pickle of PyTorch');
  await expect(page.getByRole('alert')).toContainText(
    'save_file(torch.load("model.pt", map_location="cpu"), "model.safetensors")',
  );
  await choose(page, [safetensorsFile(tensorsOf(stateDictShapes(4, 1, 8, 6)))]);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toBeHidden();
  expect(await header(page).textContent()).toBe(before);

  const symbols = Array.from(' \netaoinshrdlu,.');
  await dropFolder(page, info, 'charrnn', ml5Folder(ml5Variables(symbols.length, 5, 7, 2), symbols));
  await expect(page.getByRole('alert')).toContainText(
    'Opened: ml5 charRNN, LSTM of 2 layers with 7 units, for 16 characters.',
  );
  await expect(reading(page)).toContainText('LSTM, opened layer 1');
  await expect(status(page)).toContainText(/LSTM, opened step 0 · as opened · held-out \d/);
  await workspaceTab(page, 'Watch').click();
  await expect(page.getByRole('region', { name: /Cell state, layer 1/ })).toBeVisible();
  await workspaceTab(page, 'Find').click();
  await searched(page);
});

test('a whole experiment is saved as one file, and opens again at its step with its weights', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Hidden units', 8);
  await button(page, 'Step').click();
  await waitForStep(page, 'LSTM', 1);
  const weights = await saved(page, 'Save weights');
  const bytes = await saved(page, 'Save experiment');
  await useText(page, 'another text '.repeat(50));
  await expect(status(page)).toContainText('LSTM step 0');
  await choose(page, [{ name: 'no matter.txt', bytes }]);
  await expect(page.getByRole('alert')).toContainText(/The experiment on “.*” is open, at step 1\./);
  await waitForStep(page, 'LSTM', 1);
  expect(await saved(page, 'Save weights')).toEqual(weights);
});
