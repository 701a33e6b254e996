import type { CauseLook } from '../analysis/causes/causeLook.ts';
import type { HeldWriting } from '../analysis/causes/costs.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { type FinderClient, findWatched, startFinder } from '../worker/client.ts';
import { askedCause, isAnswered, requestOf } from './askedCause.ts';
import type { AskedCause, SlotWriting } from './findState.ts';
import { noticeOfAnswer } from './notices.ts';
import type { AppStoreApi } from './state.ts';

/** Milliseconds without an answer after which a finder counts as stuck: at work on a label of the reader's, and else. */
const LABELS_LIMIT = 8000;
const SILENCE_LIMIT = 60_000;
/** Milliseconds for which the choice must stand still before it is asked. */
const REST = 120;
/** While training, the next look waits this many times as long as the last one took. */
const REST_FACTOR = 4;

/**
 * What the shown passage costs with units held: asked anew when the trace or the choice changes while the page is open; and what
 * the model writes with and without them.
 */
export class Causing {
  private client: FinderClient | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isBusy = false;
  private notBefore = 0;
  /** What failed: it is not asked again before something else is wanted. */
  private refused: AskedCause | null = null;

  constructor(private readonly store: AppStoreApi) {
    store.subscribe((now, before) => {
      if (now.workspace !== 'find' || now.findPage !== 'cause') return;
      const isSame =
        now.cursor === before.cursor &&
        now.hold === before.hold &&
        now.hypotheses === before.hypotheses &&
        now.traces === before.traces &&
        now.findPage === before.findPage &&
        now.workspace === before.workspace;
      if (!isSame) this.wake();
    });
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
      const written = await findWatched<never, HeldWriting>(
        client,
        async (api) => api.writeHeld(request),
        () => undefined,
        () => SILENCE_LIMIT,
      );
      if (this.client === client) set({ ...about, isWriting: false, written });
    } catch (error) {
      // Of a finder that was ended with its models nothing is kept.
      if (this.client === client) set({ ...about, isWriting: false, written: null });
      this.failed(client, error, null);
    }
  }

  /** Ends what is under way; the next look starts another finder. */
  forget(): void {
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
    if (this.isBusy || !asked || isAnswered(state.causes[slot], asked) || isAnswered(this.refused, asked)) return;
    this.isBusy = true;
    const began = performance.now();
    const client = this.open();
    let label: string | null = null;
    try {
      const look = await findWatched<string, CauseLook>(
        client,
        async (api, heard) => api.cause(requestOf(state, asked), heard),
        (name) => {
          label = name;
        },
        () => (label === null ? SILENCE_LIMIT : LABELS_LIMIT),
      );
      if (this.client === client) {
        this.store.setState(({ causes }) => ({ causes: { ...causes, [slot]: { ...asked, look } } }));
      }
    } catch (error) {
      this.refused = asked;
      this.failed(client, error, label);
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

  /** A finder that was ended because the models are others has failed nobody. */
  private failed(client: FinderClient, error: unknown, label: string | null): void {
    if (this.client !== client) return;
    this.client = null;
    client.end();
    const silent = label === null ? SENTENCES.searchStopped() : SENTENCES.patternStuck(label);
    this.store.setState({ notice: noticeOfAnswer(error, silent) });
  }
}
