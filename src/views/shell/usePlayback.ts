import { useEffect } from 'react';
import { shownLength } from '../reading.ts';
import { useApp, useAppStore, type AppStore } from '../StoreContext.tsx';

/** Starts at the beginning when the cursor stands at the end. */
export function togglePlaying(store: AppStore): void {
  const { playing, cursor, revealed, moveTo, setPlaying } = store.getState();
  const isWritten = revealed === Infinity;
  if (!playing && isWritten && cursor.t >= shownLength(store.getState()) - 1) moveTo(0);
  setPlaying(!playing);
}

/** Moves the cursor at the chosen speed while playing; stops at the end. */
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
      owed += (Math.min(250, now - previous) / 1000) * state.speed;
      previous = now;
      const steps = Math.floor(owed);
      if (steps > 0) {
        owed -= steps;
        const last = shownLength(state) - 1;
        state.moveTo(state.cursor.t + steps);
        if (state.cursor.t + steps >= last && state.revealed === Infinity) {
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
