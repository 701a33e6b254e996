import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { MESSAGES, type Message } from '../../limits/messages.ts';

/** A separately fetched part of the page's code could not be loaded. */
export class ChunkError extends Error {
  readonly text: Message;

  constructor(
    name: string,
    /** Forgets the failure, so that the next render fetches the code again. */
    readonly forget: () => void,
    cause: unknown,
  ) {
    const text = MESSAGES.chunkMissing(name);
    super(text.message, { cause });
    this.name = 'ChunkError';
    this.text = text;
  }
}

/** A component whose code is fetched when it is first needed. */
export interface Chunk<P = object> {
  /** The component. It is a new one after a failure was forgotten. */
  readonly Content: LazyExoticComponent<ComponentType<P>>;
  /** Fetches the code without showing the component. A failure is reported when the component is shown. */
  ahead(): void;
}

/**
 * A component whose code is fetched later.
 *
 * @param name name of the part for messages
 */
export function chunk<P = object>(name: string, load: () => Promise<ComponentType<P>>): Chunk<P> {
  const fetched = (): LazyExoticComponent<ComponentType<P>> =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (cause) {
        throw new ChunkError(name, () => (content = fetched()), cause);
      }
    });
  let content = fetched();
  return {
    get Content() {
      return content;
    },
    ahead: () => void load().catch(() => undefined),
  };
}
