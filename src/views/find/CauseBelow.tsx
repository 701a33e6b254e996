import { type CostInterval, LEAST_STRETCHES, STRETCHES } from '../../analysis/ablation/costIntervals.ts';
import { formatCount } from '../../draw/format.ts';
import { isSameUnit } from '../../state/clampChoice.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { CHANGE_NAME, UNIT_IN_FULL, useLossUnit } from '../lossUnits.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import { describeClamp } from './ablationNumbers.ts';
import { HeldChoices } from './ClampControls.tsx';
import { intervalText } from './describeFinding.ts';
import type { LabelMarks } from './labelMarks.ts';
import { StateNote } from '../ui/StateNote.tsx';
import { selectedUnit, useSelectedUnit } from './selectedUnit.ts';
import { useWeightsNote } from './shownWeights.ts';
import { type SelectedCosts, useSelectedCosts } from './useSelectedCosts.ts';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import styles from './CauseBelow.module.css';

const HEIGHT = 20;

interface CauseBelowProps {
  readonly selected: SelectedTrace;
  readonly marks: LabelMarks | null;
}

/** What holding the selected unit costs where the label is on and elsewhere. The page Cause says more. */
export function CauseBelow({ selected, marks }: CauseBelowProps) {
  const store = useAppStore();
  const costs = useSelectedCosts(marks);
  const [isChange, setChange] = useUi('isChangeInText');
  const isTraining = useApp(({ status }) => status === 'training' || status === 'pausing');
  const others = useApp((state) => state.ui.clamp.pinned.filter((one) => !isSameUnit(one, selectedUnit(state))).length);
  const lossUnit = useLossUnit();
  return (
    <section className={styles.cause} aria-label="What holding the unit costs">
      <div className={pictureStyles.pictureControls}>
        <span>
          Hold <b className="mono">{`${selected.channel} ${selected.unit}`}</b>
          {others > 0 ? ` and ${others} more` : ''}
        </span>
        <HeldChoices selected={selected} />
        <Checkbox isChecked={isChange} onCheck={setChange}>
          text: change in {CHANGE_NAME[lossUnit]}
        </Checkbox>
        <Button kind="quiet" onClick={() => store.getState().setUi({ findPage: 'ablation' })}>
          Details
        </Button>
      </div>
      <Costs
        costs={costs}
        marks={marks}
        waiting={isTraining ? 'Measured when training pauses.' : 'Reading the text with the unit held…'}
      />
    </section>
  );
}

interface CostsProps {
  /** Null until they are measured. Their rows keep their room meanwhile. */
  readonly costs: SelectedCosts | null;
  readonly marks: LabelMarks | null;
  /** Said until they are measured. */
  readonly waiting: string;
}

function Costs({ costs, marks, waiting }: CostsProps) {
  const lossUnit = useLossUnit();
  const unit = useSelectedUnit();
  const weights = useWeightsNote(costs?.ablation);
  const rows: readonly (readonly [name: string, cost: CostInterval | null | undefined])[] = marks
    ? [
        [`${marks.side}: ${marks.name}`, costs?.sides.on],
        ['elsewhere', costs?.sides.off],
      ]
    : [['every character', costs?.sides.off]];
  const ends = rows.flatMap(([, cost]) => (cost ? [cost.mean - (cost.half ?? 0), cost.mean + (cost.half ?? 0)] : []));
  const low = Math.min(0, ...ends);
  const high = Math.max(1e-9, ...ends);
  const x = (nats: number): string => `${(2 + (96 * (nats - low)) / (high - low)).toFixed(2)}%`;
  return (
    <>
      <dl className={styles.costs}>
        {rows.map(([name, cost]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {cost ? (
                <>
                  <svg className={`${plotStyles.pictureSvg} ${styles.whisker}`} height={HEIGHT} aria-hidden="true">
                    <line x1={x(0)} x2={x(0)} y1={0} y2={HEIGHT} className={plotStyles.pictureAxis} />
                    <rect
                      className={cost.mean > 0 ? styles.worse : styles.better}
                      x={x(Math.min(0, cost.mean))}
                      width={`${((96 * Math.abs(cost.mean)) / (high - low)).toFixed(2)}%`}
                      y={5}
                      height={HEIGHT - 10}
                    />
                    {cost.half === null ? null : (
                      <line
                        className={styles.interval}
                        x1={x(cost.mean - cost.half)}
                        x2={x(cost.mean + cost.half)}
                        y1={HEIGHT / 2}
                        y2={HEIGHT / 2}
                      />
                    )}
                  </svg>
                  <b>{intervalText(cost, lossUnit)}</b>
                  <span>{formatCount(cost.count)} predictions</span>
                </>
              ) : cost === null ? (
                <span className={styles.none}>no prediction here</span>
              ) : (
                <>
                  <svg className={`${plotStyles.pictureSvg} ${styles.whisker}`} height={HEIGHT} aria-hidden="true" />
                  <b>–</b>
                  <span>– predictions</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <StateNote className={styles.causeNote} now={costs ? null : <span role="status">{waiting}</span>}>
        Change in {UNIT_IN_FULL[lossUnit]} with {costs ? describeClamp(costs.ablation) : `${unit.channel} ${unit.unit}`}
        , {weights}. Line: 95 % interval from {STRETCHES} stretches of the traced text, where at least {LEAST_STRETCHES}{' '}
        hold such a character. Where a unit costs nothing, others may do the same work.
      </StateNote>
    </>
  );
}
