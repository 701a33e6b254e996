import { useState } from 'react';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { readableText } from '../../draw/symbols.ts';
import { valueAtStep } from '../../draw/lineChart.ts';
import type { Sample, SlotRun } from '../../store/state.ts';
import { cellMark } from '../cellMark.ts';
import { toBits } from '../lossUnits.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

/** What the selected model writes, newest first, each with the step at which it was drawn. */
export function SamplesPanel() {
  const store = useAppStore();
  const slot = useApp((state) => state.slots.find(({ id }) => id === state.cursor.slot));
  const run = useApp((state) => state.runs[state.cursor.slot]);
  const temperature = useApp((state) => state.settings.temperature);
  const [prime, setPrime] = useState('');
  if (!slot) return null;
  const draws = pairs(run?.samples ?? []);
  return (
    <section className="samples" aria-labelledby="samples-title" {...cellMark(slot)}>
      <div className="panel-head">
        <h2 id="samples-title">
          What the <span className="cell-name">{slot.name}</span> writes
        </h2>
        <p className="note">temperature {temperature}</p>
      </div>
      <form
        className="prime"
        onSubmit={(event) => {
          event.preventDefault();
          store.getState().drawSamples(prime);
        }}
      >
        <label>
          <span>after</span>
          <input
            type="text"
            aria-label="Prime text"
            className="mono"
            value={prime}
            placeholder="the text's first characters"
            maxLength={200}
            spellCheck={false}
            onChange={(event) => setPrime(event.target.value)}
          />
        </label>
        <button type="submit" className="button" disabled={!run}>
          Write now
        </button>
      </form>
      <p className="note">
        Read word shapes, not sense. Greedy always takes the most probable character and soon repeats itself: that says
        little about the network.
      </p>
      <div
        className="sample-list"
        role="group"
        aria-label="Samples"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        {draws.length === 0 && (
          <p className="waiting">
            Nothing written yet. The first samples come with the untrained network, then at 10, 20, 40… steps.
          </p>
        )}
        {draws.map((draw, k) => (
          <Draw key={`${draw[0].step} ${draws.length - k}`} draw={draw} run={run} />
        ))}
      </div>
    </section>
  );
}

/** Samples of one moment stand together; newest first. */
function pairs(samples: readonly Sample[]): (readonly Sample[])[] {
  const groups: Sample[][] = [];
  for (const sample of samples) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (
      group &&
      first &&
      first.step === sample.step &&
      first.prime === sample.prime &&
      group.every(({ mode }) => mode !== sample.mode)
    )
      group.push(sample);
    else groups.push([sample]);
  }
  return groups.reverse();
}

function Draw(props: { readonly draw: readonly Sample[]; readonly run: SlotRun | undefined }) {
  const { draw, run } = props;
  const measured = run && valueAtStep(run.heldOut, draw[0].step);
  return (
    <article className="draw">
      <h3>
        step {formatCount(draw[0].step)}
        {measured?.step === draw[0].step && (
          <span className="note"> held-out {formatFixed(toBits(measured.value), 2)} bits/char</span>
        )}
      </h3>
      <div className="draw-pair">
        {draw.map((sample) => (
          <div key={sample.mode}>
            <p className="note">{sample.mode === 'greedy' ? 'greedy' : `sampled at ${sample.temperature}`}</p>
            <p className="written">
              <span className="primed">{readableText(sample.prime)}</span>
              {readableText(sample.text)}
            </p>
          </div>
        ))}
      </div>
    </article>
  );
}
