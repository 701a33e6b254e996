/**
 * Signs of life from a long computation. The computation reports now and then how much work it has done. A listener
 * (a worker, on behalf of the page) can then tell a busy computation from one that hangs.
 */

/** Multiplications between two signs of life: about a millisecond. */
const WORK_PER_PULSE = 2e6;

let done = 0;
let listener: ((multiplications: number) => void) | null = null;

/** Every long loop calls this function. @param multiplications done since the last call */
export function pulse(multiplications: number): void {
  done += multiplications;
  if (done < WORK_PER_PULSE) return;
  listener?.(done);
  done = 0;
}

/** Characters or bytes of a loop over a text between two signs of life. */
const TEXT_PER_PULSE = 0x10000;

/** Every loop over a text calls this function with its index. Most indices cost one comparison. */
export function pulseAt(index: number): void {
  if (index % TEXT_PER_PULSE === 0) pulse(WORK_PER_PULSE);
}

/** Sets the listener for this thread's signs of life; null removes it. */
export function onPulse(hear: ((multiplications: number) => void) | null): void {
  listener = hear;
}
