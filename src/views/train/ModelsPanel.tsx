import { useState } from 'react';
import { MAX_SLOTS } from '../../limits/limits.ts';
import type { Slot } from '../../store/state.ts';
import { cellMark } from '../cellMark.ts';
import { LineSwatch } from '../LineSwatch.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { AddModel } from './AddModel.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { differenceWords } from './settingOptions.ts';

/** Size and speed of every model, and the models that stand beside one of their own cell under other settings. */
export function ModelsPanel() {
  const slots = useApp((state) => state.slots);
  const [isAdding, setAdding] = useState(false);
  const further = slots.filter(({ variant }) => variant > 0);
  const isFull = slots.length >= MAX_SLOTS;
  return (
    <section className="models" aria-labelledby="models-title">
      <h2 id="models-title">Models</h2>
      <ParameterTable />
      {further.length > 0 && (
        <ul className="further-models">
          {further.map((slot) => (
            <FurtherModel key={slot.id} slot={slot} />
          ))}
        </ul>
      )}
      {isAdding && !isFull ? (
        <AddModel onDone={() => setAdding(false)} />
      ) : (
        <button
          type="button"
          className="button"
          disabled={isFull}
          title={
            isFull ? `At most ${MAX_SLOTS} models are compared at once` : 'The same cell again, under other settings'
          }
          onClick={() => setAdding(true)}
        >
          Add a model…
        </button>
      )}
    </section>
  );
}

function FurtherModel({ slot }: { readonly slot: Slot }) {
  const store = useAppStore();
  return (
    <li {...cellMark(slot)}>
      <LineSwatch slot={slot} />
      <span>
        <b className="cell-name">{slot.name}</b> {differenceWords(slot.overrides)}
      </span>
      <button
        type="button"
        className="quiet"
        aria-label={`Remove ${slot.name}`}
        onClick={() => store.getState().removeSlot(slot.id)}
      >
        Remove
      </button>
    </li>
  );
}
