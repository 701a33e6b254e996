import { channelName } from '../../draw/channelValues.ts';
import { CELLS } from '../../engine/spec.ts';
import { Button } from '../ui/Button.tsx';
import type { Selection } from '../ui/selectedTrace.ts';
import { useAppStore } from '../StoreContext.tsx';
import styles from './ChannelChips.module.css';

/** The choice of the channel whose map is shown. */
export function ChannelChips({ selected }: { readonly selected: Selection }) {
  const store = useAppStore();
  return (
    <fieldset className={styles.channelChips} data-unsaved aria-label="Channel to show">
      {CELLS[selected.spec.cell].channels.map((key) => (
        <Button
          kind="bare"
          key={key}
          title={channelName(key)}
          aria-pressed={key === selected.channel}
          onClick={() => store.getState().select({ channel: key })}
        >
          {key}
        </Button>
      ))}
    </fieldset>
  );
}
