import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, listen } from '../../../scripts/listen.mjs';
import { pageHandler, parseHeaders } from '../../../scripts/serve.mjs';

const HEADERS = readFileSync(new URL('../../../public/_headers', import.meta.url), 'utf8');
const outside = mkdtempSync(join(tmpdir(), 'unrolled-serve-'));
const folder = join(outside, 'dist');
const PACKED = 'export const a = 1;\n'.repeat(100);
let port = 0;
let close = (): void => {};

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(outside, 'dist-other.txt'), 'secret');
  writeFileSync(join(folder, '_headers'), HEADERS);
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'serviceWorker.js'), 'self;');
  writeFileSync(join(folder, 'assets', 'a b.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d));
  writeFileSync(join(folder, 'assets', 'worker.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'packed.js'), PACKED);
  writeFileSync(join(folder, 'assets', 'packed.js.br'), brotliCompressSync(PACKED));
  ({ port, close } = await listen(() => createServer(pageHandler(folder)), 0));
});

afterAll(() => {
  close();
  rmSync(outside, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  /** One character for each byte. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Asks for the path exactly as written, which fetch would tidy up. */
function ask(path: string, method = 'GET', headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((done, failed) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('latin1').on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => done({ status: answer.statusCode, body, headers: answer.headers }));
    });
    asked.on('error', failed).end();
  });
}

describe('the static server', () => {
  it('gives index.html for the root, with its type', async () => {
    expect(await ask('/?a=1')).toMatchObject({
      status: 200,
      body: '<!doctype html>',
      headers: { 'content-type': 'text/html;charset=utf-8' },
    });
  });

  it('gives WebAssembly and scripts the types that browsers insist on', async () => {
    expect(await ask('/assets/a%20b.wasm')).toMatchObject({
      status: 200,
      body: '\0asm',
      headers: { 'content-type': 'application/wasm' },
    });
    expect((await ask('/assets/worker.js')).headers['content-type']).toBe('text/javascript');
  });

  it('sends the policy of _headers with every answer, workers and errors too', async () => {
    for (const path of ['/', '/assets/worker.js', '/nothing']) {
      const { headers } = await ask(path);
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self';/,
      );
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('lets hashed files be kept for good, and the page and its service worker be asked for anew', async () => {
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
    expect((await ask('/serviceWorker.js')).headers['cache-control']).toBe('no-cache');
    expect((await ask('/assets/worker.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['a file that is not there', 404, '/assets/Find-0a1b2c3d.js', 'GET'],
    ['the same without a body', 404, '/assets/Find-0a1b2c3d.js', 'HEAD'],
    ['a page that is not there', 404, '/nothing', 'GET'],
    ['a path that is none', 404, '/assets/%', 'GET'],
    ['a file that is to be written', 405, '/assets/worker.js', 'POST'],
    ['a file that is to be deleted', 405, '/assets/worker.js', 'DELETE'],
  ])('lets nobody keep the answer about %s', async (_, status, path, method) => {
    const { headers, ...answer } = await ask(path, method);
    expect(answer.status).toBe(status);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('gives a file that was missing as soon as it is there, to be kept for good', async () => {
    const late = join(folder, 'assets', 'late.js');
    expect((await ask('/assets/late.js')).headers['cache-control']).toBe('no-store');
    writeFileSync(late, 'export {};');
    const { status, body, headers } = await ask('/assets/late.js');
    expect({ status, body }).toEqual({ status: 200, body: 'export {};' });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/../dist-other.txt',
    '/index.html%00',
    '/%',
    '/assets',
    '/nothing',
    '//etc/passwd',
  ])('answers 404 for %s', async (path) => {
    const { status, body } = await ask(path);
    expect({ status, body }).toEqual({ status: 404, body: 'There is no such file.\n' });
  });

  it('sends the compressed copy of a file to those that take it, and the file itself to others', async () => {
    const { body, headers } = await ask('/assets/packed.js', 'GET', { 'Accept-Encoding': 'gzip, br' });
    expect(headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'text/javascript' });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(brotliDecompressSync(Buffer.from(body, 'latin1')).toString()).toBe(PACKED);
    const plain = await ask('/assets/packed.js');
    expect(plain).toMatchObject({ body: PACKED, headers: { vary: 'Accept-Encoding' } });
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  it('says that a file is unchanged to those that have it', async () => {
    const { headers } = await ask('/');
    expect(await ask('/', 'GET', { 'If-None-Match': String(headers.etag) })).toMatchObject({
      status: 304,
      body: '',
      headers: { 'cache-control': 'no-cache' },
    });
  });

  it('sends a file whole, whatever part of it is asked for', async () => {
    for (const Range of ['bytes=1-2', 'bytes=5-2', 'bytes=99999-', 'lines=1']) {
      expect(await ask('/assets/worker.js', 'GET', { Range })).toMatchObject({ status: 200, body: 'export {};' });
    }
  });

  it('breaks an answer off when its file vanishes meanwhile, and goes on serving', async () => {
    const answer = pageHandler(folder);
    const own = await listen(() => {
      return createServer((asked, response) => {
        if (asked.url !== '/assets/gone.js') return answer(asked, response);
        writeFileSync(join(folder, 'assets', 'gone.js'), 'export {};');
        answer(asked, response);
        rmSync(join(folder, 'assets', 'gone.js'));
      });
    }, 0);
    const status = (path: string) => fetch(`http://127.0.0.1:${own.port}${path}`).then((response) => response.status);
    await expect(status('/assets/gone.js')).rejects.toThrow('fetch failed');
    expect(await status('/assets/worker.js')).toBe(200);
    own.close();
  });

  it('answers HEAD without a body and refuses to be written to', async () => {
    expect(await ask('/', 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await ask('/', 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it('says that a port is taken, whichever loopback address holds it', async () => {
    await expect(listen(() => createServer(), port)).rejects.toSatisfy((error) => codeOf(error) === 'EADDRINUSE');
  });
});

it('reads blocks of headers and ignores empty lines', () => {
  expect(parseHeaders('/*\n  A: b; c: d\n\n/x.html\n  E-F:  g  \n')).toEqual([
    { prefix: '/', isExact: false, headers: [['A', 'b; c: d']] },
    { prefix: '/x.html', isExact: true, headers: [['E-F', 'g']] },
  ]);
});
