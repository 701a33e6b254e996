import { readSafetensors } from '../../src/formats/safetensors.ts';
import { chooseCells, expect, open, reading, save, test, unfoldSettings } from './support/test.ts';

test('the optimizer’s ε, β₁, β₂ and α are shown, begin at PyTorch’s defaults and can be set', async ({ page }) => {
  await open(page);
  await unfoldSettings(page);
  const settings = page.getByRole('region', { name: 'Settings' });
  const field = (name: string) => settings.getByRole('spinbutton', { name, exact: true });
  const choose = (label: string) => settings.getByRole('combobox', { name: 'Optimizer' }).selectOption({ label });
  await expect(field('Epsilon')).toHaveValue('1e-8');
  await expect(field('β₁')).toHaveValue('0.9');
  await expect(field('β₂')).toHaveValue('0.999');
  await choose('Adagrad');
  await expect(field('Epsilon')).toHaveValue('1e-10');
  await expect(field('β₁')).toBeHidden();
  await choose('RMSProp');
  await expect(field('Epsilon')).toHaveValue('1e-8');
  await expect(field('α')).toHaveValue('0.99');
  await choose('SGD');
  await expect(field('Epsilon')).toBeHidden();
  await choose('Adam');
  await field('Epsilon').press('ArrowUp');
  await field('Epsilon').press('Enter');
  await expect(field('Epsilon')).toHaveValue('1e-7');
  await field('β₁').fill('1');
  await field('β₁').press('Enter');
  await expect(settings).toContainText('β₁ must be a number from 0 to 0.999999. 0.9 stays in use.');
});

test('a GRU that nn.GRU cannot hold is saved under other names, and the page offers a module that holds it', async ({
  page,
}) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await unfoldSettings(page);
  await page.getByRole('combobox', { name: 'GRU reset gate' }).selectOption({ label: 'before W_hn' });
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'GRU' });
  await expect(reading(page)).toContainText('GRU');
  const { name, bytes } = await save(page, 'Save weights');
  await expect(page.getByRole('alert')).toContainText('nn.GRU would compute something else');
  const names = [...readSafetensors(bytes).tensors.keys()];
  expect(names).toContain('rnn.cells.0.weight_hh');
  expect(names).not.toContain('rnn.weight_hh_l0');
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: 'Load in PyTorch…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Load in PyTorch' });
  await expect(dialog).toContainText('class GruResetBefore(nn.Module):');
  await expect(dialog).toContainText(`load_file("${name}")`);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('combobox', { name: 'GRU reset gate' }).selectOption({ label: 'after W_hn' });
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: 'Load in PyTorch…' }).click();
  await expect(dialog).toContainText('self.rnn = nn.GRU(');
});
