/** What the page tells systems and other sites about itself is there, and is what it says. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const inPublic = (name: string): URL => new URL(`public/${name.replace(/^\.?\//, '')}`, root);
const html = readFileSync(new URL('index.html', root), 'utf8');

interface Manifest {
  readonly start_url: string;
  readonly scope: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly type: string }[];
}

/** Width × height of a PNG, from its first chunk. */
function sizeOf(name: string): string {
  const bytes = readFileSync(inPublic(name));
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

it('has the icons of its manifest, each of its size', () => {
  const manifest = JSON.parse(readFileSync(inPublic('manifest.webmanifest'), 'utf8')) as Manifest;
  // Relative, so that they hold below any path.
  expect([manifest.start_url, manifest.scope]).toEqual(['./', './']);
  expect(manifest.icons).toHaveLength(4);
  for (const { src, sizes, type } of manifest.icons) {
    expect(src).toMatch(/^\.\//);
    if (type === 'image/png') expect(sizeOf(src)).toBe(sizes);
    else expect(readFileSync(inPublic(src), 'utf8')).toMatch(/^<svg /);
  }
  expect(sizeOf('apple-touch-icon.png')).toBe('180x180');
});

it('has the files that its head names, and a card of the size that it says', () => {
  const names = [...html.matchAll(/<link[^>]+href="([^"]+)"/g)].map(([, href]) => href!);
  expect(names).toHaveLength(3);
  for (const name of names) expect(existsSync(inPublic(name)), name).toBe(true);
  const told = (property: string) => new RegExp(`property="${property}" content="([^"]+)"`).exec(html)?.[1];
  expect(sizeOf(told('og:image')!)).toBe(`${told('og:image:width')}x${told('og:image:height')}`);
  expect(readFileSync(inPublic('social-card.png')).length).toBeLessThan(300_000);
});
