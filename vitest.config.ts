import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';

/** Takes a sixth of the time of all files in the browser: begun last, it would leave the other cores without work. */
const LONGEST = 'seriesAtW.test.ts';

/** Vitest's order, which is that of the files' lengths where nothing has been run, with the file first that takes longest. */
class LongestFirst extends BaseSequencer {
  override async sort(...given: Parameters<BaseSequencer['sort']>): ReturnType<BaseSequencer['sort']> {
    const sorted = await super.sort(...given);
    const rank = ({ moduleId }: (typeof sorted)[number]): number => (moduleId.endsWith(LONGEST) ? 0 : 1);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  optimizeDeps: {
    include: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-webgl', 'comlink', 'fflate'],
  },
  // Modules do not change during a run: what each worker of each test loads comes from the browser's cache, without a question.
  server: { headers: { 'Cache-Control': 'max-age=3600' } },
  test: {
    // Vitest alone would leave one core to itself: on two cores, half of the machine.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // A thread starts sooner than a process, and every file has one of its own.
          pool: 'threads',
          // Property tests run thousands of cases; a busy machine must not fail them.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['tests/unit/**/*.test.ts', 'tests/property/**/*.test.ts', 'tests/architecture/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 300_000,
          browser: {
            enabled: true,
            // A busy machine takes longer than the usual minute to start the browser.
            connectTimeout: 180_000,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? 'chromium', args: CHROMIUM_ARGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
