/** For this long after it was asked for, an answer is looked for in every task; after that by timer, which leaves the processor to the renderer. */
const EAGER_MILLISECONDS = 4;

/** Waits, without blocking the thread, until the GPU has done what was asked of it so far. */
export async function gpuDone(gl: WebGL2RenderingContext): Promise<void> {
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  // Without a fence the read that follows waits by itself.
  if (!sync) return;
  gl.flush();
  const begun = performance.now();
  try {
    for (;;) {
      const status = gl.clientWaitSync(sync, 0, 0);
      // A lost context answers WAIT_FAILED; whoever waits is told of the loss by its event.
      if (status !== gl.TIMEOUT_EXPIRED) return;
      if (performance.now() - begun < EAGER_MILLISECONDS) await nextTask();
      else await after(1);
    }
  } finally {
    gl.deleteSync(sync);
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
