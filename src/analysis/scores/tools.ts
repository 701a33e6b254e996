import type { OpenRowProducts } from './rankProducts.ts';
import type { OpenStateReader } from './stateReader.ts';

/** The implementations of reading and multiplying that a search uses. */
export interface SearchTools {
  readonly openReader: OpenStateReader;
  readonly openProducts: OpenRowProducts;
}
