import type { Definition } from './terms/definition.ts';
import type { Topic } from './terms/terms.ts';

/** A topic with the terms that are shown of it. */
export interface ShownTopic {
  readonly name: string;
  readonly terms: readonly (readonly [id: string, definition: Definition])[];
}

/** The terms whose words or definition contain every word of the query; those with it in their own words come first. */
export function matchingTopics(topics: readonly Topic[], query: string): readonly ShownTopic[] {
  const asked = folded(query).split(/\s+/u).filter(Boolean);
  const has = (text: string): boolean => asked.every((word) => folded(text).includes(word));
  return topics
    .map(({ name, terms }) => {
      const found = Object.entries(terms).filter(([, { words, definition }]) => has(`${words} ${definition}`));
      const isNamed = ([, { words }]: readonly [string, Definition]): boolean => has(words);
      return { name, terms: [...found.filter(isNamed), ...found.filter((one) => !isNamed(one))] };
    })
    .filter(({ terms }) => terms.length > 0);
}

/** Without case, accents and typographic variants, as people type. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
