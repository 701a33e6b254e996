import { formatCount } from '../../draw/format.ts';
import { channelName } from '../../draw/channelValues.ts';
import { foundSearch } from '../../state/foundScores.ts';
import { selectedModel } from '../../state/models.ts';
import { ScaleChoice } from '../chart/ScaleChoice.tsx';
import { useApp, useUi } from '../StoreContext.tsx';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import { StateNote } from '../ui/StateNote.tsx';
import { PassageName } from '../chart/TraceStretch.tsx';
import { scaleNote, scaleTicks } from '../chart/scaleTicks.ts';
import { shownRange } from '../chart/shownRange.ts';
import { AllUnits } from './AllUnits.tsx';
import { ChangeText } from './ChangeText.tsx';
import { ChannelTraces } from './ChannelTraces.tsx';
import { type LabelMarks, useLabelMarks } from './labelMarks.ts';
import { TextPanel } from './TextPanel.tsx';
import type { TracedUnit } from './FoundUnitSide.tsx';
import { PictureMenu } from '../picture/PictureMenu.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './UnitOverText.module.css';

/** The traced text coloured by one unit's values, or by the change of the loss while units are clamped. */
export function UnitOverText({ traced }: { readonly traced: TracedUnit }) {
  const { selected, of, scale } = traced;
  const { model, trace, layer, channel, unit } = selected;
  const marks = useLabelMarks();
  const [mode, setMode] = useUi('textScale');
  const range = shownRange(trace.spec, channel);
  const [colour] = useUi('ablationColour');
  const ablation = useApp((state) =>
    state.ui.findPage === 'ablation' && colour === 'change' ? selectedModel(state).results.ablation : null,
  );
  const isText = useApp((state) => state.passage.kind === 'text');
  return (
    <>
      {ablation ? (
        <ChangeText ablation={ablation} marks={marks} />
      ) : (
        <TextPanel
          name="Unit over the text"
          picture="unitText"
          title={
            <>
              <span className={pictureStyles.pictureMono}>{channel}</span>, unit {unit} over the text{' '}
              <span className={pictureStyles.pictureNote}>
                {channelName(channel)}, layer {layer + 1}, from the zero state
              </span>
            </>
          }
          note={
            <StateNote now={isText ? null : <PassageName />}>
              Look for colours that begin and end with something in the text. What you see here is a guess until it
              holds on text that did not choose this unit.
            </StateNote>
          }
          ticks={scaleTicks(scale, range, mode, channel, unit)}
          legendNote={scaleNote(range, mode, channel)}
          marks={marks}
          namesMarks
          trace={trace}
          of={of}
          unit={unit}
          channel={channel}
          scale={scale}
          label={`The traced text of ${formatCount(trace.tokens.length)} characters, coloured by ${channel}, unit ${unit} of the ${model.name}, layer ${layer + 1}. The lists beside it name the strongest places.`}
        >
          <ScaleChoice value={mode} onChoose={setMode} />
        </TextPanel>
      )}
      <UnitBelow selected={selected} marks={marks} />
    </>
  );
}

/** Below the text: the selected unit's channels through time, or the scores of all units for the chosen label. */
function UnitBelow({ selected, marks }: { readonly selected: SelectedTrace; readonly marks: LabelMarks | null }) {
  const [below, setBelow] = useUi('belowText');
  const hasLabel = useApp(
    (state) =>
      foundSearch(selectedModel(state).results.search)?.findings?.found.some(({ id }) => id === state.ui.label) ===
      true,
  );
  const shown = hasLabel ? below : 'channels';
  return (
    <div
      className={styles.findBelow}
      data-part="find-below"
      {...pictureMark(shown === 'units' ? 'allUnits' : 'channels')}
    >
      <div className={pictureStyles.pictureControls}>
        <ChoiceButtons
          label="Under the text"
          choices={[
            ['channels', `Channels of unit ${selected.unit}`],
            ...(hasLabel ? [['units', `All ${selected.trace.spec.hidden} units on the label`] as const] : []),
          ]}
          chosen={shown}
          onChoose={setBelow}
        />
        <PictureMenu of={shown === 'units' ? 'allUnits' : 'channels'} />
      </div>
      {shown === 'units' ? <AllUnits /> : <ChannelTraces selected={selected} marks={marks} />}
    </div>
  );
}
