import * as Comlink from 'comlink';
import { errorFromRecord, errorRecord, ExplainedError, type ErrorRecord } from '../limits/errors.ts';

interface Thrown {
  readonly value: unknown;
}

/**
 * Lets comlink, in either thread, transfer explained errors with their next action and restore their class. Call this
 * once in each thread before the first message.
 */
export function registerErrorHandler(): void {
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
