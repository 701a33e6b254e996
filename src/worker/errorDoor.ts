import * as Comlink from 'comlink';
import { errorFromRecord, errorRecord, ExplainedError, type ErrorRecord } from '../limits/errors.ts';

interface Thrown {
  readonly value: unknown;
}

/**
 * Teaches comlink, on either side of the door, to carry explained errors with their next action and to make them of
 * their own class again. To be called once in each thread before the first message.
 */
export function openErrorDoor(): void {
  const plain = Comlink.transferHandlers.get('throw');
  if (!plain) return;
  Comlink.transferHandlers.set('throw', {
    canHandle: (value): value is Thrown => plain.canHandle(value),
    serialize: (thrown: Thrown) => {
      const { value } = thrown;
      return value instanceof ExplainedError ? [{ explained: errorRecord(value) }, []] : plain.serialize(thrown);
    },
    deserialize: (serialized: { readonly explained?: ErrorRecord }) => {
      if (serialized.explained) throw errorFromRecord(serialized.explained);
      return plain.deserialize(serialized);
    },
  });
}
