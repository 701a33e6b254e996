import { UI } from '../../state/ui.ts';
import { useUi } from '../StoreContext.tsx';
import { formatCount } from '../../draw/format.ts';
import { modelRows } from '../../draw/modelRows.ts';
import { useMemo, useRef, type CSSProperties } from 'react';
import type { Chain, ChainWeight } from '../../analysis/chain.ts';
import { plotHeight } from '../../draw/pictureSizes.ts';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { Select } from '../ui/Select.tsx';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { ChainColumn } from './ChainColumn.tsx';
import { partOf, rangesOf, describeReset } from './chainParts.ts';
import { ChainTable } from './ChainTable.tsx';
import { describeSteps } from './comparedSteps.ts';
import { useMeasured, type MeasuredModel } from './measured.ts';
import { NotMeasured } from './NotMeasured.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import comparePageStyles from './comparePage.module.css';

const GAP = 32;
/** The smallest width of a model's column in pixels. */
const LEAST = 260;
/** Height of a chart if there are several rows of models, and the largest height otherwise. */
const IN_ROWS = 110;
const MOST = 260;
/** Height of a column's heads, checks, axes and titles in pixels. */
const SPENT = 176;

/** ∂L_t/∂W as the sum of its terms by lag. */
export function ChainPage() {
  const models = useMeasured('chain');
  return models.length === 0 ? <NotMeasured byLag={false} /> : <Chains models={models} />;
}

function Chains({ models }: { readonly models: readonly MeasuredModel<Chain>[] }) {
  const [weight, setWeight] = useUi('chainWeight');
  const [gates] = useUi('chainGates');
  const [chainLags, setLags] = useUi('chainLags');
  const [chainScale, setScale] = useUi('chainScale');
  const container = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(container);
  const narrow = useNarrow();
  const parts = useMemo(
    () => models.map(({ of, model }) => partOf(of, weight, gates[model.id] ?? -1)),
    [models, weight, gates],
  );
  const { t, layer } = models[0].of;
  const resets = [...new Set(models.map(({ of }) => describeReset(of.spec, weight)))].filter(Boolean);
  const shown = Math.min(chainLags, t + 1);
  // No further than a loss of this text reaches; the last character has no loss. It is the same for every t, so that
  // nothing jumps.
  const room = Math.max(shown, Math.min(chainLags, models[0].trace.tokens.length - 1));
  const ranges = parts.map((part) => rangesOf(part, shown));
  const shared = ranges.reduce((a, b) => ({
    norm: Math.max(a.norm, b.norm),
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
  }));
  const { rows, width: each } = modelRows(models.length, width, GAP, LEAST);
  const chart = narrow || rows > 1 ? IN_ROWS : Math.min(MOST, plotHeight((height - SPENT) / 2, 0));
  return (
    <section className={comparePageStyles.stackedPage} aria-label="Chain of one loss" {...pictureMark('chain')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="chain">
          The <Term id="chain">chain</Term> of the loss at t = {formatCount(t)}{' '}
          <span className={pictureStyles.pictureNote}>
            ∂L<sub>t</sub>/∂W = Σ<sub>k</sub> ∂L<sub>t</sub>/∂a<sub>t−k</sub> ⊗ {weight === 'weight_hh' ? 'h' : 'x'}
            <sub>{weight === 'weight_hh' ? 't−k−1' : 't−k'}</sub>, tensor rnn.{weight}_l{layer}, {describeSteps(models)}
          </span>
        </PictureTitle>
        <div className={pictureStyles.pictureControls}>
          <ChoiceButtons<ChainWeight>
            label="Weight"
            choices={[
              ['weight_hh', 'W_hh'],
              ['weight_ih', 'W_ih'],
            ]}
            chosen={weight}
            onChoose={setWeight}
          />
          <ChoiceButtons
            label="Scale of the bars"
            choices={[
              ['shared', 'one scale'],
              ['own', 'own scales'],
            ]}
            chosen={chainScale}
            onChoose={setScale}
          />
          <Select
            label="Lags"
            term="lag"
            value={chainLags}
            options={UI.chainLags.codec.values.map((lags) => [lags, lags])}
            onChoose={setLags}
          />
        </div>
      </div>
      <p className={pictureStyles.pictureNote}>
        One bar per <Term id="lag">lag</Term>: what the step k characters back contributes to this one loss’s gradient.
        The upper bars are <Term id="norm">norms</Term>, the lower ones <Term id="share">signed shares</Term> ⟨term, ∂L
        <sub>t</sub>/∂W⟩ / ‖∂L<sub>t</sub>/∂W‖², which add up to 1. Norms do not add up, because terms point in
        different directions and partly cancel: they are not stacked. A negative share pulls against the sum; it is not
        an error.
        {resets.map((message) => ` ${message}.`)}
      </p>
      <div
        className={comparePageStyles.modelPictures}
        style={{ '--models-gap': `20px ${GAP}px` } as CSSProperties}
        ref={container}
      >
        {width > 0
          ? models.map((compared, k) => (
              <ChainColumn
                key={compared.model.id}
                compared={compared}
                part={parts[k]}
                shown={shown}
                lags={room}
                ranges={chainScale === 'shared' ? shared : ranges[k]}
                width={each}
                height={chart}
              />
            ))
          : null}
      </div>
      <ChainTable models={models} parts={parts} shown={shown} />
    </section>
  );
}
