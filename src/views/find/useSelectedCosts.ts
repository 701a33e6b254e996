import { useMemo } from 'react';
import { costIntervals, type SidedCosts } from '../../analysis/ablation/costIntervals.ts';
import { askedAblation } from '../../state/askedAblation.ts';
import { isSameUnit } from '../../state/clampChoice.ts';
import type { ModelAblation } from '../../state/findState.ts';
import { useApp } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import type { LabelMarks } from './labelMarks.ts';
import { useSelectedUnit } from './selectedUnit.ts';

/** What holding the selected unit costs on the traced text. */
export interface SelectedCosts {
  readonly ablation: ModelAblation;
  /** Where the chosen label is on and elsewhere; without a label everything is elsewhere. */
  readonly sides: SidedCosts;
  /** Whether the selected unit alone is held, at its mean and all along, so that its cost is a property of the unit. */
  readonly isOfUnit: boolean;
}

/** The newest ablation of the selected unit with the chosen clamp; null while there is none. */
export function useSelectedCosts(marks: LabelMarks | null): SelectedCosts | null {
  const selected = useSelectedUnit();
  const known = useSelectedModel(({ results }) => results.ablation);
  const isAsked = useApp((state) => known !== null && isStillAsked(known, askedAblation(state)));
  const ablation = isAsked && known?.units.some((one) => isSameUnit(one, selected)) ? known : null;
  return useMemo(() => {
    if (!ablation) return null;
    const { report, since, units, at } = ablation;
    const change = Float64Array.from(report.loss, (nats, t) => report.clampedLoss[t]! - nats);
    const sides = costIntervals(change, since, marks?.runs ?? []);
    return { ablation, sides, isOfUnit: units.length === 1 && at === 'mean' && since === 0 };
  }, [ablation, marks]);
}

/** Whether an ablation is of the passage, the units and the clamp that are chosen now; its weights may be older. */
function isStillAsked(known: ModelAblation, asked: ReturnType<typeof askedAblation>): boolean {
  if (!asked) return false;
  const isSamePassage =
    known.trace.tokens.length === asked.trace.tokens.length &&
    (known.trace === asked.trace || known.trace.tokens.every((token, t) => token === asked.trace.tokens[t]));
  const isSameClamp = known.at === asked.at && (asked.at !== 'value' || known.value === asked.value);
  const isSameSet =
    known.units.length === asked.units.length && known.units.every((unit, k) => isSameUnit(unit, asked.units[k]!));
  return isSamePassage && isSameClamp && isSameSet && known.since === asked.since;
}
