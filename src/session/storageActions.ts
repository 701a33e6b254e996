import type { StorageActions } from '../state/storageState.ts';
import type { Session } from './session.ts';

/** The store's actions about stored experiments; where nothing is stored they do nothing. */
export function storageActions({ stored }: Pick<Session, 'stored'>): StorageActions {
  return {
    listExperiments: async () => stored?.listExperiments(),
    openExperiment: async (id) => stored?.openExperiment(id),
    newExperiment: async () => stored?.newExperiment(),
    renameExperiment: async (id, name) => stored?.renameExperiment(id, name),
    duplicateExperiment: async (id) => stored?.duplicateExperiment(id),
    deleteExperiment: async (id) => stored?.deleteExperiment(id),
    askToPersist: async () => stored?.askToPersist(),
    eraseEverything: async () => (await stored?.eraseEverything()) ?? false,
  };
}
