/** Names of the entries of a zip archive. */
import { MAX_ENTRY_NAME_BYTES } from '../../limits/limits.ts';

/** @param refuse ends the reading with a reason */
export function decodedName(bytes: Uint8Array, refuse: (reason: string) => never): string {
  if (bytes.length === 0) return refuse('one of its entries has no name');
  if (bytes.length > MAX_ENTRY_NAME_BYTES)
    return refuse(`the name of one of its entries has more than ${MAX_ENTRY_NAME_BYTES} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('the name of one of its entries is not UTF-8');
  }
}

/** What is wrong with a name, as a predicate; null for nothing. Folders end with a slash. */
export function nameFault(name: string): string | null {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) return 'has a control character in its name';
  if (/^[/\\]|^[a-z]:/i.test(name)) return 'has an absolute path';
  if (name.includes('\\')) return 'has a backslash in its name';
  const parts = name.split('/');
  if (parts.at(-1) === '') parts.pop();
  if (parts.some((part) => part === '..' || part === '.' || part === '')) return 'leads out of its folder';
  return null;
}
