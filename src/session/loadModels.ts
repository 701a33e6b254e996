/** How a training worker gets the experiment, and the key of its shape. */
import type { ModelState } from '../backends/backend.ts';
import { handOver, type TrainerClient, within } from '../worker/client.ts';
import { START_LIMIT } from '../worker/vitalSigns.ts';
import type { TrainedModel, TrainingCost } from '../worker/protocol.ts';
import { shapeKey } from './backendChoice.ts';
import { activeModels, settingsOf } from '../state/models.ts';
import { CELLS } from '../engine/spec.ts';
import { specOf, stepSettingsOf } from '../state/specs.ts';
import type { AppState } from '../state/state.ts';
import type { ModelId } from '../state/model.ts';
import { askCost, mustBeAffordable } from './trainingCost.ts';

/** The newest snapshot of each model that has been trained. */
export type NewestSnapshots = ReadonlyMap<ModelId, ModelState>;

function copyState(state: ModelState): ModelState {
  const { params, compensation, moments, carry } = state;
  return {
    ...state,
    params: params.slice(),
    ...(compensation && { compensation: compensation.slice() }),
    moments: moments.map((m) => m.slice()),
    carry: { h: carry.h.slice(), c: carry.c?.slice() ?? null },
  };
}

interface LoadOptions {
  /** Gets the cost before any model is made. */
  readonly onCost?: (cost: TrainingCost | null) => void;
  /** Milliseconds of silence after which the worker counts as stuck while it makes a model. */
  readonly limit?: number;
}

/**
 * Gives a worker the text, the settings and every active model: its newest snapshot, or its initial parameters.
 *
 * @throws BackendUnavailableError if the backend has no room for the shape; TrainingTooLargeError; WorkerSilentError
 */
export async function loadModels(
  client: TrainerClient,
  state: AppState,
  snapshots: NewestSnapshots,
  { onCost, limit = START_LIMIT }: LoadOptions = {},
): Promise<void> {
  // Of the same moment as the state: another experiment may take the place of this one while it is loaded.
  const kept = new Map(snapshots);
  const { text, settings } = state;
  if (!text) return;
  const tokens = text.tokens.slice(0, text.trainCount);
  const { batch, unroll, seed } = settings;
  const request = { tokens, batch, unroll, seed };
  await within(client, client.api.configure(handOver(request, tokens)));
  const cost = await askCost(client, state);
  onCost?.(cost);
  mustBeAffordable(cost);
  for (const { is, run } of activeModels(state)) if (run) await loadModel(client, state, kept, is.id, limit);
}

/** The same for one model. */
export async function loadModel(
  client: TrainerClient,
  state: AppState,
  snapshots: NewestSnapshots,
  id: ModelId,
  limit = START_LIMIT,
): Promise<void> {
  const { is, run } = state.models[id] ?? {};
  if (!is || !run) return;
  const settings = stepSettingsOf(settingsOf(is, state.settings));
  const snapshot = snapshots.get(id);
  const copy = snapshot && copyState(snapshot);
  const start: TrainedModel['start'] = copy ? { state: copy } : { params: run.params.slice(), step: run.paramsStep };
  const arrays = 'state' in start ? arraysOf(start.state) : [start.params];
  await within(client, client.api.addModel(handOver({ id, spec: run.spec, settings, start }, ...arrays)), limit);
}

function arraysOf({ params, compensation, moments, carry }: ModelState): (Float32Array | Float64Array)[] {
  return [params, ...(compensation ? [compensation] : []), ...moments, carry.h, ...(carry.c ? [carry.c] : [])];
}

/** Everything that the speed of a backend depends on. */
export function experimentKey(state: AppState): string {
  const { settings, text } = state;
  const { unroll, batch } = settings;
  const vocab = text?.symbols.length ?? 0;
  const { layers, embedding } = specOf('lstm', settings, vocab);
  const cells = activeModels(state).map(({ is }) => {
    const spec = is.opened?.spec ?? specOf(is.cell, settingsOf(is, settings), vocab);
    const isOfSettings = spec.layers === layers && spec.embedding === embedding;
    const sizes = isOfSettings ? spec.hidden : `${spec.hidden}:${spec.layers}:${spec.embedding}`;
    return `${spec.cell}:${sizes}${CELLS[spec.cell].variant === 'reset' ? `:${spec.reset}` : ''}`;
  });
  return shapeKey({ cells: cells.join(','), vocab, layers, unroll, batch, embedding });
}
