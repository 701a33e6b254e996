import { BackendUnavailableError } from '../limits/errors.ts';
import type { AppStoreApi } from '../state/actions.ts';
import type { ModelId } from '../state/model.ts';
import { identities, settingsOf } from '../state/models.ts';
import { stepSettingsOf } from '../state/specs.ts';
import { stepShape } from '../state/stepShape.ts';
import { within } from '../worker/client.ts';
import type { TrainingCost } from '../worker/protocol.ts';
import { START_LIMIT } from '../worker/vitalSigns.ts';
import type { ActiveBackend } from './activeBackend.ts';
import { loadModel, loadModels } from './loadModels.ts';
import type { Snapshots } from './snapshots.ts';
import { askCost, mustBeAffordable } from './trainingCost.ts';

/** Milliseconds for which the speed is measured. */
const MEASURE_FOR = 200;

/** The models as the training worker has them. */
export class TrainedModels {
  constructor(
    private readonly store: AppStoreApi,
    private readonly snapshots: Snapshots,
    private readonly activeBackend: ActiveBackend,
  ) {}

  /** Gives the worker the text, settings and models, after starting a worker and a backend if necessary. Within a job. */
  async load(): Promise<void> {
    this.activeBackend.closeUnlessWanted();
    await this.activeBackend.withRoom(async ({ client }) => {
      const onCost = (cost: TrainingCost | null): void => this.store.setState({ cost });
      await loadModels(client, this.store.getState(), this.snapshots.newest, { onCost });
    });
  }

  /** Gives the worker one more model: its newest snapshot, or its initial parameters. Within a job. */
  async loadOne(id: ModelId): Promise<void> {
    const { opened } = this.activeBackend;
    if (!opened) return this.load();
    try {
      const cost = await askCost(opened.client, this.store.getState());
      this.store.setState({ cost });
      mustBeAffordable(cost);
      await loadModel(opened.client, this.store.getState(), this.snapshots.newest, id);
    } catch (error) {
      if (!(error instanceof BackendUnavailableError)) throw error;
      await this.load();
    }
  }

  /** Removes a model from the worker. Its newest snapshot is kept. Within a job. */
  async unload(id: ModelId): Promise<void> {
    const { opened } = this.activeBackend;
    if (opened) await within(opened.client, opened.client.api.removeModel(id));
  }

  /** Removes a model for good. Within a job. */
  async drop(id: ModelId): Promise<void> {
    this.snapshots.remove(id);
    await this.unload(id);
  }

  /** Seconds that a training step of all models takes, measured; null without a worker. Within a job. */
  async measureStep(): Promise<number | null> {
    const { opened } = this.activeBackend;
    const shape = stepShape(this.store.getState());
    if (!opened || !shape) return null;
    const speed = await within(opened.client, opened.client.api.measure(MEASURE_FOR), START_LIMIT);
    return (shape.batch * shape.unroll) / speed;
  }

  /** Sends the settings that take effect at the next step. */
  updateSettings(): void {
    const state = this.store.getState();
    const each = identities(state).map((is) => [is.id, stepSettingsOf(settingsOf(is, state.settings))] as const);
    void this.activeBackend.opened?.client.api.setSettings(Object.fromEntries(each));
  }
}
