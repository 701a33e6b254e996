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
  /** Lets a worker do `code` when `tell(page, signal)` is called: at once, or when every question to it is answered. */
  onSignal(name: string, signal: string, code: string, when?: 'at once' | 'at rest'): void;
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
    onSignal(name, signal, code, when = 'at once') {
      const file = find(name);
      writeFileSync(file, listener(signal, code, when) + readFileSync(file, 'utf8'));
    },
    close() {
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * What stands before a worker's own code. It answers on the channel of the signal before it does `code`. A worker rests when it
 * has answered every question, and no ping, which announces one.
 */
function listener(signal: string, code: string, when: 'at once' | 'at rest'): string {
  const act = `channel.postMessage('heard'); ${code}`;
  return when === 'at once'
    ? `{ const channel = new BroadcastChannel('${signal}'); channel.onmessage = ({ data }) => { if (data === null) { ${act} } }; }\n`
    : `{
      const channel = new BroadcastChannel('${signal}');
      const questions = new Set();
      let isPinged = false;
      addEventListener('message', ({ data }) => {
        isPinged = 'ping' in data;
        if ('id' in data) questions.add(data.id);
      });
      const post = postMessage.bind(self);
      self.postMessage = (message, ...rest) => {
        post(message, ...rest);
        if ('id' in message) questions.delete(message.id);
      };
      const look = () => {
        if (isPinged || questions.size > 0) setTimeout(look);
        else { ${act} }
      };
      // The answers of other workers arrive here too.
      channel.onmessage = ({ data }) => { if (data === null) look(); };
    }\n`;
}

/** Gives the workers of the page their signal, and waits until one of them heeds it. */
export async function tell(page: Page, signal: string): Promise<void> {
  await page.evaluate(async (name) => {
    const channel = new BroadcastChannel(name);
    const heard = new Promise((done) => channel.addEventListener('message', done));
    channel.postMessage(null);
    await heard;
    channel.close();
  }, signal);
}

/** What a worker does that hangs. */
export const HANG = 'for (;;);';
