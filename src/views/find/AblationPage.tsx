import { useMemo } from 'react';
import { formatCount } from '../../draw/format.ts';
import type { ModelAblation } from '../../state/findState.ts';
import { formatChange, formatLoss, UNIT_IN_FULL, useLossUnit } from '../lossUnits.ts';
import { useSelectedModel } from '../useModels.ts';
import { AblationLabels } from './AblationLabels.tsx';
import { ClampedPredictions } from './ClampedPredictions.tsx';
import { ClampedWriting } from './ClampedWriting.tsx';
import { ClampControls } from './ClampControls.tsx';
import { describeClamp, lossMeans } from './ablationNumbers.ts';
import { useWeightsNote } from './shownWeights.ts';
import { UnitRanking } from './UnitRanking.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import questionStyles from './question.module.css';
import styles from './AblationPage.module.css';

/** Ablation: what the network predicts and writes with units clamped, compared with the network as it is. */
export function AblationPage() {
  const model = useSelectedModel(({ is }) => is.name);
  const ablation = useSelectedModel(({ results }) => results.ablation);
  return (
    <section className={questionStyles.findQuestion} aria-label="What a unit causes">
      <h2 className={pictureStyles.pictureTitle}>
        <Term id="ablation">What does the {model} do without a unit?</Term>
      </h2>
      <p className={pictureStyles.pictureNote}>
        The network reads the text twice, as it is and with the unit <Term id="clamp">held</Term>, from the same
        weights. See where its predictions get worse. Where a unit costs nothing, other units may do the same work. A
        unit that <Term id="tracks">tracks</Term> a label need not be what the network uses for it.
      </p>
      <ClampControls />
      {ablation ? (
        <>
          <Cost ablation={ablation} />
          <ClampedPredictions ablation={ablation} />
          <AblationLabels report={ablation.report} />
          <ClampedWriting />
        </>
      ) : (
        <p className={pictureStyles.pictureNote} role="status">
          Reading the text with the unit held…
        </p>
      )}
      <UnitRanking />
    </section>
  );
}

/** The mean loss of all predictions that the clamp can change, without and with it. */
function Cost({ ablation }: { readonly ablation: ModelAblation }) {
  const { report, since } = ablation;
  const means = useMemo(() => lossMeans(report, since), [report, since]);
  const weights = useWeightsNote(ablation);
  const unit = useLossUnit();
  if (means.count === 0) {
    return (
      <p className={styles.ablationCost} data-part="ablation-cost" role="status">
        No prediction is left from t {formatCount(since)} on: move the cursor back.
      </p>
    );
  }
  return (
    <p className={styles.ablationCost} data-part="ablation-cost" role="status">
      <b>
        {formatLoss(means.plain, unit, 3)} → {formatLoss(means.clamped, unit, 3)}
      </b>{' '}
      {UNIT_IN_FULL[unit]}, <b>{formatChange(means.clamped - means.plain, unit, 3)}</b> over {formatCount(means.count)}{' '}
      {means.count === 1 ? 'prediction' : 'predictions'}
      {since > 0 ? ` from t ${formatCount(since)} on` : ''} with {describeClamp(ablation)}, {weights}.
    </p>
  );
}
