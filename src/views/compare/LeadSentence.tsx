import type { LagReport } from '../../analysis/lagCurves.ts';
import { activeModels } from '../../state/models.ts';
import { isUntrainedAt } from '../../state/model.ts';
import { heldOutRise } from '../../state/overfitting.ts';
import type { AppState } from '../../state/state.ts';
import { cellMark } from '../chart/cellMark.ts';
import { useApp } from '../StoreContext.tsx';
import { layerOf } from './comparedFits.ts';
import type { MeasuredModel } from './measured.ts';
import { reasonOf } from './reachReason.ts';
import { alikePairs, type ReachOf, readLag, reachSentence } from './reachSentence.ts';
import styles from './LeadSentence.module.css';

/** Delayed recall with trained networks: a text on which an answer has to be carried far. */
const RECALL = '#trained=recall&w=compare&step=0';

/** Names of the active models whose held-out loss rises, as one string, which changes only when they do. */
function learnedByHeart(state: AppState): string {
  return activeModels(state)
    .filter(({ run }) => run && heldOutRise(run))
    .map(({ is }) => is.name)
    .join(' and the ');
}

/** What is left of each gradient some characters back, and what that says. */
export function LeadSentence({ models }: { readonly models: readonly MeasuredModel<LagReport>[] }) {
  const isByHand = useApp((state) => activeModels(state).some(({ shown }) => shown?.perturbation));
  const byHeart = useApp(learnedByHeart);
  const isTask = useApp((state) => state.text?.source.kind === 'task');
  const each = models.map((measured): ReachOf => {
    const { h } = measured.of.curves[layerOf(measured)]!;
    const { name, opened } = measured.model;
    return { name, step: measured.step, curves: h, isByHand, isFromFile: opened?.step === 0 };
  });
  const lag = readLag(each);
  const { alike, compared } = alikePairs(each, lag);
  const { words, offersText } = reasonOf({
    isAlone: models.length === 1,
    isByHand,
    isBefore: models.every(({ model, step }) => isUntrainedAt(model, step)),
    isAlike: compared > 0 && alike.length === compared && models.every(({ step }) => step === models[0]!.step),
    byHeart,
    isTask,
  });
  return (
    <div className={styles.lead}>
      <p className={styles.leadSentence}>
        {reachSentence(each, lag).map(({ words: text, of }, k) =>
          of === undefined ? (
            text
          ) : (
            <b key={k} className="cell-name" {...cellMark(models[of]!.model)}>
              {text}
            </b>
          ),
        )}
      </p>
      <p className={styles.leadReason}>
        {words}
        {offersText ? (
          <>
            {' '}
            <a href={RECALL}>Open delayed recall</a>, where an answer has to be carried far.
          </>
        ) : null}
      </p>
    </div>
  );
}
