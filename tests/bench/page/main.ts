/** The page of the bench: starts a module worker for each entrant and passes on what the runner asks. */
import * as Comlink from 'comlink';
import type { BrowserContender, Counts, Entrant, Opened, Slice } from '../contract.ts';
import type { WorkerDoor } from './worker.ts';

export interface BenchDoor {
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
    bench: BenchDoor;
  }
}

interface Place {
  readonly worker: Worker;
  readonly door: Comlink.Remote<WorkerDoor>;
  /** Rejects when the worker throws outside a call. */
  readonly failed: Promise<never>;
}

const places = new Map<number, Place>();
let opened = 0;

function place(id: number): Place {
  const found = places.get(id);
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
    places.set(id, { worker, door: Comlink.wrap<WorkerDoor>(worker), failed });
    try {
      return { id, ...(await Promise.race([place(id).door.open(entrant), failed])) };
    } catch (error) {
      window.bench.close(id);
      throw error;
    }
  },
  slice: (id, milliseconds) => Promise.race([place(id).door.slice(milliseconds), place(id).failed]),
  counts: (id) => Promise.race([place(id).door.counts(), place(id).failed]),
  close(id) {
    place(id).worker.terminate();
    places.delete(id);
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
