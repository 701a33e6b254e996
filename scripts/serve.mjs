/**
 * Serves the built page with the headers that `_headers` lists for static hosts. It listens on the loopback addresses alone.
 * Run by itself it serves dist on PORT.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sirv from 'sirv';
import { codeOf, listen, portTaken, wantedPort } from './listen.mjs';
import { fail, ROOT } from './prepare.mjs';

export const DIST = join(ROOT, 'dist');

/**
 * Blocks of a `_headers` file: a path, with * for any end, and indented lines "Name: value" below it.
 * @param {string} text
 */
export function parseHeaders(text) {
  /** @type {{prefix: string, isExact: boolean, headers: [string, string][]}[]} */
  const blocks = [];
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s+([\w-]+):\s*(.+?)\s*$/.exec(line) ?? [];
    if (name && value) blocks.at(-1)?.headers.push([name, value]);
    else if (line.startsWith('/')) {
      const path = line.trim();
      blocks.push({ prefix: path.replace(/\*$/, ''), isExact: !path.endsWith('*'), headers: [] });
    }
  }
  return blocks;
}

/**
 * Answers with a sentence instead of a file. Nobody may keep such an answer: the file may be there a second later, and a
 * browser that was told to keep its absence for a year would never ask again.
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} sentence
 */
function refuse(response, status, sentence) {
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}

/**
 * Answers requests with the files of a folder, compressed where the build left a compressed one beside it.
 * @param {string} folder
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void}
 */
export function pageHandler(folder) {
  const blocks = parseHeaders(readFileSync(join(folder, '_headers'), 'utf8'));
  const files = sirv(folder, {
    // Looks at the disk with every request, because the page may be built anew while it is served.
    dev: true,
    etag: true,
    brotli: true,
    extensions: ['html'],
    onNoMatch: (_, response) => refuse(response, 404, 'There is no such file.'),
  });
  return (request, response) => {
    const path = (request.url ?? '/').replace(/[?#].*$/s, '');
    for (const { prefix, isExact, headers } of blocks) {
      if (isExact ? path === prefix : path.startsWith(prefix))
        for (const header of headers) response.setHeader(...header);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      refuse(response, 405, 'Only GET and HEAD are answered.');
      return;
    }
    // Files are small and always sent whole; sirv throws at a range that ends before it begins.
    delete request.headers.range;
    // A file that cannot be read after all breaks the answer off, which no browser keeps, and not the server.
    response.once('pipe', (file) => file.once('error', () => response.destroy()));
    files(request, response);
  };
}

/**
 * Serves the built page until the process is told to end, and says where once it listens.
 * @param {number} port
 */
export async function serve(port) {
  try {
    const { close } = await listen(() => createServer(pageHandler(DIST)), port);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
    console.log(`Unrolled is at http://localhost:${port} (Ctrl+C ends it)`);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') fail(portTaken(port));
    if (codeOf(error) === 'ENOENT') fail('There is no built page in dist: run npm run build first.');
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await serve(wantedPort());
