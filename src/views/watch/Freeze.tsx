import { formatCount } from '../../draw/format.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

/** Holds the pictures while training goes on. */
export function Freeze({ step }: { readonly step: number }) {
  const store = useAppStore();
  const isFrozen = useApp((state) => state.frozen);
  return (
    <span>
      <label>
        <input
          type="checkbox"
          checked={isFrozen}
          onChange={(event) => store.getState().setFrozen(event.target.checked)}
        />
        Freeze
      </label>
      {isFrozen && <b> frozen at step {formatCount(step)}</b>}
    </span>
  );
}
