/** Counts the draw calls of every WebGL 2 context of this thread, which decide the time of a step on a real GPU. */
export function countDraws(): { take(): number; stop(): void } {
  const prototype = WebGL2RenderingContext.prototype;
  const { drawArrays, drawElements } = prototype;
  let draws = 0;
  prototype.drawArrays = function (...call) {
    draws++;
    drawArrays.apply(this, call);
  };
  prototype.drawElements = function (...call) {
    draws++;
    drawElements.apply(this, call);
  };
  return {
    /** Draws since the last call. */
    take() {
      const taken = draws;
      draws = 0;
      return taken;
    },
    stop() {
      Object.assign(prototype, { drawArrays, drawElements });
    },
  };
}
