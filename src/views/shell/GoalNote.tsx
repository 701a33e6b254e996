import { formatCount } from '../../draw/format.ts';
import { formatDuration } from '../../limits/messages.ts';
import { lastStep, secondsToGo, stepsToGo } from '../../state/goal.ts';
import type { AppState } from '../../state/state.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { NoticeLine } from './NoticeLine.tsx';

/** How far it is to the training step at which a link was copied. */
export function GoalNote() {
  const store = useAppStore();
  const said = useApp(sayGoal);
  if (said === null) return null;
  return (
    <NoticeLine kind="info" onDismiss={() => store.getState().leaveGoal()}>
      {said}
    </NoticeLine>
  );
}

function sayGoal(state: AppState): string | null {
  const { goal, status } = state;
  if (!goal) return null;
  const step = formatCount(lastStep(goal));
  if (goal.isReached) return `This is step ${step}, to which the link leads.`;
  const steps = stepsToGo(goal, state);
  const seconds = secondsToGo(goal, state);
  const time = seconds === null ? '' : `, about ${formatDuration(Math.max(1000, seconds * 1000))}`;
  const left = `${formatCount(steps)} step${steps === 1 ? '' : 's'}${time}`;
  return status === 'training' || status === 'pausing'
    ? `On the way to step ${step}, to which the link leads: ${left} to go. Training stops there by itself.`
    : `This link leads to step ${step}: press Train to get there: ${left}. Training stops there by itself.`;
}
