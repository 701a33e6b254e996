import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CellKind } from '../engine/spec.ts';
import { activeModels, allModels, selectedModel } from '../state/models.ts';
import type { Model, ModelIdentity } from '../state/model.ts';
import { useApp } from './StoreContext.tsx';

/** One value of every model, in the order of the models; the component renders again when one of them changes. */
export function useModels<T>(select: (model: Model) => T): readonly T[] {
  return useApp(useShallow((state) => allModels(state).map(select)));
}

/** What all models are, in their order. */
export function useIdentities(): readonly ModelIdentity[] {
  return useModels(({ is }) => is);
}

/** The cells of the models that are ticked, each once. */
export function useActiveCells(): readonly CellKind[] {
  return useApp(useShallow((state) => [...new Set(activeModels(state).map(({ is }) => is.cell))]));
}

/** What all models are, with their runs. */
export function useRuns(): readonly Pick<Model, 'is' | 'run'>[] {
  const identities = useIdentities();
  const runs = useModels(({ run }) => run);
  return useMemo(() => identities.map((is, k) => ({ is, run: runs[k] })), [identities, runs]);
}

/** One value of the selected model; the component renders again when it changes. */
export function useSelectedModel<T>(select: (model: Model) => T): T {
  return useApp((state) => select(selectedModel(state)));
}
