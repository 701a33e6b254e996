/** Whether a button of the mouse or a finger is down. */
let isDown = false;

for (const [type, down] of [
  ['pointerdown', true],
  ['pointerup', false],
  ['pointercancel', false],
] as const) {
  globalThis.addEventListener?.(
    type,
    () => {
      isDown = down;
    },
    { capture: true },
  );
}

/**
 * Runs an action at once, or, while something is being pressed, after its click. For a change that replaces what is on the page:
 * the press that takes the focus out of a field would otherwise lose its target before the click, and do nothing.
 */
export function afterPress(act: () => void): void {
  if (!isDown) {
    act();
    return;
  }
  const ends = new AbortController();
  const onEnd = (): void => {
    ends.abort();
    // The click follows in the same task.
    setTimeout(act);
  };
  for (const type of ['pointerup', 'pointercancel']) {
    globalThis.addEventListener(type, onEnd, { capture: true, signal: ends.signal });
  }
}
