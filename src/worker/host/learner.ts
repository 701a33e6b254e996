import type { BackendModel } from '../../backends/backend.ts';
import type { StepSettings } from '../../engine/stepSettings.ts';

/** A model in training. */
export interface Learner {
  readonly id: string;
  readonly model: BackendModel;
  settings: StepSettings;
  /** Steps taken. */
  step: number;
}
