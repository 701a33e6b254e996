/** A word that the page uses, and what it means here. */
export interface Definition {
  /** The word as it stands on the page. */
  readonly words: string;
  /** One to three plain sentences, true of what this program measures. */
  readonly definition: string;
  /** In the notation of `parseFormula`. */
  readonly formula?: string;
  /** Ids of other terms. */
  readonly related?: readonly string[];
  /** Where the page uses it: workspace and page, panel or dialog. */
  readonly seen: string;
}

/** Definitions by id. An id stands in addresses, so it is never changed. */
export type Definitions = Readonly<Record<string, Definition>>;
