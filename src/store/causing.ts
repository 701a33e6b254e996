import type { CauseLook, CauseRequest } from '../analysis/causes/causeLook.ts';
import type { CostRequest, HeldWriting, UnitCosts } from '../analysis/causes/costs.ts';
import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import { LABEL_LEAD } from '../analysis/scores/askedLabels.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { type FinderClient, findWatched, startFinder, WorkerSilentError } from '../worker/client.ts';
import { FinderJob } from './finderJob.ts';
import type { AskedCause, SlotCosts, SlotWriting } from './findState.ts';
import { heldAt, heldUnits, isSameUnit } from './holding.ts';
import { noticeOf } from './notices.ts';
import { passageTokens } from './passage.ts';
import type { AppState, AppStoreApi } from './state.ts';
import { shownWeights } from './weightsWords.ts';

/** Milliseconds without an answer after which a finder counts as stuck. */
const SILENCE_LIMIT = 60_000;
/** Milliseconds for which the choice must stand still before it is asked. */
const REST = 120;
/** While training, the next look waits this many times as long as the last one took. */
const REST_FACTOR = 4;
/** Numbers of predictions that a look brings, around the cursor. */
const MOST_LOGITS = 1e6;

/**
 * What the shown passage costs with units held: asked anew when the trace or the choice changes while the page is open; and
 * what every unit of a channel costs, on demand.
 */
export class Causing {
  private readonly ranking = new FinderJob();
  private client: FinderClient | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isBusy = false;
  private notBefore = 0;

  constructor(private readonly store: AppStoreApi) {
    store.subscribe((now, before) => {
      if (now.workspace !== 'find' || now.findPage !== 'cause') return;
      const isSame =
        now.cursor === before.cursor &&
        now.hold === before.hold &&
        now.traces === before.traces &&
        now.findPage === before.findPage &&
        now.workspace === before.workspace;
      if (!isSame) this.wake();
    });
  }

  /** Ranks the units of the selected channel and layer; resolves when it has ended somehow. */
  async rank(): Promise<void> {
    const { cursor, runs, text, tracedParams, hold, hypotheses } = this.store.getState();
    const { slot, layer, channel } = cursor;
    const params = tracedParams[slot];
    const spec = runs[slot]?.spec;
    if (!params || !spec || !text) return;
    const request: CostRequest = {
      spec,
      params,
      tokens: text.tokens,
      symbols: text.symbols,
      hypotheses,
      place: { layer, channel },
      at: heldAt(hold),
    };
    const change = (now: Partial<SlotCosts>): void =>
      this.store.setState(({ costs }) => {
        const old = costs[slot];
        return old?.of === params ? { costs: { ...costs, [slot]: { ...old, ...now } } } : {};
      });
    const weights = shownWeights(this.store.getState(), slot)!;
    const first = { ...weights, of: params, at: request.at, status: 'running', share: 0, found: null } as const;
    this.ranking.stop();
    this.store.setState(({ costs }) => ({ costs: { ...costs, [slot]: first } }));
    try {
      const isDone = await this.ranking.run<number | UnitCosts>(
        async (api, heard) => api.costs(request, heard),
        (report) => change(typeof report === 'number' ? { share: report } : { found: report }),
        () => change({ status: 'stopped' }),
        () => SILENCE_LIMIT,
      );
      if (isDone) change({ status: 'done' });
    } catch (error) {
      this.explain(error);
      change({ status: 'stopped' });
    }
  }

  stopRanking(): void {
    this.ranking.stop();
  }

  /** Lets the selected model write after the cursor's character with and without what is held, from the same seed. */
  async write(length: number): Promise<void> {
    const state = this.store.getState();
    const { cursor, causes, settings } = state;
    const known = causes[cursor.slot];
    if (!known || state.heldWritings[cursor.slot]?.isWriting) return;
    const { slot, t } = cursor;
    const { trace, params, units, since, look } = known;
    const set = (writing: SlotWriting): void =>
      this.store.setState(({ heldWritings }) => ({ heldWritings: { ...heldWritings, [slot]: writing } }));
    const about = { of: known, t, seed: settings.seed, temperature: settings.temperature };
    set({ ...about, isWriting: true, written: null });
    const client = this.open();
    try {
      const { seed, temperature } = about;
      const prime = trace.tokens.slice(0, t + 1);
      const request = { spec: trace.spec, params, prime, units, values: look.values, since, length, temperature, seed };
      const written = await this.ask<HeldWriting>(client, async (api) => api.writeHeld(request));
      if (this.client === client) set({ ...about, isWriting: false, written });
    } catch (error) {
      this.failed(client, error);
      if (this.store.getState().runs[slot]) set({ ...about, isWriting: false, written: null });
    }
  }

  /** Ends what is under way; the next look starts another finder. */
  forget(): void {
    this.ranking.stop();
    clearTimeout(this.timer);
    this.client?.end();
    this.client = null;
  }

