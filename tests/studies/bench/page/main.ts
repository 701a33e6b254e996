/** The page of the bench: starts a module worker for each entrant and passes on what the runner asks. */
import * as Comlink from 'comlink';
import type { BrowserContender, Counts, Entrant, Opened, Slice } from '../contract.ts';
import type { WorkerApi } from './worker.ts';

export interface BenchApi {
  /** @returns the entrant's number for the other calls */
  open(entrant: Entrant<BrowserContender>): Promise<Opened & { readonly id: number }>;
  slice(id: number, milliseconds: number): Promise<Slice>;
  counts(id: number): Promise<Counts>;
  close(id: number): void;
  /** The renderer of WebGL 2 as the browser names it. */
  renderer(): string;
}

declare global {
  interface Window {
    bench: BenchApi;
  }
}

interface Position {
  readonly worker: Worker;
  readonly door: Comlink.Remote<WorkerApi>;
  /** Rejects when the worker throws outside a call. */
  readonly failed: Promise<never>;
}

const positions = new Map<number, Position>();
let opened = 0;

function position(id: number): Position {
  const found = positions.get(id);
  if (!found) throw new Error(`no entrant has the number ${id}`);
  return found;
}

window.bench = {
  async open(entrant) {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) => reject(new Error(event.message || 'its worker does not start')));
    });
    failed.catch(() => undefined);
    const id = opened++;
    positions.set(id, { worker, door: Comlink.wrap<WorkerApi>(worker), failed });
    try {
      return { id, ...(await Promise.race([position(id).door.open(entrant), failed])) };
    } catch (error) {
      window.bench.close(id);
      throw error;
    }
  },
  slice: (id, milliseconds) => Promise.race([position(id).door.slice(milliseconds), position(id).failed]),
  counts: (id) => Promise.race([position(id).door.counts(), position(id).failed]),
  close(id) {
    position(id).worker.terminate();
    positions.delete(id);
  },
  renderer() {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!gl) return 'no WebGL 2';
    const info = gl.getExtension('WEBGL_debug_renderer_info');
    const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    return name;
  },
};
