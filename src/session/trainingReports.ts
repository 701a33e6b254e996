import type { BackendName } from '../backends/backend.ts';
import type { AppStoreApi } from '../state/actions.ts';
import { changeRun } from '../state/changeModel.ts';
import type { ModelId } from '../state/model.ts';
import { addProgress, isSound, runTakenBack } from '../state/progress.ts';
import type { TrainProgress } from '../worker/protocol.ts';
import { blownUpModels, blownUpNotice } from './divergenceNotices.ts';
import { followGoal } from './goalDriver.ts';
import type { Snapshots } from './snapshots.ts';

/** Takes what the training worker reports into the state. */
export class TrainingReports {
  /** Blown-up models that a notice has named. */
  private readonly told = new Set<ModelId>();

  constructor(
    private readonly store: AppStoreApi,
    private readonly snapshots: Snapshots,
  ) {}

  /** Training begins: models that blow up are named again. */
  begin(): void {
    this.told.clear();
  }

  /** Adds what was reported. Models that have blown up are named once. */
  take(progress: TrainProgress, backend: BackendName): void {
    // If one model's weights are not finite, none of the snapshots is one to go back to.
    const snapshots = progress.snapshots.every(({ state }) => isSound(state)) ? progress.snapshots : [];
    this.store.setState((s) => ({ models: addProgress(s.models, { ...progress, snapshots }, backend) }));
    for (const { id, state } of snapshots) this.snapshots.add(id, state);
    followGoal(this.store);
    const blown = blownUpModels(this.store.getState());
    if (blown.every((id) => this.told.has(id))) return;
    for (const id of blown) this.told.add(id);
    this.store.setState({ notice: blownUpNotice(this.store.getState(), blown, this.snapshots) });
  }

  /** Takes a model back to its last sound weights. Within a job, or before it is loaded. */
  backToSound(id: ModelId): void {
    const state = this.snapshots.backToSound(id);
    this.told.delete(id);
    this.store.setState((s) => changeRun(s, id, (run) => runTakenBack(run, state)));
  }
}
