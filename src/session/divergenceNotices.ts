/** What is said of models whose loss has blown up or is no longer finite, and the way back that is offered. */
import { MESSAGES } from '../limits/messages.ts';
import { formatLossUnit } from '../state/lossUnit.ts';
import { activeModels, allModels, learns, settingsOf } from '../state/models.ts';
import { goOnLabel, isBlownUp, lastLoss, listed } from '../state/soundness.ts';
import type { AppState } from '../state/state.ts';
import type { ModelId } from '../state/model.ts';
import type { Notice } from '../state/notice.ts';
import type { TrainEnd } from '../worker/protocol.ts';
import type { Snapshots } from './snapshots.ts';

/** The models in training whose loss is far above guessing. */
export function blownUpModels(state: AppState): readonly ModelId[] {
  return allModels(state).flatMap(({ is, run }) => (learns(is) && run && isBlownUp(run) ? [is.id] : []));
}

/** Offers to take blown-up models back to their last sound weights. */
export function blownUpNotice(state: AppState, goBack: readonly ModelId[], snapshots: Snapshots): Notice {
  const { settings, ui, models } = state;
  const blown = goBack.map((id) => ({ is: models[id]!.is, run: models[id]!.run! }));
  const worst = blown.reduce((most, one) => (lastLoss(one.run) > lastLoss(most.run) ? one : most));
  const steps = goBack.map((id) => snapshots.lastSound(id)?.step ?? models[id]!.run!.checkpoints[0]!.step);
  const { message, action } = MESSAGES.blownUp(
    listed(blown.map(({ is }) => is.name)),
    blown.length,
    formatLossUnit(lastLoss(worst.run), ui.lossUnit),
    formatLossUnit(Math.log(worst.run.spec.vocab), ui.lossUnit),
    settingsOf(worst.is, settings).learningRate,
  );
  return { kind: 'warning', text: message, action, offer: { label: goOnLabel(steps), does: { kind: 'goOn', goBack } } };
}

/** Says that training stopped because a number was not finite, and to which step the models went back. */
export function divergedNotice(
  state: AppState,
  { id, step, quantity }: Extract<TrainEnd, { readonly reason: 'diverged' }>,
  snapshots: Snapshots,
): Notice {
  const name = state.models[id]?.is.name ?? id;
  const restoredTo = snapshots.stepOf(id);
  const isCommon = activeModels(state).every(({ is }) => snapshots.stepOf(is.id) === restoredTo);
  const { message, action } = MESSAGES.diverged(name, step, quantity, isCommon, restoredTo);
  return {
    kind: 'error',
    text: message,
    action,
    offer: { label: goOnLabel([restoredTo]), does: { kind: 'goOn', goBack: [] } },
  };
}
