/**
 * A small static server for the built page, with the headers that `_headers` lists for static hosts. It listens on the
 * loopback addresses alone. Run by itself it serves dist on PORT.
 */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, ROOT } from './prepare.mjs';

export const DIST = join(ROOT, 'dist');
export const DEFAULT_PORT = 4173;

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.safetensors': 'application/octet-stream',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

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
 * The file that a request's path names, or null when there is none inside the folder.
 * @param {string} folder
 * @param {string} path
 */
export function fileAt(folder, path) {
  try {
    const wanted = resolve(folder, `.${decodeURIComponent(path)}`, path.endsWith('/') ? 'index.html' : '');
    if (!wanted.startsWith(folder + sep) || wanted.includes('\0')) return null;
    return statSync(wanted).isFile() ? wanted : null;
  } catch {
    return null;
  }
}

/** @param {string} folder */
export function staticServer(folder) {
  const blocks = parseHeaders(readFileSync(join(folder, '_headers'), 'utf8'));
  return createServer((request, response) => {
    const path = (request.url ?? '/').replace(/[?#].*$/s, '');
    for (const { prefix, isExact, headers } of blocks) {
      if (isExact ? path === prefix : path.startsWith(prefix))
        for (const header of headers) response.setHeader(...header);
    }
    const file = fileAt(folder, path);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    response.setHeader(
      'Content-Type',
      file && isRead ? (TYPES[extname(file)] ?? 'application/octet-stream') : 'text/plain',
    );
    if (!isRead) response.writeHead(405, { Allow: 'GET, HEAD' }).end('Only GET and HEAD are answered.\n');
    else if (!file) response.writeHead(404).end('There is no such file.\n');
    else if (request.method === 'HEAD') response.writeHead(200).end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  });
}

/**
 * Listens on one loopback address.
 * @param {import('node:net').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port, also when 0 let the system choose
 */
function listenOn(server, port, host) {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      const address = server.address();
      done(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

/**
 * Listens on both loopback addresses, because "localhost" may mean either; a machine without IPv6 has one.
 * @param {() => import('node:net').Server} create
 * @param {number} port
 */
export async function listen(create, port) {
  const first = create();
  const chosen = await listenOn(first, port, '127.0.0.1');
  const servers = [first];
  const second = create();
  try {
    await listenOn(second, chosen, '::1');
    servers.push(second);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') {
      first.close();
      throw error;
    }
  }
  const close = () => {
    for (const server of servers) {
      server.close();
      // Browsers keep connections open for minutes.
      if (server instanceof Server) server.closeAllConnections();
    }
  };
  return { port: chosen, close };
}

/** @param {unknown} error */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** The port that PORT asks for; ends the process with a sentence when it is no port. */
export function wantedPort() {
  const text = process.env.PORT ?? String(DEFAULT_PORT);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    fail(`PORT is "${text}", which is no port: give a number from 1 to 65535.`);
  return port;
}

/** @param {number} port */
export function portTaken(port) {
  return `Port ${port} is taken by another program: choose another one with PORT=${port === 65_535 ? 4173 : port + 1} npm start.`;
}

/**
 * Serves the built page until the process is told to end, and says where once it listens.
 * @param {number} port
 */
export async function serve(port) {
  try {
    const { close } = await listen(() => staticServer(DIST), port);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
    console.log(`Unrolled is at http://localhost:${port} (Ctrl+C ends it)`);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') fail(portTaken(port));
    if (codeOf(error) === 'ENOENT') fail('There is no built page in dist: run npm run build first.');
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await serve(wantedPort());
