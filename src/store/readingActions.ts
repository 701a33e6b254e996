import { MAX_TRACE_LENGTH } from '../limits/limits.ts';
import { passageTokens, stretchTokens, THE_TEXT } from './passage.ts';
import { shownParams } from './provocations.ts';
import { movedSpan } from './spans.ts';
import type { AppActions, AppState, Continuation, Passage } from './state.ts';
import type { Viewing } from './viewing.ts';

type ReadingActions = Pick<
  AppActions,
  'setTraceWindow' | 'goToCharacter' | 'write' | 'showContinuation' | 'reveal' | 'changeCharacter' | 'showText'
>;

interface Surroundings {
  readonly get: () => AppState;
  readonly set: (change: Partial<AppState>) => void;
  readonly viewing: () => Viewing;
  readonly explain: (error: unknown) => void;
}

/** Continuations that are kept; the oldest go first. */
const CONTINUATIONS_KEPT = 24;

/** What is read: which stretch of the text, what a model writes, what a changed character does. */
export function readingActions({ get, set, viewing, explain }: Surroundings): ReadingActions {
  /** Traces of another passage are not shown beside this one's text. */
  function read(passage: Passage, change: Partial<AppState>): void {
    set({
      passage,
      revealed: Infinity,
      view: null,
      traces: {},
      tracedParams: {},
      baseTraces: {},
      span: null,
      ...change,
    });
    viewing().wake();
  }

  return {
    setTraceWindow(start, length) {
      const count = get().text?.tokens.length ?? 0;
      const from = Math.max(0, Math.min(Math.round(start), count - 2));
      const kept = Math.max(2, Math.min(Math.round(length), MAX_TRACE_LENGTH, count - from));
      const { passage, span, traceWindow } = get();
      // The same characters stay selected where they still are in what is read.
      const moved = passage.kind === 'text' ? movedSpan(span, traceWindow.start - from, kept) : null;
      read(THE_TEXT, { traceWindow: { start: from, length: kept }, span: moved });
    },

    goToCharacter(at) {
      const { text, passage, traceWindow, cursor } = get();
      const count = text?.tokens.length ?? 0;
      if (!(at >= 0 && at < count)) return;
      const { start, length } = traceWindow;
      if (passage.kind === 'text' && at >= start && at < start + length) {
        set({ cursor: { ...cursor, t: at - start } });
        viewing().lookMoved();
        return;
      }
      // In the middle, so that the states there have read as much as comes after them.
      const isInside = at >= start && at < start + length;
      const from = isInside ? start : Math.max(0, Math.min(at - Math.floor(length / 2), count - length));
      read(THE_TEXT, {
        traceWindow: { start: from, length: Math.min(length, count - from) },
        playing: false,
        cursor: { ...cursor, t: at - from },
      });
    },

    async write(request) {
      const { cursor, runs, settings, text, tracedParams, traces, provocations, continuations: before } = get();
      const run = runs[cursor.slot];
      if (!run || !text || get().writing) return;
      // The weights behind the pictures, so that what is written belongs to what is seen.
      const params = tracedParams[cursor.slot] ?? shownParams(run, provocations[cursor.slot]);
      const step = traces[cursor.slot]?.step ?? run.paramsStep;
      const given =
        request.after === 'cursor' ? passageTokens(get()).slice(0, cursor.t + 1) : encodeKnown(get(), request);
      if (given.length === 0) {
        set({
          notice: {
            kind: 'warning',
            text: 'The beginning has no character that the models know, so there is nothing to write after.',
            action: 'Type characters that occur in the text.',
          },
        });
        return;
      }
      const length = Math.max(1, Math.min(request.length, MAX_TRACE_LENGTH - 1));
      // The newest characters of the beginning: prime and continuation together are one trace.
      const prime = given.subarray(Math.max(0, given.length + length - MAX_TRACE_LENGTH));
      const count = request.mode === 'greedy' ? 1 : request.count;
      const { mode, temperature, k } = request;
      const base = settings.seed + 7919 * before.length;
      const name = get().slots.find(({ id }) => id === cursor.slot)?.name ?? cursor.slot;
      set({ writing: true });
      try {
        const written: Continuation[] = [];
        for (let n = 0; n < count; n++) {
          const seed = (base + n) % 2 ** 32;
          const tokens = await viewing().write(run.spec, params, prime, {
            length,
            temperature,
            seed,
            ...(mode === 'top-k' ? { mode, k } : { mode }),
          });
          written.push({ slot: cursor.slot, name, step, mode, temperature, k, seed, prime: prime.length, tokens });
        }
        // Another text came meanwhile: its symbols are others.
        if (get().text !== text) return;
        const continuations = [...get().continuations, ...written].slice(-CONTINUATIONS_KEPT);
        set({ continuations });
        begin(continuations.length - written.length);
      } catch (error) {
        explain(error);
      } finally {
        set({ writing: false });
      }
    },

    showContinuation: (index) => begin(index),

    reveal(steps) {
      const { passage, revealed, cursor } = get();
      if (passage.kind !== 'written') return;
      const next = Math.min(passage.tokens.length, Math.min(revealed, passage.tokens.length) + steps);
      set({ revealed: next >= passage.tokens.length ? Infinity : next, cursor: { ...cursor, t: next - 1 } });
    },

    changeCharacter(t, symbol) {
      const { text } = get();
      const token = text?.symbols.indexOf(symbol) ?? -1;
      const tokens = stretchTokens(get()).slice();
      if (token < 0 || t < 0 || t >= tokens.length) return;
      if (tokens[t] === token) {
        if (get().passage.kind !== 'text') read(THE_TEXT, {});
        return;
      }
      tokens[t] = token;
      read({ kind: 'edited', tokens, at: t }, { cursor: { ...get().cursor, t } });
    },

    showText() {
      if (get().passage.kind === 'text') return;
      const { cursor, traceWindow } = get();
      read(THE_TEXT, { playing: false, cursor: { ...cursor, t: Math.min(cursor.t, traceWindow.length - 1) } });
    },
  };

  /** Shows a continuation from where it begins; playing reveals it. */
  function begin(index: number): void {
    const { continuations, cursor } = get();
    const chosen = continuations[index];
    if (!chosen) return;
    const { tokens, prime, slot } = chosen;
    read(
      { kind: 'written', tokens, prime, continuation: index },
      { revealed: prime, playing: true, cursor: { ...cursor, slot, t: prime - 1 } },
    );
  }
}

/** The symbols of a typed text that the models know, as tokens. */
function encodeKnown(
  { text }: AppState,
  { after }: { readonly after: 'cursor' | { readonly text: string } },
): Int32Array {
  const index = new Map(text?.symbols.map((symbol, token) => [symbol, token]));
  const typed = after === 'cursor' ? '' : after.text;
  return Int32Array.from(
    Array.from(typed, (symbol) => index.get(symbol)).filter((token): token is number => token !== undefined),
  );
}
