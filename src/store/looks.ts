import type { FindSubject } from '../analysis/scores/findings.ts';
import type { LookRequest } from '../analysis/scores/unitLook.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { FindDesk } from './findDesk.ts';
import { noticeOfAnswer } from './notices.ts';
import type { Looking } from './lookState.ts';
import type { Search } from './findState.ts';
import type { AppState, AppStoreApi } from './state.ts';

/** Milliseconds that a selection must rest before the text is read for it: units are stepped through by key. */
const REST = 150;

type Wanted = LookRequest & { readonly search: Search };

/** What is to be looked at: the selected unit beside the chosen label, as the selected model was searched. Null: nothing. */
export function wantedLook({ workspace, cursor, label, searches }: AppState): Wanted | null {
  const search = searches[cursor.slot];
  if (workspace !== 'find' || label === null || !search?.findings?.found.some(({ id }) => id === label)) return null;
  const { layer, channel, unit } = cursor;
  return { layer, channel, unit, label, search };
}

/** Whether an answer is there for it. */
export function isAnswered({ look, of }: Looking, { layer, channel, unit, label, search }: Wanted): boolean {
  const place = look?.place;
  return (
    isAbout(of, search) &&
    look?.label === label &&
    place?.layer === layer &&
    place.channel === channel &&
    place.unit === unit
  );
}

/** Whether an answer was about what a search searched. */
export function isAbout(of: Looking['of'], { params, hypotheses }: Search): boolean {
  return of?.params === params && of.hypotheses === hypotheses;
}

/**
 * Looks at the selected unit over the whole searched text whenever selection or label have come to rest. One question at a
 * time, and the newest next. The finder is its own: other questions may be about newer weights.
 */
export class Looks {
  private readonly desk = new FindDesk();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = false;
  /** Counts what was forgotten: an answer to an older question is dropped. */
  private time = 0;
  /** What was wanted last and had not been answered. */
  private wanted: Wanted | null = null;
  /** Whether it failed: then it is not asked again until something else was wanted. */
  private failed = false;

  constructor(private readonly store: AppStoreApi) {
    store.subscribe((now, before) => {
      const isMoved =
        now.workspace !== before.workspace ||
        now.cursor !== before.cursor ||
        now.label !== before.label ||
        now.searches !== before.searches;
      if (isMoved) this.follow(now);
    });
  }

  /** The models or their text are others: ends the finder. */
  forget(): void {
    this.time++;
    clearTimeout(this.timer);
    this.wanted = null;
    this.desk.close();
    if (this.store.getState().looking.share !== null) this.change({ share: null });
  }

  private follow(state: AppState): void {
    const wanted = wantedLook(state);
    if (state.workspace !== 'find') {
      this.forget();
      return;
    }
    const missing = wanted && !isAnswered(state.looking, wanted) ? wanted : null;
    // The cursor goes on along the text: that is nothing new.
    if (isSame(missing, this.wanted)) return;
    this.wanted = missing;
    this.failed = false;
    clearTimeout(this.timer);
    if (!missing) return;
    this.timer = setTimeout(() => void this.run(), REST);
  }

  /** Asks until the newest question is answered. */
  private async run(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      for (let wanted = this.due(); wanted; wanted = this.due()) await this.ask(wanted);
    } finally {
      this.asking = false;
    }
  }

  private due(): Wanted | null {
    const state = this.store.getState();
    const wanted = wantedLook(state);
    return wanted && !isAnswered(state.looking, wanted) && !this.failed ? wanted : null;
  }

  private async ask(wanted: Wanted): Promise<void> {
    const { text } = this.store.getState();
    if (!text) return;
    const { time } = this;
    const { search, ...request } = wanted;
    const { spec, params, hypotheses } = search;
    const subject: FindSubject = { spec, params, hypotheses, tokens: text.tokens, symbols: text.symbols };
    this.change({ share: 0 });
    try {
      const look = await this.desk.ask(
        subject,
        (api, heard) => api.look(request, heard),
        (share) => {
          if (this.time === time) this.change({ share });
        },
      );
      if (this.time === time) this.change({ look, of: { params, hypotheses } });
    } catch (error) {
      if (this.time !== time) return;
      this.failed = true;
      this.store.setState({ notice: noticeOfAnswer(error, SENTENCES.lookStopped()) });
    } finally {
      if (this.time === time) this.change({ share: null });
    }
  }

  private change(change: Partial<Looking>): void {
    this.store.setState(({ looking }) => ({ looking: { ...looking, ...change } }));
  }
}

/** Whether both are the same unit, beside the same label, of the same weights and labels. */
function isSame(a: Wanted | null, b: Wanted | null): boolean {
  if (!a || !b) return a === b;
  const { layer, channel, unit, label } = a;
  return (
    a.search.params === b.search.params &&
    a.search.hypotheses === b.search.hypotheses &&
    [layer, channel, unit, label].join(' ') === [b.layer, b.channel, b.unit, b.label].join(' ')
  );
}
