/**
 * The training steps whose weights become checkpoints: 0 and the powers of √2, rounded (0, 1, 2, 3, 4, 6, 8, 11, 16,
 * 23, …). The early steps, in which most of the change happens, are covered as well as the late ones. A run of a
 * million steps has 40 checkpoints.
 */

/** The first checkpoint step after `step`. */
export function nextCheckpoint(step: number): number {
  for (let power = Math.max(0, Math.floor(2 * Math.log2(Math.max(1, step))) - 1); ; power++) {
    const at = Math.round(2 ** (power / 2));
    if (at > step) return at;
  }
}
