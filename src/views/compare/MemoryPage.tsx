import { useMemo, useRef } from 'react';
import { recallByLag } from '../../analysis/recall.ts';
import { MEMORY_TASKS, type MemoryTask } from '../../samples/memoryTasks.ts';
import { hasError } from '../ui/validation.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useIdentities, useModels } from '../useModels.ts';
import type { ChartLine } from './chartLine.ts';
import { LagChart } from './LagChart.tsx';
import { describeEmpty, lagLines } from './lagLines.ts';
import { describeSteps, markOld, type MarkedStep } from './comparedSteps.ts';
import { useMeasured } from './measured.ts';
import { type RecallLine, RecallChart } from './RecallChart.tsx';
import { RecallTable } from './RecallTable.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Slider } from '../ui/Slider.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import comparePageStyles from './comparePage.module.css';
import styles from './MemoryPage.module.css';

/** The largest number of points of a curve. Neighbouring lags are counted together. */
const BINS = 24;
/** The smallest height of a picture with its title in pixels. */
const LEAST_TALL = 220;
const LAG_RANGE = { min: 8, max: 150, integer: true };

/** Texts whose answers are decided a known number of characters earlier, and how well the models answer. */
export function MemoryPage() {
  const source = useApp((state) => state.text?.source);
  const learned = source?.kind === 'task' ? MEMORY_TASKS.find(({ id }) => id === source.id) : undefined;
  return (
    <div className={`${comparePageStyles.stackedPage} ${styles.memory}`} data-part="memory">
      <TaskChoice learned={learned} learnedLag={source?.kind === 'task' ? source.lag : null} />
      {learned && source?.kind === 'task' ? <Pictures task={learned} lag={source.lag} /> : null}
    </div>
  );
}

function TaskChoice(props: { readonly learned: MemoryTask | undefined; readonly learnedLag: number | null }) {
  const store = useAppStore();
  const [id, setTask] = useUi('memoryTask');
  const [lag, setLag] = useUi('memoryLag');
  const task = MEMORY_TASKS.find((one) => one.id === id) ?? MEMORY_TASKS[0];
  const isLearned = props.learned?.id === task.id && props.learnedLag === lag;
  return (
    <section aria-label="Memory task">
      <h2 className={pictureStyles.pictureTitle}>
        <Term id="memory-task">Memory that matters</Term>
      </h2>
      <div className={`${pictureStyles.pictureControls} ${styles.memoryChoice}`}>
        <Select
          label="Task"
          value={task.id}
          options={MEMORY_TASKS.map((one) => [one.id, one.name])}
          onChoose={setTask}
        />
        <NumberField label="Longest lag" term="lag" value={lag} range={LAG_RANGE} onCommit={setLag} />
        <Slider label="Longest lag, as a slider" min={LAG_RANGE.min} max={LAG_RANGE.max} value={lag} onSlide={setLag} />
        <Button
          disabled={isLearned}
          onClick={(event) => {
            if (!hasError(event.currentTarget.parentElement)) void store.getState().takeTask(task.id, lag);
          }}
        >
          {isLearned ? 'This is the text' : 'Take this text'}
        </Button>
      </div>
      <p className={pictureStyles.pictureNote}>
        {task.description} For example <span className={pictureStyles.pictureMono}>{task.example}</span>.{' '}
        {isLearned
          ? 'Press Train, and watch the lines rise from guessing, the shortest lags first.'
          : 'Taking it replaces the text, and every network begins anew. Then press Train. This page shows how often each network is right at each lag, beside the reach of its gradient.'}
      </p>
    </section>
  );
}

function Pictures({ task, lag }: { readonly task: MemoryTask; readonly lag: number }) {
  const container = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(container);
  const narrow = useNarrow();
  const models = useIdentities();
  const recall = useModels(({ results }) => results.recall);
  const measured = useMeasured('lags');
  const answered = useMemo(
    (): readonly RecallLine[] =>
      markOld(
        models.flatMap((model, k) => {
          const found = recall[k];
          if (!model.active || !found) return [];
          return [{ model, byLag: recallByLag(found.asked, found.scores, BINS), ...found }];
        }),
      ),
    [models, recall],
  );
  const gradients = useMemo(
    () =>
      lagLines(measured, true)
        .filter(({ part }) => part === 'h')
        .map(
          ({ name, model, isOld, curve }): ChartLine => ({ name, model, isOld, stroke: 'solid', values: curve.mean }),
        ),
    [measured],
  );
  const each = narrow ? width : Math.floor((width - 32) / 2);
  const tall = narrow ? 260 : Math.max(LEAST_TALL, height);
  return (
    <>
      <div className={styles.memoryPictures} ref={container}>
        {width > 0 && answered.length > 0 ? (
          <section aria-label="Accuracy by lag" {...pictureMark('recall')}>
            <PictureTitle of="recall" level={3}>
              <Term id="right-answers">Answers that are right</Term>, by lag <StepsShown models={answered} />
            </PictureTitle>
            <RecallChart lines={answered} task={task} trainedTo={lag} width={each} height={tall - 24} />
          </section>
        ) : (
          <p className={pictureStyles.pictureNote} role="status">
            The models are being asked…
          </p>
        )}
        {width > 0 && gradients.length > 0 ? (
          <section aria-label="Gradient by lag beside it" {...pictureMark('recallGradient')}>
            <PictureTitle of="recallGradient" level={3}>
              ‖∂L<sub>t</sub>/∂h<sub>t−k</sub>‖ on the same text, <Term id="relative-to-lag-0">relative to lag 0</Term>{' '}
              <StepsShown models={measured} />
            </PictureTitle>
            <LagChart
              lines={gradients}
              lags={measured[0].of.gradients.lags}
              width={each}
              height={tall - 24}
              xTitle="lag k, characters back from the loss"
              whenEmpty={describeEmpty(measured)}
              label={`Gradient norm by lag for ${gradients.map(({ name }) => name).join(', ')}, on a log axis. The page By lag gives the numbers.`}
            />
          </section>
        ) : null}
      </div>
      <RecallTable lines={answered} trainedTo={lag} />
      <p className={pictureStyles.pictureNote}>
        Asked on a text of the same task that training does not contain, at lags up to one and a half times the longest.
        An answer is right when each of its characters is the most probable one; the bands are 95 % intervals (Wilson).
        Look for the lag at which a line falls to chance, and whether its gradient has vanished before it. A gradient
        that reaches far makes learning a lag possible; it does not show that it was learned.
      </p>
    </>
  );
}

/** "step 3,500", and the meaning of pale lines. */
function StepsShown({ models }: { readonly models: readonly MarkedStep[] }) {
  return <span className={pictureStyles.pictureNote}>{describeSteps(models)}</span>;
}
