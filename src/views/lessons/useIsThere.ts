import { useMemo } from 'react';
import { addressAt, linkAt, stepAt } from '../../lessons/findLesson.ts';
import { isSameExperiment, linkOf } from '../../state/address.ts';
import type { StepPlace } from '../../state/lessonPlace.ts';
import { allModels } from '../../state/models.ts';
import { UI, uiToAddress } from '../../state/ui.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { isProvoked } from './openStep.ts';

/** Whether the page still shows what a step is about: its experiment, and every choice that it names. */
export function useIsThere(place: StepPlace, isAnswered: boolean): boolean {
  const store = useAppStore();
  const { link } = useMemo(() => linkAt(place, isAnswered), [place, isAnswered]);
  const named = useMemo(() => {
    const names = [...new URLSearchParams(addressAt(place, isAnswered)).keys()];
    return new Set([...names, UI.viewedStep.name]);
  }, [place, isAnswered]);
  const text = useApp((state) => state.text);
  const settings = useApp((state) => state.settings);
  const passage = useApp((state) => state.passage);
  const steps = useApp((state) =>
    allModels(state)
      .map(({ is, run }) => `${is.id} ${is.active} ${run?.step}`)
      .join(),
  );
  const isOpen = useMemo(
    // What names the experiment is read from the store as it is now.
    () => text !== null && settings !== null && steps !== '' && isSameExperiment(linkOf(store.getState()), link),
    [store, text, settings, steps, link],
  );
  const isAsLeft = useApp((state) => isProvoked(state, isAnswered ? stepAt(place).provoked : undefined));
  const ui = useApp((state) => state.ui);
  const isLookedAt = useMemo(() => {
    const [now, wanted] = [uiToAddress(ui), uiToAddress(link.ui)];
    return [...named].every((name) => now.get(name) === wanted.get(name));
  }, [ui, link, named]);
  return isOpen && isAsLeft && isLookedAt && passage.kind === 'text';
}
