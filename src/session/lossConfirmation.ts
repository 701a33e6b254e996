import { MESSAGES } from '../limits/messages.ts';
import type { AppStoreApi } from '../state/actions.ts';
import { allModels } from '../state/models.ts';
import type { ModelId } from '../state/state.ts';
import type { Training } from './training.ts';

/** Training that would be lost. */
interface Loss {
  /** What would cause it, as a sentence. */
  readonly what: string;
  /** The model that would lose it; null: all models. */
  readonly model: ModelId | null;
  /** The step to which the model would go back. */
  readonly backTo?: number;
}

/** Asks before much training is lost. A new question replaces an open one. */
export class LossConfirmation {
  private waiting: ((goOn: boolean) => void) | null = null;

  /** @param unasked milliseconds of training that may be lost without asking */
  constructor(
    private readonly store: AppStoreApi,
    private readonly training: Training,
    private readonly unasked: number,
  ) {}

  /** Calls `act` at once if little would be lost, and otherwise after a person has agreed; else `otherwise`. */
  before({ what, model, backTo = 0 }: Loss, act: () => void, otherwise: () => void = () => undefined): void {
    const models = allModels(this.store.getState()).filter(({ is }) => model === null || is.id === model);
    const step = Math.max(0, ...models.map(({ run }) => run?.step ?? 0));
    const lost = step === 0 ? 0 : this.training.timeSpent(model) * (1 - Math.min(1, backTo / step));
    if (lost <= this.unasked) {
      act();
      return;
    }
    this.answer(false);
    this.waiting = (goOn) => (goOn ? act() : otherwise());
    this.store.setState({ question: MESSAGES.trainingLost(what, lost, step) });
  }

  /** The same for the training of all models, as a promise. */
  mayEnd(what: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.before(
        { what, model: null },
        () => resolve(true),
        () => resolve(false),
      );
    });
  }

  answer(goOn: boolean): void {
    const { waiting } = this;
    this.waiting = null;
    if (this.store.getState().question) this.store.setState({ question: null });
    waiting?.(goOn);
  }
}
