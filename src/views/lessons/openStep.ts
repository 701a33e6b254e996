/** Brings the page to a step of a lesson. */
import { UNPERTURBED } from '../../analysis/perturbation.ts';
import { linkAt, stepAt } from '../../lessons/findLesson.ts';
import type { Provoked } from '../../lessons/lesson.ts';
import { restoreView } from '../../session/addressBar.ts';
import { isSameExperiment, linkOf } from '../../state/address.ts';
import type { StepPlace } from '../../state/lessonPlace.ts';
import { allModels } from '../../state/models.ts';
import { BEGINNING_OF_TEXT } from '../../state/passage.ts';
import type { AppState } from '../../state/state.ts';
import type { AppStore } from '../StoreContext.tsx';

/**
 * Shows what a step is about. Where its experiment is open, only the view changes.
 *
 * @param isAnswered whether its question is answered, so that the answer is to be seen
 */
export async function openStep(store: AppStore, place: StepPlace, isAnswered: boolean): Promise<void> {
  const { link, refused } = linkAt(place, isAnswered);
  const state = store.getState();
  if (isSameExperiment(linkOf(state), link)) {
    if (state.passage.kind !== 'text') state.showText();
    restoreView(store, { ...link, stretch: link.stretch ?? { from: 0, length: beginning(state) } });
  } else await state.openLink({ link: { ...link, frame: state.frame }, refused });
  provoke(store, (isAnswered && stepAt(place).provoked) || null);
}

/** Characters of the text's beginning, which is what a link shows that names no stretch. */
function beginning({ text }: AppState): number {
  return Math.min(BEGINNING_OF_TEXT.traceWindow.to, text?.tokens.length ?? 0);
}

/** Multiplies weights for the pictures as a step has it, and takes back what another step had. */
export function provoke(store: AppStore, wanted: Provoked | null): void {
  const { perturb } = store.getState();
  for (const { is, perturbation } of allModels(store.getState())) {
    const change = wanted?.model === is.id ? wanted.change : null;
    if (!change && !perturbation) continue;
    perturb(is.id, { ...UNPERTURBED, ...change });
  }
}

/** Whether weights are multiplied for the pictures as a step has it. */
export function isProvoked(state: Pick<AppState, 'models'>, wanted: Provoked | undefined): boolean {
  return allModels(state).every(({ is, perturbation }) => {
    const scale = wanted?.model === is.id ? wanted.change.scale : 1;
    return (perturbation?.scale ?? 1) === scale;
  });
}
