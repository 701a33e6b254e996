import { useState } from 'react';
import { channelValues, valueAt } from '../../draw/channelValues.ts';
import { formatCount, formatReading } from '../../draw/format.ts';
import { readSymbol, spokenSymbol, visibleSymbol } from '../../draw/symbols.ts';
import type { CountedSymbols } from '../../engine/lookAlikes.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS } from '../../engine/spec.ts';
import { isOfSameRows, type Trace } from '../../engine/trace.ts';
import type { Passage } from '../../state/textState.ts';
import { cellMark } from '../chart/cellMark.ts';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { Button } from '../ui/Button.tsx';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { Table } from '../ui/Table.tsx';
import { useTimestep } from '../ui/selectedTrace.ts';
import { symbolAt } from '../readingText.ts';
import { UI, type Ui } from '../../state/ui.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { stretchTokens } from '../../state/passage.ts';
import type { LossUnit } from '../../state/lossUnit.ts';
import { CHANGE_NAME, formatChange, useLossUnit } from '../lossUnits.ts';
import { DistanceChart } from './DistanceChart.tsx';
import type { SidePanelProps, TracePanelProps } from './sidePanel.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Select } from '../ui/Select.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import watchSideStyles from './WatchSide.module.css';
import styles from './ChangeSide.module.css';

const SEEN_NAMES: Readonly<Record<Ui['seenRun'], string>> = {
  after: 'changed',
  before: 'unchanged',
  difference: 'difference',
};

/** A form that changes one character, and the difference that the change makes in the states. */
export function ChangeSide({ selection, selected }: SidePanelProps) {
  const passage = useApp((state) => state.passage);
  const base = useSelectedModel(({ shown }) => shown?.unchanged);
  return (
    <section className={watchSideStyles.sideForm} aria-label="A changed character" {...cellMark(selection.model)}>
      <h2 className={pictureStyles.pictureTitle}>Change a character</h2>
      <p className={pictureStyles.pictureNote}>
        The network reads the text twice, with and without the change, with the same weights. See for how long the two{' '}
        <Term id="passage">runs</Term> differ. The predictions need not use a difference that lasts.
      </p>
      {passage.kind === 'written' ? (
        <p className={pictureStyles.pictureNote}>Go back to the text first: what was written cannot be changed.</p>
      ) : (
        <ChangeForm />
      )}
      {selected && passage.kind === 'edited' && base ? (
        <Difference selected={selected} base={base} passage={passage} />
      ) : null}
    </section>
  );
}

function ChangeForm() {
  const store = useAppStore();
  const t = useApp((state) => state.ui.cursor.t);
  const here = useApp((state) => symbolAt(state, state.ui.cursor.t));
  const text = useApp((state) => state.text);
  const original = useApp((state) => state.text?.symbols[stretchTokens(state)[state.ui.cursor.t]]);
  const [chosen, setChosen] = useState('');
  if (!text) return null;
  const { symbols } = text;
  const other = chosen !== '' && symbols.includes(chosen) ? chosen : (symbols.find((symbol) => symbol !== here) ?? '');
  return (
    <form
      className={styles.changeForm}
      onSubmit={(event) => {
        event.preventDefault();
        store.getState().changeCharacter(t, other);
      }}
    >
      <span>
        t = {formatCount(t)}:{' '}
        <b className="mono">{here === undefined ? '–' : <SymbolSign symbol={here} text={text} />}</b>
        {original !== undefined && original !== here ? (
          <>
            , was{' '}
            <b className="mono">
              <SymbolSign symbol={original} text={text} />
            </b>
          </>
        ) : null}
      </span>
      <Select
        label="read as"
        value={other}
        options={symbols.map((symbol) => [
          symbol,
          menuSymbol(symbol, text),
          { 'aria-label': spokenSymbol(symbol, text) },
        ])}
        onChoose={setChosen}
      />
      <Button type="submit" disabled={other === here}>
        Change it
      </Button>
    </form>
  );
}

/** A symbol in a menu: its sign, or its name where the sign alone is not enough. */
function menuSymbol(symbol: string, text: CountedSymbols): string {
  const read = readSymbol(symbol, text);
  const sign = visibleSymbol(symbol, text);
  return read === `"${sign}"` ? sign : read;
}

interface DifferenceProps extends TracePanelProps {
  /** The trace of the unchanged text. */
  readonly base: Trace;
  readonly passage: Extract<Passage, { kind: 'edited' }>;
}

function Difference({ selected, base, passage }: DifferenceProps) {
  const { trace, layer, model } = selected;
  const [seen, setSeen] = useUi('seenRun');
  const lossUnit = useLossUnit();
  if (!isOfSameRows(base, trace) || base.step !== trace.step) return null;
  return (
    <>
      <div className={pictureStyles.pictureHead}>
        <span>The maps show</span>
        <ChoiceButtons
          label="The maps show"
          choices={UI.seenRun.codec.values.map((run) => [run, SEEN_NAMES[run]])}
          chosen={seen}
          onChoose={setSeen}
        />
      </div>
      <section aria-label="Distance of the two runs" {...pictureMark('distance')}>
        <PictureTitle of="distance" level={3}>
          <Term id="distance">How far the runs are apart</Term>
        </PictureTitle>
        <DistanceChart after={trace} before={base} layer={layer} at={passage.at} hue={model.hue} />
        <p className={pictureStyles.pictureNote}>{costMessage(trace, base, passage.at, lossUnit)}</p>
        <UnitDifference selected={selected} base={base} />
      </section>
    </>
  );
}

/** Says what the change costs, over all predictions after it. */
function costMessage(after: Trace, before: Trace, at: number, unit: LossUnit): string {
  let nats = 0;
  const first = after.loss[at];
  for (let t = at; t < after.loss.length; t++) nats += after.loss[t] - before.loss[t];
  const count = after.loss.length - at;
  if (count <= 0) return 'Nothing follows the change, so it cost nothing.';
  return (
    `The ${formatCount(count)} predictions from there on cost ${formatChange(nats, unit, 2)} ${CHANGE_NAME[unit]} in total, ` +
    `the first of them ${formatChange(first - before.loss[at], unit, 2)}.`
  );
}

function UnitDifference({ selected, base }: TracePanelProps & { readonly base: Trace }) {
  const { trace, layer, unit } = selected;
  const t = useTimestep(trace.tokens.length);
  const value = (of: Trace, channel: Channel): number => valueAt(channelValues(of, channel, layer), t, unit);
  return (
    <Table
      className={styles.differenceTable}
      caption={`Unit ${unit} at t = ${formatCount(t)}`}
      rows={CELLS[trace.spec.cell].channels.map((channel) => ({
        channel,
        before: value(base, channel),
        after: value(trace, channel),
      }))}
      rowKey={({ channel }) => channel}
      columns={[
        { head: 'channel', term: 'channel', cellClass: pictureStyles.pictureMono, cell: ({ channel }) => channel },
        { head: 'unchanged', cell: ({ before }) => formatReading(before) },
        { head: 'changed', cell: ({ after }) => formatReading(after) },
        { head: 'difference', cell: ({ before, after }) => formatReading(after - before) },
      ]}
    />
  );
}
