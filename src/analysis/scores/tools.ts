import type { OpenRowProducts } from './products.ts';
import type { OpenStateReader } from './stateReader.ts';

/** What a search reads and multiplies with. */
export interface SearchTools {
  readonly openReader: OpenStateReader;
  readonly openProducts: OpenRowProducts;
}
