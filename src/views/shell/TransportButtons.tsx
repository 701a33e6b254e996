import { UI } from '../../state/ui.ts';
import { shownLength } from '../readingText.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { PlayIcon, StepBackIcon, StepForwardIcon, StopIcon, ToEndIcon, ToStartIcon } from '../ui/Icons.tsx';
import { Select } from '../ui/Select.tsx';
import { togglePlaying } from './usePlayback.ts';
import styles from './TransportButtons.module.css';

/** One timestep back, Play, and one timestep on. */
export function StepByStep() {
  const store = useAppStore();
  const playing = useApp((state) => state.playing);
  const T = useApp(shownLength);
  const stepBy = (steps: number) => () => store.getState().moveTo(store.getState().ui.cursor.t + steps);
  return (
    <>
      <Button kind="icon" aria-label="Step back" onClick={stepBy(-1)}>
        <StepBackIcon />
      </Button>
      <Button
        kind="icon"
        className={styles.play}
        aria-label={playing ? 'Stop' : 'Play'}
        disabled={T === 0}
        onClick={() => togglePlaying(store)}
      >
        {playing ? <StopIcon /> : <PlayIcon />}
      </Button>
      <Button kind="icon" aria-label="Step forward" onClick={stepBy(1)}>
        <StepForwardIcon />
      </Button>
    </>
  );
}

export function ToStart() {
  const store = useAppStore();
  return (
    <Button kind="icon" aria-label="To start" onClick={() => store.getState().moveTo(0)}>
      <ToStartIcon />
    </Button>
  );
}

export function ToEnd() {
  const store = useAppStore();
  const T = useApp(shownLength);
  return (
    <Button kind="icon" aria-label="To end" onClick={() => store.getState().moveTo(T - 1)}>
      <ToEndIcon />
    </Button>
  );
}

/** How fast Play moves. */
export function SpeedChoice() {
  const [speed, setSpeed] = useUi('speed');
  return (
    <Select
      aria-label="Speed"
      className={styles.speed}
      value={speed}
      options={UI.speed.codec.values.map((value) => [value, `${value} / s`])}
      onChoose={setSpeed}
    />
  );
}
