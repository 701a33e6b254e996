import { holdRange } from '../../engine/hold.ts';
import type { HoldChoice } from '../../store/findState.ts';
import { isSameUnit } from '../../store/holding.ts';
import { ChoiceButtons } from '../picture/ChoiceButtons.tsx';
import { NumberField } from '../picture/NumberField.tsx';
import { useSelectedTrace } from '../picture/selectedTrace.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { setFindOptions, useFindOption } from './findOptions.ts';

/** Farthest that an unbounded channel can be held. */
const FARTHEST = 100;

/** Which units are held, at what, and from when on. */
export function HoldControls() {
  const store = useAppStore();
  const hold = useApp((state) => state.hold);
  const t = useApp((state) => (state.hold.since === 'cursor' ? state.cursor.t : null));
  const colour = useFindOption('colour');
  const selected = useSelectedTrace();
  if (!selected) return null;
  const { layer, channel, unit, trace } = selected;
  const here = { layer, channel, unit };
  const [low, high] = holdRange(trace.spec, channel).map((end) => Math.max(-FARTHEST, Math.min(FARTHEST, end)));
  const set = (change: Partial<HoldChoice>): void => store.getState().setHold(change);
  const isPinned = hold.pinned.some((one) => isSameUnit(one, here));
  const named = (one: typeof here): string =>
    `${one.channel} ${one.unit}${trace.spec.layers > 1 ? `, layer ${one.layer + 1}` : ''}`;
  return (
    <div className="hold" role="group" aria-label="Held units">
      <p className="hold-units">
        Held: <b className="mono">{named(here)}</b>
        {hold.pinned
          .filter((one) => !isSameUnit(one, here))
          .map((one) => (
            <button
              key={named(one)}
              type="button"
              className="quiet"
              aria-label={`Let ${named(one)} go`}
              onClick={() => set({ pinned: hold.pinned.filter((other) => other !== one) })}
            >
              {named(one)} ×
            </button>
          ))}
        <button
          type="button"
          className="quiet"
          onClick={() =>
            set({
              pinned: isPinned ? hold.pinned.filter((one) => !isSameUnit(one, here)) : [...hold.pinned, here],
            })
          }
        >
          {isPinned ? 'let it go with the selection' : 'keep it when another is selected'}
        </button>
      </p>
      <div className="picture-controls">
        <ChoiceButtons
          label="Held at"
          choices={[
            ['zero', 'at 0'],
            ['mean', 'at its mean'],
            ['value', 'at a value'],
          ]}
          chosen={hold.at}
          onChoose={(at) => set({ at })}
        />
        {hold.at === 'value' ? (
          <NumberField
            label="Value"
            value={Math.max(low, Math.min(high, hold.value))}
            range={{ min: low, max: high, integer: false }}
            step={0.1}
            onCommit={(value) => set({ value })}
          />
        ) : null}
        <ChoiceButtons
          label="Held from"
          choices={[
            ['start', 'all along'],
            ['cursor', t === null ? 'from the cursor on' : `from t ${t} on`],
          ]}
          chosen={hold.since}
          onChoose={(since) => set({ since })}
        />
        <ChoiceButtons
          label="Text coloured by"
          choices={[
            ['change', 'text: change in bits'],
            ['value', 'text: the unit'],
          ]}
          chosen={colour}
          onChoose={(next) => setFindOptions({ colour: next })}
        />
      </div>
    </div>
  );
}
