import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';

/** Not the port of `npm start`, so that both may run; E2E_PORT takes another, for two runs beside each other. */
const PORT = Number(process.env.E2E_PORT ?? 4317);

/** End-to-end tests on the built page, as a static host would serve it. */
export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  // A page that trains takes two cores by itself: with one worker more than cores the same tests took a fifth longer.
  workers: Math.min(availableParallelism(), 6),
  retries: 0,
  // Generous: beside other tests, and on a busy machine, a page takes several times as long as alone.
  timeout: 480_000,
  expect: { timeout: 120_000 },
  forbidOnly: true,
  use: {
    baseURL: `http://localhost:${PORT}/`,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    // Tests that take files away from the server would be given them by the service worker.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: findChromium() ?? 'chromium',
      // V8's slowest compiler pays off in minutes. A test is over before, and without it takes a quarter less of the processor.
      args: [...CHROMIUM_ARGS, '--js-flags=--no-turbofan'],
    },
  },
  webServer: {
    command: 'node scripts/serve.mjs',
    env: { PORT: String(PORT) },
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
  },
});
