import { useEffect } from 'react';
import { shownLength } from '../readingText.ts';
import { type AppStore, useApp, useAppStore } from '../StoreContext.tsx';

/** Starts or stops playback. At the end it starts from the beginning. */
export function togglePlaying(store: AppStore): void {
  const { playing, revealed, moveTo, setPlaying } = store.getState();
  const { cursor } = store.getState().ui;
  const isWritten = revealed === Infinity;
  if (!playing && isWritten && cursor.t >= shownLength(store.getState()) - 1) moveTo(0);
  setPlaying(!playing);
}

/** Moves the cursor at the chosen speed during playback, and stops at the end. */
export function usePlayback(): void {
  const store = useAppStore();
  const playing = useApp((state) => state.playing);
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let previous = performance.now();
    let owed = 0;
    const tick = (now: number): void => {
      const state = store.getState();
      // A page that was in the background does not catch up.
      owed += (Math.min(250, now - previous) / 1000) * state.ui.speed;
      previous = now;
      const steps = Math.floor(owed);
      if (steps > 0) {
        owed -= steps;
        const last = shownLength(state) - 1;
        state.moveTo(state.ui.cursor.t + steps);
        if (state.ui.cursor.t + steps >= last && state.revealed === Infinity) {
          state.setPlaying(false);
          return;
        }
      }
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [store, playing]);
}
