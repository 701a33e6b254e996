/** The experiment as a training worker gets it, and what follows from its size. */
import type { ModelState } from '../backends/backend.ts';
import { GATES } from '../engine/spec.ts';
import { handOver, type TrainerClient, within } from '../worker/client.ts';
import type { SlotRequest } from '../worker/protocol.ts';
import { shapeKey } from './backendChoice.ts';
import { settingsOf } from './slots.ts';
import { specOf, stepSettingsOf } from './specs.ts';
import type { AppState, SlotId } from './state.ts';

/** Newest snapshot of each model. */
export type Snapshots = ReadonlyMap<SlotId, ModelState>;

function copyState(state: ModelState): ModelState {
  const { params, residues, moments, carry, step } = state;
  return {
    params: params.slice(),
    ...(residues && { residues: residues.slice() }),
    moments: moments.map((m) => m.slice()),
    carry: { h: carry.h.slice(), c: carry.c?.slice() ?? null },
    step,
  };
}

/** Milliseconds that one request may take, with all that it compiles on a slow machine. */
export const LOAD_LIMIT = 60_000;

/**
 * Gives a worker the text, the settings and every active model: its newest snapshot, or its initial parameters.
 *
 * @returns the B and T that the text allows
 * @throws BackendUnavailableError if the backend has no room for the shape; WorkerSilentError
 */
export async function loadModels(
  client: TrainerClient,
  state: AppState,
  states: Snapshots,
): Promise<{ readonly batch: number; readonly unroll: number } | null> {
  const { text, settings, slots, runs } = state;
  if (!text) return null;
  const tokens = text.tokens.slice(0, text.trainCount);
  const { batch, unroll, seed } = settings;
  const request = { tokens, batch, unroll, seed };
  const shape = await within(client, client.api.configure(handOver(request, tokens)), LOAD_LIMIT);
  for (const { id, active } of slots) if (active && runs[id]) await loadModel(client, state, states, id);
  return shape;
}

/** The same for one model. */
export async function loadModel(client: TrainerClient, state: AppState, states: Snapshots, id: SlotId): Promise<void> {
  const run = state.runs[id];
  const slot = state.slots.find((one) => one.id === id);
  if (!run || !slot) return;
  const settings = stepSettingsOf(settingsOf(slot, state.settings));
  const snapshot = states.get(id);
  const copy = snapshot && copyState(snapshot);
  const start: SlotRequest['start'] = copy ? { state: copy } : { params: run.params.slice() };
  const arrays = 'state' in start ? arraysOf(start.state) : [start.params];
  await within(client, client.api.addSlot(handOver({ id, spec: run.spec, settings, start }, ...arrays)), LOAD_LIMIT);
}

function arraysOf({ params, residues, moments, carry }: ModelState): (Float32Array | Float64Array)[] {
  return [params, ...(residues ? [residues] : []), ...moments, carry.h, ...(carry.c ? [carry.c] : [])];
}

/** What the speed of a backend depends on. */
export function experimentKey({ settings, slots, text }: AppState): string {
  const { unroll, batch } = settings;
  const vocab = text?.symbols.length ?? 0;
  const cells = slots
    .filter((slot) => slot.active)
    .map((slot) => {
      const { cell, hidden, reset } = specOf(slot.cell, settingsOf(slot, settings), vocab);
      return `${cell}:${hidden}${cell === 'gru' ? `:${reset}` : ''}`;
    });
  const { layers, embedding } = specOf('lstm', settings, vocab);
  return shapeKey({ cells: cells.join(','), vocab, layers, unroll, batch, embedding });
}

/** Milliseconds without a report that mean death: generous for large models, whose steps are long. */
export function silenceLimit({ runs, shape }: AppState): number {
  let multiplications = 0;
  for (const { spec } of Object.values(runs)) {
    const { hidden: H, vocab: V, layers: L } = spec;
    const positions = (shape?.batch ?? 0) * (shape?.unroll ?? 0);
    multiplications += 3 * positions * (GATES[spec.cell].length * H * H * (2 * L - 1) + H * V);
  }
  return 30_000 + multiplications / 2e4;
}
