import { useMemo, useRef } from 'react';
import { recallByLag } from '../../analysis/recall.ts';
import { MEMORY_TASKS, type MemoryTask } from '../../samples/memoryTasks.ts';
import { NumberField } from '../picture/NumberField.tsx';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { LagChart, type ChartLine } from './LagChart.tsx';
import { lagLines } from './lagLines.ts';
import { useMeasured } from './measured.ts';
import { setMemoryOptions, useMemoryOptions } from './memoryOptions.ts';
import { type RecallLine, RecallChart } from './RecallChart.tsx';
import { RecallTable } from './RecallTable.tsx';
import '../styles/memory.css';

/** Points of a curve at the most: lags that are neighbours are counted together. */
const BINS = 24;
export const LAG_RANGE = { min: 8, max: 150, integer: true };

/** Texts whose answers are decided a known number of characters before: what a gradient that reaches back is good for. */
export function MemoryPage() {
  const source = useApp((state) => state.text?.source);
  const learned = source?.kind === 'task' ? MEMORY_TASKS.find(({ id }) => id === source.id) : undefined;
  return (
    <div className="memory">
      <TaskChoice learned={learned} learnedLag={source?.kind === 'task' ? source.lag : null} />
      {learned && source?.kind === 'task' ? <Pictures task={learned} lag={source.lag} /> : null}
    </div>
  );
}

function TaskChoice(props: { readonly learned: MemoryTask | undefined; readonly learnedLag: number | null }) {
  const store = useAppStore();
  const { task: id, lag } = useMemoryOptions();
  const task = MEMORY_TASKS.find((one) => one.id === id) ?? MEMORY_TASKS[0];
  const isLearned = props.learned?.id === task.id && props.learnedLag === lag;
  return (
    <section aria-label="Memory task">
      <h2 className="picture-title">Memory that matters</h2>
      <div className="memory-choice">
        <label>
          Task
          <select value={task.id} onChange={(event) => setMemoryOptions({ task: event.target.value })}>
            {MEMORY_TASKS.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <NumberField
          label="Longest lag"
          value={lag}
          range={LAG_RANGE}
          onCommit={(next) => setMemoryOptions({ lag: next })}
        />
        <input
          type="range"
          aria-label="Longest lag, as a slider"
          min={LAG_RANGE.min}
          max={LAG_RANGE.max}
          value={lag}
          onChange={(event) => setMemoryOptions({ lag: Number(event.target.value) })}
        />
        <button
          type="button"
          className="button"
          disabled={isLearned}
          onClick={() => void store.getState().takeTask(task.id, lag)}
        >
          {isLearned ? 'This is the text' : 'Take this text'}
        </button>
      </div>
      <p className="picture-note">
        {task.description} For example <span className="picture-mono">{task.example}</span>. Taking it replaces the text
        and starts untrained networks; then press Train.
      </p>
    </section>
  );
}

function Pictures({ task, lag }: { readonly task: MemoryTask; readonly lag: number }) {
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(place);
  const narrow = useNarrow();
  const slots = useApp((state) => state.slots);
  const recall = useApp((state) => state.recall);
  const unroll = useApp((state) => state.shape?.unroll ?? state.settings.unroll);
  const measured = useMeasured('lags');
  const lines = useMemo(
    () =>
      slots.flatMap((slot): RecallLine[] => {
        const found = recall[slot.id];
        if (!slot.active || !found) return [];
        return [{ slot, byLag: recallByLag(found.asked, found.scores, BINS), ...found }];
      }),
    [slots, recall],
  );
  const gradients = useMemo(
    () =>
      lagLines(measured, true)
        .filter(({ part }) => part === 'h')
        .map((line): ChartLine => ({ name: line.name, slot: line.slot, stroke: 'solid', values: line.curve.mean })),
    [measured],
  );
  const each = narrow ? width : Math.floor((width - 32) / 2);
  const tall = narrow ? 260 : Math.max(180, height);
  return (
    <>
      <div className="memory-pictures" ref={place}>
        {width > 0 && lines.length > 0 ? (
          <section aria-label="Accuracy by lag">
            <h3 className="picture-title">Answers that are right, by lag</h3>
            <RecallChart lines={lines} task={task} trainedTo={lag} unroll={unroll} width={each} height={tall - 24} />
          </section>
        ) : (
          <p className="picture-note" role="status">
            The models are being asked…
          </p>
        )}
        {width > 0 && gradients.length > 0 ? (
          <section aria-label="Gradient by lag beside it">
            <h3 className="picture-title">
              ‖∂L<sub>t</sub>/∂h<sub>t−k</sub>‖ on the same text, relative to lag 0
            </h3>
            <LagChart
              lines={gradients}
              lags={measured[0].of.gradients.lags}
              width={each}
              height={tall - 24}
              unroll={unroll}
              xTitle="lag k, characters back from the loss"
              label={`Gradient norm by lag for ${gradients.map(({ name }) => name).join(', ')}, on a log axis. The page By lag gives the numbers.`}
            />
          </section>
        ) : null}
      </div>
      <RecallTable lines={lines} trainedTo={lag} />
      <p className="picture-note">
        Asked on a text of the same task that training does not contain, at lags up to one and a half times the longest.
        An answer is right when each of its characters is the most probable one; the bands are 95 % intervals (Wilson).
        Look where a line falls to chance, and whether its gradient had gone there before. A gradient that reaches far
        makes learning a lag possible; it does not show that it was learned.
      </p>
    </>
  );
}
