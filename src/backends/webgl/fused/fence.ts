/** Up to this duration a step's end is looked for often, because the 4 ms of a chain of timers would be a good part of it. */
const SHORT_MILLISECONDS = 30;

/** How a wait passes the time between two looks at the fence. */
export interface Patience {
  /** Milliseconds that the same wait took last time. */
  readonly expected: number;
  /** Whether the renderer computes on the processor's cores: a wait that keeps looking takes one of them from it. */
  readonly software: boolean;
}

/** Waits, without blocking the thread, until the GPU has done what was asked of it so far. */
export async function gpuDone(gl: WebGL2RenderingContext, { expected, software }: Patience): Promise<void> {
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  // Without a fence the read that follows waits by itself.
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
      // A lost context answers WAIT_FAILED; whoever waits is told of the loss by its event.
      if (status !== gl.TIMEOUT_EXPIRED) return;
      const isShort = expected < SHORT_MILLISECONDS && performance.now() - begun < SHORT_MILLISECONDS;
      await new Promise<void>((resume) => {
        if (!isShort) setTimeout(resume, 1);
        else if (!software) later(resume);
        // Set from a message, a timer does not count as one of a chain, of which browsers hold the fifth for 4 ms.
        else later(() => setTimeout(resume, 1));
      });
    }
  } finally {
    port1.close();
    gl.deleteSync(sync);
  }
}
