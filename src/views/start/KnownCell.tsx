import { useMemo } from 'react';
import { LABELS } from '../../analysis/labels/labels.ts';
import { scoreOf } from '../../analysis/scores/labelValues.ts';
import { strength } from '../../analysis/scores/ranks.ts';
import { channelName } from '../../draw/channelValues.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { TRAINED, type KnownCell as Known } from '../../state/trained.ts';
import { Legend } from '../chart/Legend.tsx';
import { scaleTicks } from '../chart/scaleTicks.ts';
import { shownRange } from '../chart/shownRange.ts';
import type { TracedUnit } from '../find/FoundUnitSide.tsx';
import { UnitText } from '../find/UnitText.tsx';
import { useTrained } from './useTrained.ts';
import { useTracedUnit } from '../find/useTracedUnit.ts';
import { useAppStore, useUi } from '../StoreContext.tsx';
import { Term } from '../glossary/Term.tsx';
import { useTheme } from '../theme.ts';
import pictureStyles from '../ui/picture.module.css';
import { symbolAt, useSelectedTrace } from '../ui/selectedTrace.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { Waiting } from '../ui/Waiting.tsx';
import styles from './KnownCell.module.css';

const NEVER = (): boolean => false;

/** The text that the network reads, coloured by one of its cells, and what that cell is known for. */
export function KnownCell() {
  const name = useTrained();
  const known = TRAINED.find((one) => one.name === name)?.cell ?? null;
  const traced = useTracedUnit(useSelectedTrace());
  return (
    <section className={styles.known} aria-label="A network reads">
      <h2 className={styles.sentence}>
        {known && isSelected(known, traced)
          ? `This network has only learned to guess the next character. By itself, one of its cells came to follow ${known.follows}.`
          : 'Recurrent networks learn a text in this tab, and you watch every gate, state and gradient.'}
      </h2>
      {traced ? <TextInColours traced={traced} known={known} /> : <Waiting model="network" />}
    </section>
  );
}

function isSelected({ unit, channel }: Known, traced: TracedUnit | null): boolean {
  return traced !== null && traced.selected.unit === unit && traced.selected.channel === channel;
}

function TextInColours({ traced, known }: { readonly traced: TracedUnit; readonly known: Known | null }) {
  const { selected, of, scale } = traced;
  const { model, trace, channel, unit } = selected;
  const theme = useTheme();
  const [mode] = useUi('textScale');
  const range = shownRange(trace.spec, channel);
  // The text is in sight when the page opens.
  const narrow = useNarrow();
  const head = (
    <div className={styles.knownHead}>
      <p className={styles.what}>
        <b className={pictureStyles.pictureMono}>
          {channel} {unit}
        </b>
        , <Term id={channel}>{channelName(channel)}</Term> {unit} of {trace.spec.hidden} in the {model.name}.{' '}
        {known && isSelected(known, traced) ? <Score traced={traced} known={known} /> : null}
      </p>
      <div className={styles.knownLegend}>
        <Legend ramp={scale.ramp} theme={theme} ticks={scaleTicks(scale, range, mode, channel, unit)} />
      </div>
    </div>
  );
  return (
    <>
      {narrow ? null : head}
      <div className={styles.text}>
        <UnitText
          trace={trace}
          of={of}
          unit={unit}
          channel={channel}
          scale={scale}
          theme={theme}
          isMarked={NEVER}
          gutter={0}
          label={`The first ${formatCount(trace.tokens.length)} characters, coloured by ${channel} ${unit}.`}
        />
      </div>
      {narrow ? head : null}
    </>
  );
}

/** How well the cell follows its label, in the characters that are shown. */
function Score({ traced: { selected, series }, known }: { readonly traced: TracedUnit; readonly known: Known }) {
  const store = useAppStore();
  const { trace } = selected;
  const label = LABELS.find(({ id }) => id === known.label)!;
  const { score, count } = useMemo(() => {
    const state = store.getState();
    const symbols = Array.from(trace.tokens, (_, t) => symbolAt(state, trace, t));
    const found = scoreOf(series, { kind: label.kind, values: label.compute(symbols) });
    return { score: strength(label.kind, found), count: symbols.length };
  }, [store, trace, series, label]);
  const number = <b>{formatFixed(score, 3)}</b>;
  const over = `over these ${formatCount(count)} characters`;
  if (label.kind === 'numeric')
    return (
      <>
        It follows {known.follows} with a <Term id="spearman">rank correlation</Term> of {number} {over}; 0 would be
        chance.
      </>
    );
  return (
    <>
      It tells inside from outside with an <Term id="auc">AUC</Term> of {number} {over}; 0.5 would be chance.
    </>
  );
}
