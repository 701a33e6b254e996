import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { listen } from '../../../scripts/listen.mjs';
import { DIST, pageHandler } from '../../../scripts/serve.mjs';

/**
 * A copy of the built page on a server of its own, of which files can be taken away, given back, held up, or made to hang:
 * what happens to the page is then what happens in the world, without a hook in its code.
 */
export interface AlteredPage {
  readonly address: string;
  /** Takes the file away whose name begins so; the server answers 404 from then on. */
  remove(name: string): void;
  /** Gives it back. */
  restore(name: string): void;
  /** The server takes requests for the files whose names begin so, and never answers. */
  holdUp(name: string): void;
  /** Lets a worker do `code` when `tell(page, signal)` is called. */
  onSignal(name: string, signal: string, code: string): void;
  close(): void;
}

export async function alteredPage(): Promise<AlteredPage> {
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-altered-'));
  // Without the compressed copies, which would be sent in place of what is altered.
  cpSync(DIST, folder, { recursive: true, filter: (path) => !path.endsWith('.br') });
  const assets = join(folder, 'assets');
  const held = new Set<string>();
  const findAll = (name: string): string[] => {
    const files = readdirSync(assets).filter((one) => one.startsWith(name) && /\.(js|wasm)$/.test(one));
    if (files.length === 0) throw new Error(`the page has no file ${name}`);
    return files.map((file) => join(assets, file));
  };
  const find = (name: string): string => findAll(name)[0]!;
  const answer = pageHandler(folder);
  const server = (): Server =>
    createServer((request, response) => {
      if (!held.has(join(folder, request.url!))) answer(request, response);
    });
  const { port, close } = await listen(server, 0);
  return {
    address: `http://localhost:${port}/`,
    remove(name) {
      const file = find(name);
      renameSync(file, file.replace(assets, folder) + '.aside');
    },
    restore(name) {
      const file = readdirSync(folder).find((one) => one.startsWith(name) && one.endsWith('.aside'))!;
      renameSync(join(folder, file), join(assets, file.replace(/\.aside$/, '')));
    },
    holdUp(name) {
      for (const file of findAll(name)) held.add(file);
    },
    onSignal(name, signal, code) {
      const file = find(name);
      const listener = `new BroadcastChannel(${JSON.stringify(signal)}).onmessage = () => { ${code} };\n`;
      writeFileSync(file, listener + readFileSync(file, 'utf8'));
    },
    close() {
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Gives the workers of the page their signal. */
export async function tell(page: Page, signal: string): Promise<void> {
  await page.evaluate((name) => {
    const channel = new BroadcastChannel(name);
    channel.postMessage(null);
    channel.close();
  }, signal);
}

/** What a worker does that hangs. */
export const HANG = 'for (;;);';
