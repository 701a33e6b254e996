/** Characters that look alike in most fonts, and which of them occur in one text. */

/**
 * Groups of code points that look alike: letters of Latin, Cyrillic, Greek and Armenian, dashes, quotation marks,
 * dots, bars, digits of Arabic, kana and Chinese characters, and pairs that common fonts draw with identical pixels.
 * A code point may be in several groups.
 */
const GROUPS = `
61 430 251 | 41 410 391 | 42 412 392 | 63 441 3F2 | 43 421 3F9 | 64 501 | 65 435 | 45 415 395 | 67 261 581
68 4BB 570 | 48 41D 397 | 69 456 269 3B9 | 49 406 399 4C0 | 6A 458 3F3 575 | 4A 408 | 4B 41A 39A | 6B 43A 3BA 138
6C 4CF | 4D 41C 39C 3FA | 4E 39D | 6E 578 | 6F 43E 3BF 585 | 4F 41E 39F 555 | 70 440 3C1 | 50 420 3A1 | 71 51B 566
73 455 | 53 405 54F | 54 422 3A4 | 75 57D 3C5 | 55 54D | 76 3BD 475 | 56 474 | 77 51D 461 | 57 51C | 78 445 3C7
58 425 3A7 | 79 443 3B3 4AF | 59 423 3A5 4AE | 5A 396 | 413 393 | 41F 3A0 | 424 3A6 | 444 3C6 | 454 3B5 | EB 451
CB 401 | EF 457 | CF 407 | DF 3B2 | 259 4D9 | 18F 4D8 | 3BC B5 | 3A3 1A9 | FE 3F8 | 127 45B | 33 417 4E0 1B7 | 36 431
34 427 | 2D 2010 2011 2012 2013 2014 2015 2212 2043 2500 23AF 2E3A 2E3B 2796 FE58 FE63 FF0D A7F7
2014 4E00 30FC 3161 2015 2500 | 5F FF3F | 27 2019 2BC 2032 2B9 2C8 FF07 2BE 5F3 A78C | 27 2018 2BB B4 201B
2018 2BB 201B | 60 2CB 2018 | 22 201C 201F 2033 2BA FF02 301D | 22 201D 2033 2EE 301E 5F4 | 201A 2C 60C
3C 2039 2C2 FF1C 3008 27E8 | 3E 203A 2C3 FF1E 3009 27E9 | AB 300A 226A | BB 300B 226B | 2E 2024
B7 2022 2027 2219 22C5 30FB FF65 1427 | 2026 22EF | 3A 2D0 2236 FF1A A789 5C3 589 | 3B FF1B | 21 1C3 FF01
7C 1C0 2223 2502 2758 FF5C | 2F 2044 2215 FF0F | 5C 2216 FF3C | 2A 2217 FF0A | 7E 223C 2DC FF5E 301C | 5E 2C6 FF3E
AF 2C9 203E | B0 2DA BA | D7 2715 | 2BF 2BD | 2B FF0B | 660 6F0 | 661 6F1 | 662 6F2 | 663 6F3 | 664 6F4 | 665 6F5
666 6F6 | 667 6F7 | 668 6F8 | 669 6F9 | 64A 6CC 649 | 643 6A9 | 647 6C1 6D5 6BE | 629 6C3 | 2024 2E | 5BE 2D 2010
30FC 4E00 | 30CB 4E8C | 30ED 53E3 | 30A8 5DE5 | 30CF 516B | 30AB 529B | 30BF 5915 | 30C8 535C | 3078 30D8 | 3079 30D9
307A 30DA | 308A 30EA | 51 51A | C4 4D2 | C6 4D4 | C7 4AA | D0 110 189 | D6 4E6 | E4 4D3 | E6 4D5 | E7 4AB | F6 4E7
102 4D0 | 103 4D1 | 114 4D6 | 115 4D7 | 178 3AB | 182 411 | 190 510 | 19E 3B7 | 19F 472 | 1DD 259 | 232 1FE9
25B 3B5 511 | 25C 437 | 275 473 4E9 | 292 4E1 | 376 418 | 377 438 | 596 5AD | 59C 59D | 5A2 5AA | 5B9 5BA | 723 724
B8E BED | B95 BE7 | DA2 DEA | DAF DEB | DBB DEE | F0B F0C | F62 F6A | 1051 A9FD | 10FF 2C9F | 1429 1540 | 142F 2164
1541 157D | 16B7 2CAC | 16BC 16E1 | 16BD 16C2 | 17A2 17A3 | 1821 185D | 1822 185E 1873 | 1823 1824 | 1825 1826 1861
199E 19D0 | 19B1 19D1 | 1B0D 1B52 | 1B50 1B75 | 1C82 1D0F | 1D18 1D29 | 1D34 1D78 | 1FBD 1FBF | 2142 A780 | 2205 2300
22A5 27C2 | 239C 23A2 | 2794 27BF | 2AF4 2AFC | 2D37 A4E5 | 2D38 A4E6 | 2D39 A4F0 | 2D4F A4F2 | 2D5D A4EB | 2E90 2F2A
2E93 2F33 | 2EA4 FA49 | 2EAB 2EB2 | 2EC0 FA5D | 2ECC FA66 | 2ED1 2FA7 | A64C A7B6 | A64D A7B7 | A698 A74E | A699 A74F
A76A A7AB | A9AA A9D9 | A9C6 A9D0 | AA01 AA53 | AA23 AA56 | FBF9 FC03 | FBFA FC68 | 1F7AC 1F7AD | 1F804 1F824
1F805 1F825 | 1F806 1F826 | 1F807 1F827
`;

