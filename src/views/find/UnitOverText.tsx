import { formatCount } from '../../draw/format.ts';
import { channelName } from '../../draw/channelValues.ts';
import { foundSearch } from '../../state/foundScores.ts';
import { selectedModel } from '../../state/models.ts';
import type { AppState } from '../../state/state.ts';
import { ScaleChoice } from '../chart/ScaleChoice.tsx';
import { useApp, useUi } from '../StoreContext.tsx';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import { StateNote } from '../ui/StateNote.tsx';
import { PassageName } from '../chart/TraceStretch.tsx';
import { scaleNote, scaleTicks } from '../chart/scaleTicks.ts';
import { shownRange } from '../chart/shownRange.ts';
import { AllUnits } from './AllUnits.tsx';
import { CauseBelow } from './CauseBelow.tsx';
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
  const ablation = useApp((state) => (showsChange(state) ? selectedModel(state).results.ablation : null));
  const [below] = useUi('belowText');
  const isCause = useApp((state) => state.ui.findPage !== 'ablation') && below === 'cause';
  const isText = useApp((state) => state.passage.kind === 'text');
  return (
    <div className={styles.unitAndCause} {...(isCause ? pictureMark('unitCause') : {})}>
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
    </div>
  );
}

/** Whether the text has the colours of the change of each loss. */
function showsChange({ ui: { findPage, ablationColour, isChangeInText } }: AppState): boolean {
  if (findPage === 'ablation') return ablationColour === 'change';
  return findPage === 'labels' && isChangeInText;
}

/** Below the text: what holding the unit costs, its channels through time, or the scores of all units for the chosen label. */
function UnitBelow({ selected, marks }: { readonly selected: SelectedTrace; readonly marks: LabelMarks | null }) {
  const [below, setBelow] = useUi('belowText');
  const hasLabel = useApp(
    (state) =>
      foundSearch(selectedModel(state).results.search)?.findings?.found.some(({ id }) => id === state.ui.label) ===
      true,
  );
  // The page Cause says it at length.
  const isOnCause = useApp((state) => state.ui.findPage === 'ablation');
  const shown = (below === 'units' && !hasLabel) || (below === 'cause' && isOnCause) ? 'channels' : below;
  const picture = ({ units: 'allUnits', channels: 'channels', cause: 'unitCause' } as const)[shown];
  return (
    <div className={styles.findBelow} data-part="find-below" {...(shown === 'cause' ? {} : pictureMark(picture))}>
      <div className={`${pictureStyles.pictureControls} ${styles.belowChoice}`}>
        <ChoiceButtons
          label="Under the text"
          choices={[
            ...(isOnCause ? [] : [['cause', `Cause of unit ${selected.unit}`] as const]),
            ['channels', `Channels of unit ${selected.unit}`],
            ...(hasLabel ? [['units', `All ${selected.trace.spec.hidden} units on the label`] as const] : []),
          ]}
          chosen={shown}
          onChoose={setBelow}
        />
        <PictureMenu of={picture} />
      </div>
      {shown === 'cause' ? <CauseBelow selected={selected} marks={marks} /> : null}
      {shown === 'units' ? <AllUnits /> : null}
      {shown === 'channels' ? <ChannelTraces selected={selected} marks={marks} /> : null}
    </div>
  );
}
