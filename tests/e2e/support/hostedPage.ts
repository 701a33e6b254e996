import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';
import { listen } from '../../../scripts/listen.mjs';
import { DIST, pageHandler } from '../../../scripts/serve.mjs';

/** A copy of the built page below a path of a static host, on an origin of its own. */
export interface HostedPage {
  readonly address: string;
  /** The paths that have been asked for, oldest first. */
  readonly asked: readonly string[];
  /** Puts the next version in its place: every file that holds code has another name, and the old ones are gone. */
  publishNext(): void;
  close(): void;
}

/** Which version a page is, for `publishNext`: stands in its title. */
export const titleOf = (version: number): string => (version === 1 ? 'Unrolled' : `Unrolled, version ${version}`);

/**
 * @param path where the page is. At "/" the headers are those of public/_headers; below another path those of a host that
 *   heeds no such file, such as GitHub Pages: no policy, and everything may be kept for ten minutes.
 */
export async function hostedPage(path = '/'): Promise<HostedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-hosted-'));
  // Without the compressed copies, which would be sent in place of what the next version changes.
  cpSync(DIST, folder, { recursive: true, filter: (file) => !file.endsWith('.br') });
  const answer = path === '/' ? pageHandler(folder) : sirv(folder, { dev: true, etag: true, maxAge: 600 });
  const asked: string[] = [];
  let version = 1;
  const { port, close } = await listen(() => {
    return createServer((request, response) => {
      asked.push(request.url!);
      const isBelow = request.url!.startsWith(path);
      request.url = isBelow ? request.url!.slice(path.length - 1) : '/not-below-the-path';
      answer(request, response);
    });
  }, 0);
  return {
    address: `http://localhost:${port}${path}`,
    asked,
    publishNext() {
      version++;
      const assets = readdirSync(join(folder, 'assets'));
      const texts = ['index.html', 'serviceWorker.js', ...assets.map((name) => `assets/${name}`)];
      for (const file of texts.filter((name) => /\.(html|js|css)$/.test(name))) {
        let content = readFileSync(join(folder, file), 'utf8');
        for (const name of assets) content = content.replaceAll(name, renamed(name, version));
        if (file === 'index.html')
          content = content.replace(/<title>.*<\/title>/, `<title>${titleOf(version)}</title>`);
        if (file === 'serviceWorker.js') content = content.replaceAll(/"revision":"\w+"/g, `"revision":"${version}"`);
        writeFileSync(join(folder, file), content);
      }
      for (const name of assets) {
        renameSync(join(folder, 'assets', name), join(folder, 'assets', renamed(name, version)));
      }
    },
    close() {
      close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** "v3.index-AbCd.js" for "v2.index-AbCd.js" and for "index-AbCd.js" */
function renamed(name: string, version: number): string {
  return `v${version}.${name.replace(/^v\d+\./, '')}`;
}
