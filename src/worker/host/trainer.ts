import type { BackendName, CostedBackend, ModelState } from '../../backends/backend.ts';
import { SELF_TEST_TOLERANCE, selfTest } from '../../backends/selfTest.ts';
import type { StepSettings } from '../../engine/stepSettings.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { BackendUnavailableError } from '../../limits/errors.ts';
import { MESSAGES } from '../../limits/messages.ts';
import type {
  BackendReport,
  RunRequest,
  TrainedModel,
  TrainCourse,
  TrainEnd,
  TrainerApi,
  TrainingCost,
  TrainProgress,
} from '../protocol.ts';
import { timeBackend, trainingCost } from './cost.ts';
import type { Learner } from './learner.ts';
import { TrainingLoop } from './trainingLoop.ts';

/** Owns a backend and the models that train on it. It implements the API of the training worker. */
export class Trainer implements Omit<TrainerApi, 'renderer'> {
  private backend: CostedBackend | null = null;
  /** Multiplications per second of one thread. */
  private speed = 0;
  private loop: TrainingLoop | null = null;
  private readonly learners = new Map<string, Learner>();

  constructor(private readonly openBackend: (name: BackendName) => Promise<CostedBackend>) {}

  async open(name: BackendName): Promise<BackendReport> {
    this.dropLearners();
    this.backend?.dispose();
    this.backend = null;
    const backend = await this.openBackend(name);
    const { deviation } = await selfTest(backend);
    if (!(deviation <= SELF_TEST_TOLERANCE)) {
      backend.dispose();
      const reason = `on ${backend.detail} it computed one training step wrongly, off by ${deviation.toExponential(1)}`;
      throw new BackendUnavailableError(MESSAGES.backendUnavailable(name, reason));
    }
    this.speed = backend.speed ?? (await timeBackend(backend));
    this.backend = backend;
    return { name, detail: backend.detail, deviation };
  }

  async configure(request: RunRequest): Promise<void> {
    this.dropLearners();
    this.loop = new TrainingLoop(request);
  }

  async cost(specs: readonly ModelSpec[]): Promise<TrainingCost> {
    const { plan } = this.currentLoop();
    if (!this.backend) throw new Error('cost before open');
    const { batch, unroll } = plan;
    return trainingCost(this.backend, this.speed, { specs, batch, unroll });
  }

  async addModel(added: TrainedModel): Promise<void> {
    const { plan } = this.currentLoop();
    if (!this.backend) throw new Error('addModel before open');
    await this.removeModel(added.id);
    const start = added.start;
    const params = 'state' in start ? start.state.params : start.params;
    const model = await this.backend.createModel({ spec: added.spec, batch: plan.batch, unroll: plan.unroll, params });
    const step = 'state' in start ? start.state.step : (start.step ?? 0);
    if ('state' in start) await model.setState(start.state);
    else if (step > 0) await model.setState({ ...(await model.getState()), step, momentsFrom: step });
    const { id, settings } = added;
    this.learners.set(id, { id, model, settings, step });
  }

  async removeModel(id: string): Promise<void> {
    this.learners.get(id)?.model.dispose();
    this.learners.delete(id);
  }

  async setSettings(settings: Readonly<Record<string, StepSettings>>): Promise<void> {
    for (const learner of this.learners.values()) learner.settings = settings[learner.id] ?? learner.settings;
  }

  async pause(): Promise<void> {
    this.loop?.pause();
  }

  async getState(id: string): Promise<ModelState> {
    return this.learner(id).model.getState();
  }

  async setState(id: string, state: ModelState): Promise<void> {
    const learner = this.learner(id);
    await learner.model.setState(state);
    learner.step = state.step;
  }

  async train(
    ids: readonly string[],
    rounds: number | null,
    report: (progress: TrainProgress) => void | Promise<void>,
    course: TrainCourse = {},
  ): Promise<TrainEnd> {
    const learners = ids.map((id) => this.learner(id));
    return this.currentLoop().train(learners, rounds, report, course);
  }

  async measure(milliseconds: number): Promise<number> {
    const learners = [...this.learners.values()];
    const before = await Promise.all(learners.map((l) => l.model.getState()));
    const speed = await this.currentLoop().measure(learners, milliseconds);
    await Promise.all(learners.map(async (l, k) => l.model.setState(before[k]!)));
    return speed;
  }

  private currentLoop(): TrainingLoop {
    if (!this.loop) throw new Error('no run is configured');
    return this.loop;
  }

  private learner(id: string): Learner {
    const learner = this.learners.get(id);
    if (!learner) throw new Error(`no model is called ${id}`);
    return learner;
  }

  private dropLearners(): void {
    for (const { model } of this.learners.values()) model.dispose();
    this.learners.clear();
  }
}
