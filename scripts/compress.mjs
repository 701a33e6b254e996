/** Brotli-compressed copies of the built page, for servers that look for one beside a file. */
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const TEXT_OR_CODE = /\.(css|html|js|svg|txt|wasm)$/;

/** Shorter files fit into one packet anyway. */
const MIN_BYTES = 1_000;

const compress = promisify(brotliCompress);

/**
 * Leaves a compressed copy beside every file of a folder that gets smaller by it.
 * @param {string} folder
 */
export async function compressFolder(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => TEXT_OR_CODE.test(name));
  await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name));
      if (content.length < MIN_BYTES) return;
      const compressed = await compress(content);
      if (compressed.length < content.length) await writeFile(join(folder, `${name}.br`), compressed);
    }),
  );
}
