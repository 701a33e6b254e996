import { ChoiceButtons } from '../picture/ChoiceButtons.tsx';
import type { SelectedTrace } from '../picture/selectedTrace.ts';
import { useApp } from '../StoreContext.tsx';
import { AllUnits } from './AllUnits.tsx';
import { ChannelTraces } from './ChannelTraces.tsx';
import { setFindOptions, useFindOption } from './findOptions.ts';
import type { LabelMarks } from './labelMarks.ts';

/** Under the text: the selected unit's channels through time, or all units on the chosen label. */
export function UnitBelow({
  selected,
  marks,
}: {
  readonly selected: SelectedTrace;
  readonly marks: LabelMarks | null;
}) {
  const below = useFindOption('below');
  const hasLabel = useApp(
    (state) => state.searches[state.cursor.slot]?.findings?.found.some(({ id }) => id === state.label) === true,
  );
  const shown = hasLabel ? below : 'channels';
  return (
    <div className="find-below">
      <div className="picture-controls">
        <ChoiceButtons
          label="Under the text"
          choices={[
            ['channels', `Channels of unit ${selected.unit}`],
            ...(hasLabel ? [['units', `All ${selected.trace.spec.hidden} units on the label`] as const] : []),
          ]}
          chosen={shown}
          onChoose={(key: 'channels' | 'units') => setFindOptions({ below: key })}
        />
      </div>
      {shown === 'units' ? <AllUnits /> : <ChannelTraces selected={selected} marks={marks} />}
    </div>
  );
}
