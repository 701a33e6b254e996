import { knownText } from '../engine/knownText.ts';
import { TextError } from '../limits/errors.ts';
import { MAX_PRIME_CHARS, MAX_TRACE_LENGTH } from '../limits/limits.ts';
import { MESSAGES } from '../limits/messages.ts';
import { ActionNotice, noticeOf } from './notices.ts';
import { holds, lengthOf, type Range } from '../engine/range.ts';
import { withoutShown } from '../state/changeModel.ts';
import { selectedModel } from '../state/models.ts';
import { passageTokens, stretchTokens, THE_TEXT } from '../state/passage.ts';
import { shownParams } from '../state/perturbations.ts';
import { movedSpan } from '../state/spans.ts';
import type { AppActions } from '../state/actions.ts';
import type { AppState } from '../state/state.ts';
import type { Passage } from '../state/textState.ts';
import type { Continuation } from '../state/continuations.ts';
import { withUi } from '../state/ui.ts';
import type { Session } from './session.ts';

type ReadingActions = Pick<
  AppActions,
  'setTraceWindow' | 'goToCharacter' | 'write' | 'showContinuation' | 'reveal' | 'changeCharacter' | 'showText'
>;

/** The most continuations that are kept. */
const MOST_CONTINUATIONS = 24;

/** The passage: a stretch of the text, a continuation by a model, or the stretch with one character changed. */
export function readingActions({ get, set, viewing }: Session): ReadingActions {
  const notice = new ActionNotice(set);

  /** Changes the passage and clears the traces of the one before. */
  function read(passage: Passage, change: Partial<AppState>): void {
    set({
      passage,
      revealed: Infinity,
      view: null,
      ...withoutShown(get()),
      span: null,
      ...change,
    });
  }

  /** The same selected characters in another stretch of the text; null if they are not all in it. */
  function spanWithin(next: Range): Range | null {
    const { passage, span, traceWindow } = get();
    return passage.kind === 'text' ? movedSpan(span, traceWindow.from - next.from, lengthOf(next)) : null;
  }

  return {
    setTraceWindow(wanted) {
      const count = get().text?.tokens.length ?? 0;
      const from = Math.max(0, Math.min(Math.round(wanted.from), count - 2));
      const length = Math.max(2, Math.min(Math.round(lengthOf(wanted)), MAX_TRACE_LENGTH, count - from));
      const traceWindow = { from, to: from + length };
      read(THE_TEXT, { traceWindow, span: spanWithin(traceWindow) });
    },

    goToCharacter(at) {
      const { text, passage, traceWindow } = get();
      const count = text?.tokens.length ?? 0;
      if (!(at >= 0 && at < count)) return;
      const isInside = holds(traceWindow, at);
      if (passage.kind === 'text' && isInside) {
        set(withUi(get(), { cursor: { t: at - traceWindow.from } }));
        return;
      }
      const length = lengthOf(traceWindow);
      // In the middle of the stretch, so that there is as much text before the character as after it.
      const from = isInside ? traceWindow.from : Math.max(0, Math.min(at - Math.floor(length / 2), count - length));
      const next = { from, to: Math.min(from + length, count) };
      read(THE_TEXT, {
        traceWindow: next,
        span: spanWithin(next),
        playing: false,
        ...withUi(get(), { cursor: { t: at - from } }),
      });
    },

    async write(request) {
      const { settings, text } = get();
      const { cursor } = get().ui;
      const { is, run, shown, perturbation } = selectedModel(get());
      if (!run || !text || get().writing) return;
      // The weights that the pictures show.
      const params = shown?.params ?? shownParams(run, perturbation);
      const step = shown?.trace.step ?? run.paramsStep;
      const given =
        request.after === 'cursor'
          ? passageTokens(get()).slice(0, cursor.t + 1)
          : knownText(text.symbols, request.after.text, MAX_PRIME_CHARS).tokens;
      if (given.length === 0) {
        notice.show(noticeOf(new TextError(MESSAGES.primeUnknown())));
        return;
      }
      const length = Math.max(1, Math.min(request.length, MAX_TRACE_LENGTH - 1));
      // Prime and continuation together are one trace, so a long prime loses its first characters.
      const prime = given.subarray(Math.max(0, given.length + length - MAX_TRACE_LENGTH));
      const count = request.mode === 'greedy' ? 1 : request.count;
      const { mode, temperature, k } = request;
      const next = (get().continuations.at(-1)?.number ?? -1) + 1;
      set({ writing: true });
      try {
        const written: Continuation[] = [];
        for (let n = 0; n < count; n++) {
          const number = next + n;
          const seed = (settings.seed + number) % 2 ** 32;
          const tokens = await viewing.write(run.spec, params, prime, {
            length,
            temperature,
            seed,
            ...(mode === 'top-k' ? { mode, k } : { mode }),
          });
          const about = { number, model: is.id, name: is.name, step, mode, temperature, k, seed };
          written.push({ ...about, prime: prime.length, tokens });
        }
        // A text that came meanwhile has other symbols.
        if (get().text !== text) return;
        set({ continuations: [...get().continuations, ...written].slice(-MOST_CONTINUATIONS) });
        notice.clear();
        begin(next);
      } catch (error) {
        notice.show(noticeOf(error));
      } finally {
        set({ writing: false });
      }
    },

    showContinuation: begin,

    reveal(steps) {
      const { passage, revealed } = get();
      if (passage.kind !== 'written') return;
      const next = Math.min(passage.tokens.length, Math.min(revealed, passage.tokens.length) + steps);
      const isWhole = next >= passage.tokens.length;
      set({ revealed: isWhole ? Infinity : next, ...withUi(get(), { cursor: { t: next - 1 } }) });
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
      read({ kind: 'edited', tokens, at: t }, withUi(get(), { cursor: { t } }));
    },

    showText() {
      if (get().passage.kind === 'text') return;
      const { traceWindow } = get();
      const { cursor } = get().ui;
      read(THE_TEXT, {
        playing: false,
        ...withUi(get(), { cursor: { t: Math.min(cursor.t, lengthOf(traceWindow) - 1) } }),
      });
    },
  };

  /** Shows a continuation from its first written character. Playing reveals the rest. */
  function begin(number: number): void {
    const { continuations } = get();
    const chosen = continuations.find((one) => one.number === number);
    if (!chosen) return;
    const { tokens, prime, model } = chosen;
    read(
      { kind: 'written', tokens, prime, continuation: number },
      { revealed: prime, playing: true, ...withUi(get(), { cursor: { model, t: prime - 1 } }) },
    );
  }
}