  private wake(): void {
    clearTimeout(this.timer);
    if (this.isBusy) return;
    this.timer = setTimeout(() => void this.look(), Math.max(REST, this.notBefore - performance.now()));
  }

  /** Asks what is to be seen now, unless that is known. */
  private async look(): Promise<void> {
    const state = this.store.getState();
    const { slot } = state.cursor;
    const asked = askedCause(state);
    if (this.isBusy || !asked || isAnswered(state.causes[slot], asked)) return;
    this.isBusy = true;
    const began = performance.now();
    const client = this.open();
    try {
      const look = await this.ask<CauseLook>(client, async (api) => api.cause(requestOf(state, asked)));
      if (this.client === client) {
        this.store.setState(({ causes }) => ({ causes: { ...causes, [slot]: { ...asked, look } } }));
      }
    } catch (error) {
      this.failed(client, error);
    } finally {
      this.isBusy = false;
      const now = performance.now();
      const isTraining = this.store.getState().status === 'training';
      this.notBefore = isTraining ? now + REST_FACTOR * (now - began) : now;
      const { workspace, findPage } = this.store.getState();
      if (workspace === 'find' && findPage === 'cause') this.wake();
    }
  }

  private open(): FinderClient {
    return (this.client ??= startFinder());
  }

  private ask<T>(client: FinderClient, question: (api: FinderClient['api']) => Promise<T>): Promise<T> {
    return findWatched<never, T>(
      client,
      question,
      () => undefined,
      () => SILENCE_LIMIT,
    );
  }

  /** A finder that was ended because the models are others has failed nobody. */
  private failed(client: FinderClient, error: unknown): void {
    if (this.client !== client) return;
    this.client = null;
    client.end();
    this.explain(error);
  }

  private explain(error: unknown): void {
    const { message, action } = SENTENCES.searchStopped();
    const isStuck = error instanceof WorkerSilentError;
    this.store.setState({ notice: isStuck ? { kind: 'warning', text: message, action } : noticeOf(error) });
  }
}

/** What is to be asked of the selected model; null where there is nothing to ask. */
export function askedCause(
  state: Pick<AppState, 'cursor' | 'traces' | 'tracedParams' | 'hold' | 'hypotheses' | 'runs' | 'tracedProvocations'>,
): AskedCause | null {
  const { cursor, traces, tracedParams, hold, hypotheses } = state;
  const trace = traces[cursor.slot];
  const params = tracedParams[cursor.slot];
  const weights = shownWeights(state, cursor.slot);
  if (!trace || !params || !weights || trace.tokens.length < 2) return null;
  const units = heldUnits(hold, cursor, trace.spec);
  if (units.length === 0) return null;
  const T = trace.tokens.length;
  const t = Math.max(0, Math.min(T - 1, cursor.t));
  const count = Math.min(T, Math.max(1, Math.floor(MOST_LOGITS / trace.spec.vocab)));
  const from = Math.max(0, Math.min(T - count, t - (count >> 1)));
  return {
    ...weights,
    trace,
    params,
    hypotheses,
    units,
    at: hold.at,
    value: hold.value,
    since: hold.since === 'start' ? 0 : t,
    rows: { from, count },
  };
}

/** Whether a look answers what is asked, with the predictions at the cursor among its rows. */
function isAnswered(known: (AskedCause & { readonly look: CauseLook }) | undefined, asked: AskedCause): boolean {
  if (!known) return false;
  const isValue = asked.at !== 'value' || known.value === asked.value;
  const middle = asked.rows.from + (asked.rows.count >> 1);
  return (
    known.trace === asked.trace &&
    known.params === asked.params &&
    known.hypotheses === asked.hypotheses &&
    known.at === asked.at &&
    isValue &&
    known.since === asked.since &&
    known.units.length === asked.units.length &&
    known.units.every((unit, k) => isSameUnit(unit, asked.units[k]!)) &&
    middle >= known.rows.from &&
    middle <= known.rows.from + known.rows.count
  );
}

function requestOf(state: AppState, asked: AskedCause): CauseRequest {
  const { text, passage, traceWindow } = state;
  const { trace, params, hypotheses, units, since, rows } = asked;
  const isText = passage.kind === 'text';
  const lead = isText ? Math.min(traceWindow.start, LABEL_LEAD) : 0;
  const begin = traceWindow.start - lead;
  return {
    spec: trace.spec,
    params,
    tokens: isText ? text!.tokens.slice(begin, begin + lead + trace.tokens.length) : passageTokens(state),
    from: lead,
    symbols: text!.symbols,
    // Spans are places in the text: they move with what is left out before the stretch.
    hypotheses: hypotheses.flatMap((one): Hypothesis[] => {
      if (one.kind === 'pattern') return [one];
      if (!isText) return [];
      return [{ ...one, spans: one.spans.map(({ from, to }) => ({ from: from - begin, to: to - begin })) }];
    }),
    units,
    at: asked.at === 'value' ? asked.value : asked.at,
    since,
    rows,
  };
}
