import { Scroller } from '../ui/Scroller.tsx';
import { useId, useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import { valueAtStep } from '../../draw/lineChart.ts';
import type { Sample, ModelRun } from '../../state/model.ts';
import { cellMark } from '../chart/cellMark.ts';
import { PrimeField } from '../ui/PrimeField.tsx';
import { formatLoss, UNIT_PER_CHARACTER, useLossUnit } from '../lossUnits.ts';
import { RunningText } from '../chart/RunningText.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { Button } from '../ui/Button.tsx';
import { Term } from '../glossary/Term.tsx';
import { FieldName } from '../glossary/FieldName.tsx';
import writtenStyles from '../ui/written.module.css';
import noteStyles from '../ui/note.module.css';
import chartPanelStyles from './chartPanel.module.css';
import styles from './SamplesPanel.module.css';

/** The samples of the selected model with their training steps, newest first. */
export function SamplesPanel() {
  const store = useAppStore();
  const model = useSelectedModel(({ is }) => is);
  const run = useSelectedModel((selected) => selected.run);
  const temperature = useApp((state) => state.settings.temperature);
  const [prime, setPrime] = useState('');
  const field = useId();
  const draws = groupByDraw(run?.samples ?? []);
  return (
    <section className={styles.samples} data-part="samples" aria-labelledby="samples-title" {...cellMark(model)}>
      <div className={chartPanelStyles.panelHead}>
        <h2 id="samples-title">
          What the <span className="cell-name">{model.name}</span> writes
        </h2>
        <p className={noteStyles.note}>
          <Term id="temperature">temperature</Term> {temperature}
        </p>
      </div>
      <form
        className={styles.prime}
        onSubmit={(event) => {
          event.preventDefault();
          void store.getState().drawSamples(prime);
        }}
      >
        <FieldName of={field} term="prime-text">
          after
        </FieldName>
        <PrimeField
          field={field}
          label="Prime text"
          value={prime}
          placeholder="the text's first characters"
          onChange={setPrime}
        />
        <Button type="submit" disabled={!run}>
          Write now
        </Button>
      </form>
      <p className={noteStyles.note}>
        Look at the shapes of words, not at their sense. <Term id="greedy">Greedy</Term> always takes the most probable
        character and soon repeats itself: that says little about the network.
      </p>
      <Scroller className={styles.sampleList} label="Samples">
        {draws.length === 0 && (
          <p className={styles.waiting}>
            Nothing is written yet. Each network writes its first <Term id="sample">samples</Term> before it trains;
            more follow at 10, 20, 40… steps.
          </p>
        )}
        {draws.map((draw) => (
          <Draw key={`${draw[0].step} ${draw[0].draw}`} draw={draw} run={run} />
        ))}
      </Scroller>
    </section>
  );
}

/** Groups the samples that were drawn together; newest first. */
function groupByDraw(samples: readonly Sample[]): (readonly Sample[])[] {
  const groups: Sample[][] = [];
  for (const sample of samples) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first?.step === sample.step && first.draw === sample.draw) group.push(sample);
    else groups.push([sample]);
  }
  return groups.reverse();
}

function Draw(props: { readonly draw: readonly Sample[]; readonly run: ModelRun | null }) {
  const { draw, run } = props;
  const text = useApp((state) => state.text);
  const unit = useLossUnit();
  const measured = run && valueAtStep(run.heldOut, draw[0].step);
  return (
    <article className={styles.draw} data-part="draw">
      <h3>
        step {formatCount(draw[0].step)}
        {measured?.step === draw[0].step && (
          <span className={noteStyles.note}>
            {' '}
            held-out {formatLoss(measured.value, unit)} {UNIT_PER_CHARACTER[unit]}
          </span>
        )}
      </h3>
      <div className={styles.drawPair}>
        {draw.map((sample) => (
          <div key={sample.mode}>
            <p className={noteStyles.note}>
              {sample.mode === 'greedy' ? 'greedy' : `sampled at ${sample.temperature}`}
            </p>
            <p className={writtenStyles.written} data-part="written" dir="auto">
              <span className={writtenStyles.primed} data-part="primed">
                <RunningText symbols={[...sample.prime]} text={text} />
              </span>
              <RunningText symbols={[...sample.text]} text={text} />
            </p>
          </div>
        ))}
      </div>
    </article>
  );
}
