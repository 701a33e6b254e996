/** Up to this duration a step's end is looked for in every task, because a timer's 4 ms would be a good part of it. */
const SHORT_MILLISECONDS = 30;

/**
 * Waits, without blocking the thread, until the GPU has done what was asked of it so far.
 *
 * @param expected milliseconds that it took last time: what takes long is waited for by timer, which leaves the
 *   processor to a renderer that may need it
 */
export async function gpuDone(gl: WebGL2RenderingContext, expected: number): Promise<void> {
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  // Without a fence the read that follows waits by itself.
  if (!sync) return;
  gl.flush();
  const begun = performance.now();
  const { port1, port2 } = new MessageChannel();
  try {
    for (;;) {
      const status = gl.clientWaitSync(sync, 0, 0);
      // A lost context answers WAIT_FAILED; whoever waits is told of the loss by its event.
      if (status !== gl.TIMEOUT_EXPIRED) return;
      const isShort = expected < SHORT_MILLISECONDS && performance.now() - begun < SHORT_MILLISECONDS;
      await new Promise<void>((resolve) => {
        if (!isShort) {
          setTimeout(resolve, 1);
          return;
        }
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    }
  } finally {
    port1.close();
    gl.deleteSync(sync);
  }
}
