/** The cost of training, and the error if it is too high. */
import { MAX_STEP_SECONDS, maxTrainingBytes } from '../limits/limits.ts';
import { TrainingTooLargeError } from '../limits/errors.ts';
import { megabytes, roughly, MESSAGES } from '../limits/messages.ts';
import { type TrainerClient, within } from '../worker/client.ts';
import type { Remedy, StepCost, TrainingCost } from '../worker/protocol.ts';
import { activeModels } from '../state/models.ts';
import type { AppState } from '../state/state.ts';

const NAMES: Readonly<Record<Remedy['setting'], string>> = {
  batch: 'the batch size',
  unroll: 'the unroll length',
  hidden: 'the hidden units',
};

/** A cost as "120 MB and 0.3 s". */
export function describeCost({ bytes, seconds }: StepCost): string {
  return `${megabytes(bytes)} and about ${roughly(seconds)}`;
}

/** The cost of all active models on a configured backend; null if there are none. */
export async function askCost(client: TrainerClient, state: AppState): Promise<TrainingCost | null> {
  const specs = activeModels(state).flatMap(({ run }) => (run ? [run.spec] : []));
  return specs.length > 0 ? within(client, client.api.cost(specs)) : null;
}

/** @throws TrainingTooLargeError for a cost above the limits; it says which settings would fit */
export function mustBeAffordable(cost: TrainingCost | null): void {
  if (!cost || cost.isAffordable) return;
  const most = { bytes: maxTrainingBytes(), seconds: MAX_STEP_SECONDS };
  const remedies = cost.remedies.map(({ setting, value }) => `${NAMES[setting]} to ${value}`);
  throw new TrainingTooLargeError(MESSAGES.trainingTooLarge(cost, most, remedies));
}