/** Unicode blocks of variant forms: wide, narrow and positional forms, radicals, mathematical letters. */
const OTHER_FORM =
  /^[\u3131-\u318e\u2f00-\u2fdf\uf900-\ufaff\ufb50-\ufdff\ufe30-\ufe4f\ufe70-\ufefe\uff01-\uffee\u{1d400}-\u{1d7ff}\u{2f800}-\u{2fa1f}]$/u;

let groupTable: ReadonlyMap<string, readonly string[]> | null = null;

/** The names of each character's groups. */
function table(): ReadonlyMap<string, readonly string[]> {
  if (groupTable) return groupTable;
  const found = new Map<string, string[]>();
  for (const [k, group] of GROUPS.trim().split(/\||\n/).entries()) {
    for (const hex of group.trim().split(' ')) {
      const symbol = String.fromCodePoint(Number.parseInt(hex, 16));
      found.set(symbol, [...(found.get(symbol) ?? []), `group ${k}`]);
    }
  }
  groupTable = found;
  return found;
}

/** The groups of a character. Two characters that share a group look alike. */
function groupsOf(symbol: string): ReadonlySet<string> {
  // Canonically equivalent characters, such as the ohm sign and omega, and variant forms of one character.
  const same = symbol.normalize(OTHER_FORM.test(symbol) ? 'NFKC' : 'NFC');
  const plain = [...same].length === 1 ? same : symbol;
  return new Set([`form ${plain}`, ...(table().get(symbol) ?? []), ...(table().get(plain) ?? [])]);
}

/** The symbols of a text with their counts, as in `Vocabulary`. */
export interface CountedSymbols {
  readonly symbols: readonly string[];
  readonly counts: ArrayLike<number>;
}

/** Characters of one text that look alike, the most frequent first. */
export type LookAlikes = readonly string[];

/** All groups of two or more look-alikes in a text. Equally frequent characters are ordered by code point. */
export function lookAlikes({ symbols, counts }: CountedSymbols): readonly LookAlikes[] {
  const groups = new Map<string, number[]>();
  for (const [token, symbol] of symbols.entries()) {
    for (const report of groupsOf(symbol)) {
      const group = groups.get(report);
      if (group) group.push(token);
      else groups.set(report, [token]);
    }
  }
  const order = (a: number, b: number): number =>
    (counts[b] ?? 0) - (counts[a] ?? 0) || symbols[a].codePointAt(0)! - symbols[b].codePointAt(0)!;
  const found = [...groups.values()].filter((group) => group.length > 1).map((group) => group.sort(order));
  // The same characters may share two groups.
  const once = new Map(found.map((group) => [group.join(' '), group]));
  return [...once.values()].map((group) => group.map((token) => symbols[token]));
}
