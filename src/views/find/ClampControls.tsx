import { formatCount } from '../../draw/format.ts';
import { clampRange } from '../../engine/clamp.ts';
import { UI, type ClampChoice } from '../../state/ui.ts';
import { isSameUnit } from '../../state/clampChoice.ts';
import { CHANGE_NAME, useLossUnit } from '../lossUnits.ts';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { type SelectedTrace, useSelectedTrace } from '../ui/selectedTrace.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './ClampControls.module.css';

/** The largest size at which an unbounded channel can be clamped. */
const FARTHEST = UI.clamp.value.codec.range.max;

/** Which units are clamped, at which value, and from which timestep. */
export function ClampControls() {
  const store = useAppStore();
  const clamp = useApp((state) => state.ui.clamp);
  const [colour, setColour] = useUi('ablationColour');
  const lossUnit = useLossUnit();
  const selected = useSelectedTrace();
  if (!selected) return null;
  const { layer, channel, unit, trace } = selected;
  const here = { layer, channel, unit };
  const set = (change: Partial<ClampChoice>): void => store.getState().setUi({ clamp: change });
  const isPinned = clamp.pinned.some((one) => isSameUnit(one, here));
  const named = (one: typeof here): string =>
    `${one.channel} ${one.unit}${trace.spec.layers > 1 ? `, layer ${one.layer + 1}` : ''}`;
  return (
    <div className={styles.clamp} role="group" aria-label="Held units">
      <p className={styles.clampedUnits}>
        Held: <b className="mono">{named(here)}</b>
        {clamp.pinned
          .filter((one) => !isSameUnit(one, here))
          .map((one) => (
            <Button
              kind="quiet"
              key={named(one)}
              aria-label={`Let ${named(one)} go`}
              onClick={() => set({ pinned: clamp.pinned.filter((other) => other !== one) })}
            >
              {named(one)} ×
            </Button>
          ))}
        <Button
          kind="quiet"
          onClick={() =>
            set({
              pinned: isPinned ? clamp.pinned.filter((one) => !isSameUnit(one, here)) : [...clamp.pinned, here],
            })
          }
        >
          {isPinned ? 'let it go with the selection' : 'keep it when another is selected'}
        </Button>
      </p>
      <div className={pictureStyles.pictureControls}>
        <HeldChoices selected={selected} />
        <ChoiceButtons
          label="Text coloured by"
          choices={[
            ['change', `text: change in ${CHANGE_NAME[lossUnit]}`],
            ['value', 'text: the unit'],
          ]}
          chosen={colour}
          onChoose={setColour}
        />
      </div>
    </div>
  );
}

/** At which value the units are held, and from which timestep on. */
export function HeldChoices({ selected: { channel, trace } }: { readonly selected: SelectedTrace }) {
  const store = useAppStore();
  const clamp = useApp((state) => state.ui.clamp);
  const t = useApp((state) => (state.ui.clamp.since === 'cursor' ? state.ui.cursor.t : null));
  const [low, high] = clampRange(trace.spec, channel).map((end) => Math.max(-FARTHEST, Math.min(FARTHEST, end)));
  const set = (change: Partial<ClampChoice>): void => store.getState().setUi({ clamp: change });
  return (
    <>
      <ChoiceButtons
        label="Held at"
        choices={[
          ['zero', 'at 0'],
          ['mean', 'at its mean'],
          ['value', 'at a value'],
        ]}
        chosen={clamp.at}
        onChoose={(at) => set({ at })}
      />
      {clamp.at === 'value' ? (
        <NumberField
          label="Value"
          value={Math.max(low, Math.min(high, clamp.value))}
          range={{ min: low, max: high, integer: false }}
          step={0.1}
          onCommit={(value) => set({ value })}
        />
      ) : null}
      <ChoiceButtons
        label="Held from"
        choices={[
          ['start', 'all along'],
          ['cursor', t === null ? 'from the cursor on' : `from t ${formatCount(t)} on`],
        ]}
        chosen={clamp.since}
        onChoose={(since) => set({ since })}
      />
    </>
  );
}
