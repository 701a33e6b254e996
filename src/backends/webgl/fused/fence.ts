import { pulse } from '../../../engine/pulse.ts';

/**
 * Up to this duration the fence is polled often, because the 4 ms of chained timers would be a large part of a step.
 */
const SHORT_MILLISECONDS = 30;

/** How a wait spends the time between two polls of the fence. */
export interface Patience {
  /** Milliseconds that the same wait took last time. */
  readonly expected: number;
  /** Whether the renderer runs on the CPU, where busy polling takes a core away from it. */
  readonly software: boolean;
}

/**
 * Waits without blocking the thread until the GPU has finished all work so far.
 *
 * @param milestones fences on the way, oldest first; each one reached is a sign of life, and all are deleted
 * @param work multiplications of the work that is awaited
 */
export async function gpuDone(
  gl: WebGL2RenderingContext,
  { expected, software }: Patience,
  milestones: WebGLSync[] = [],
  work = 0,
): Promise<void> {
  const share = work / (milestones.length + 1);
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  // Without a fence the following read blocks by itself.
  if (!sync) return;
  gl.flush();
  const begun = performance.now();
  const { port1, port2 } = new MessageChannel();
  const later = (resume: () => void): void => {
    port1.onmessage = resume;
    port2.postMessage(null);
  };
  try {
    for (;;) {
      const status = gl.clientWaitSync(sync, 0, 0);
      // A lost context answers WAIT_FAILED. Its event notifies the caller of the loss.
      if (status !== gl.TIMEOUT_EXPIRED) {
        pulse(share * (milestones.length + 1));
        return;
      }
      while (milestones[0] && gl.clientWaitSync(milestones[0], 0, 0) !== gl.TIMEOUT_EXPIRED) {
        gl.deleteSync(milestones.shift()!);
        pulse(share);
      }
      const isShort = expected < SHORT_MILLISECONDS && performance.now() - begun < SHORT_MILLISECONDS;
      await new Promise<void>((resume) => {
        if (!isShort) setTimeout(resume, 1);
        else if (!software) later(resume);
        // A timer set from a message does not count as chained. Browsers delay the fifth chained timer by 4 ms.
        else later(() => setTimeout(resume, 1));
      });
    }
  } finally {
    port1.close();
    for (const fence of [...milestones, sync]) gl.deleteSync(fence);
  }
}
