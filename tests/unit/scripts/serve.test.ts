import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, listen, parseHeaders, staticServer } from '../../../scripts/serve.mjs';

const HEADERS = readFileSync(new URL('../../../public/_headers', import.meta.url), 'utf8');
const outside = mkdtempSync(join(tmpdir(), 'unrolled-serve-'));
const folder = join(outside, 'dist');
let port = 0;
let close = (): void => {};

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(outside, 'dist-other.txt'), 'secret');
  writeFileSync(join(folder, '_headers'), HEADERS);
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'a b.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d));
  writeFileSync(join(folder, 'assets', 'worker.js'), 'export {};');
  ({ port, close } = await listen(() => staticServer(folder), 0));
});

afterAll(() => {
  close();
  rmSync(outside, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Asks for the path exactly as written, which fetch would tidy up. */
function ask(path: string, method = 'GET', host = '127.0.0.1'): Promise<Answer> {
  return new Promise((done, failed) => {
    const asked = request({ host, port, path, method, agent: false }, (answer) => {
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
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  });

  it('gives WebAssembly and scripts the types that browsers insist on', async () => {
    expect(await ask('/assets/a%20b.wasm')).toMatchObject({
      status: 200,
      body: '\0asm',
      headers: { 'content-type': 'application/wasm' },
    });
    expect((await ask('/assets/worker.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
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

  it('lets hashed files be kept for good and the page be asked for anew', async () => {
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
    expect((await ask('/assets/worker.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
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
