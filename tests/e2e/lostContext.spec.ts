import { button, expect, open, pause, reading, setNumber, testOnOwnPage, waitForStep, stepOf } from './support/test.ts';

testOnOwnPage(
  'a graphics process that crashes twice while training costs no run: it goes on, at last without WebGL',
  async ({ page, browser }) => {
    await open(page, 'webgl');
    await setNumber(page, 'Hidden units', 16);
    await button(page, 'Train').click();
    await waitForStep(page, 'LSTM', 5);
    const session = await browser.newBrowserCDPSession();
    const badge = page.getByRole('status', { name: 'Backend' });
    for (const next of ['webgl', 'wasm']) {
      // Until a snapshot has been taken, which is then shown, there is nothing but step 0 to go back to.
      const shown = await reading(page).textContent();
      await expect.poll(() => reading(page).textContent()).not.toBe(shown);
      const before = await stepOf(page, 'LSTM');
      await session.send('Browser.crashGpuProcess');
      await expect(page.getByText(new RegExp(`stopped answering.*go on with ${next}`)).first()).toBeVisible();
      await expect(badge).toContainText(next);
      await waitForStep(page, 'LSTM', before + 2);
    }
    await pause(page);
    const steps = await Promise.all((['RNN', 'GRU', 'LSTM'] as const).map((cell) => stepOf(page, cell)));
    expect(new Set(steps).size).toBe(1);
  },
);
