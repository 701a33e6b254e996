/** The experiment as a training worker gets it, and what follows from its size. */
import type { ModelState } from '../backends/backend.ts';
import { GATES } from '../engine/spec.ts';
import { handOver, type TrainerClient } from '../worker/client.ts';
import type { SlotRequest } from '../worker/protocol.ts';
import { shapeKey } from './backendChoice.ts';
import { stepSettingsOf } from './specs.ts';
import type { AppState, AppStoreApi, SlotId } from './state.ts';

/** Newest snapshot of each model. */
export type Snapshots = ReadonlyMap<SlotId, ModelState>;

function copyState(state: ModelState): ModelState {
  const { params, moments, carry, step } = state;
  return {
    params: params.slice(),
    moments: moments.map((m) => m.slice()),
    carry: { h: carry.h.slice(), c: carry.c?.slice() ?? null },
    step,
  };
}

/** Gives a worker the text, the settings and every active model: its newest snapshot, or its initial parameters. */
export async function loadModels(client: TrainerClient, store: AppStoreApi, states: Snapshots): Promise<void> {
  const { text, settings, slots, runs } = store.getState();
  if (!text) return;
  const tokens = text.tokens.slice(0, text.trainCount);
  const { batch, unroll, seed } = settings;
  const request = { tokens, batch, unroll, seed, settings: stepSettingsOf(settings) };
  store.setState({ shape: await client.api.configure(handOver(request, tokens)) });
  for (const { id, active } of slots) if (active && runs[id]) await loadModel(client, store, states, id);
}

/** The same for one model. */
export async function loadModel(
  client: TrainerClient,
  store: AppStoreApi,
  states: Snapshots,
  id: SlotId,
): Promise<void> {
  const run = store.getState().runs[id];
  if (!run) return;
  const snapshot = states.get(id);
  if (!snapshot) {
    const params = run.params.slice();
    const start: SlotRequest['start'] = { params };
    await client.api.addSlot(handOver({ id, spec: run.spec, start }, params));
    return;
  }
  const state = copyState(snapshot);
  const { h, c } = state.carry;
  await client.api.addSlot(
    handOver({ id, spec: run.spec, start: { state } }, state.params, ...state.moments, h, ...(c ? [c] : [])),
  );
}

/** What the speed of a backend depends on. */
export function experimentKey({ settings, slots, text }: AppState): string {
  const { hidden, layers, unroll, batch, input, embedding, reset } = settings;
  const cells = slots.filter((s) => s.active).map((s) => s.cell);
  const vocab = text?.symbols.length ?? 0;
  const width = input === 'embedding' ? embedding : 0;
  return shapeKey({ cells: cells.join(','), vocab, hidden, layers, unroll, batch, embedding: width, reset });
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
