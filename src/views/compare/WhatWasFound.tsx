import { useMemo } from 'react';
import type { LagReport } from '../../analysis/lagCurves.ts';
import { lagFindings, type NamedFit } from './lagFindings.ts';
import { stepsOf, type MeasuredModel } from './measured.ts';

/** What was found in this run, in words: whose gradient has the longer half-life, or that there is no telling. */
export function WhatWasFound({ models }: { readonly models: readonly MeasuredModel<LagReport>[] }) {
  const sentences = useMemo(() => lagFindings(fitsOf(models)), [models]);
  return (
    <section aria-label="What was found">
      <h2 className="picture-title">
        What was found <span className="picture-note">{stepsOf(models)}</span>
      </h2>
      <ul className="lag-findings">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="picture-note">
        Half-life: ln 2 / −slope of the fitted line. Each loss is also fitted alone; two gradients differ here when the
        middle half of the one’s half-lives lies wholly above the other’s. This is one run of one seed: another seed may
        say something else.
      </p>
    </section>
  );
}

/** The RNN's ∂L/∂h, or the first model's, is what the others are compared with. */
function fitsOf(models: readonly MeasuredModel<LagReport>[]): readonly NamedFit[] {
  const reference = models.find(({ slot }) => slot.cell === 'rnn') ?? models[0];
  return models.flatMap((model) => {
    const { h, c } = model.of.curves[Math.min(model.layer, model.of.curves.length - 1)];
    const of = (letter: string) => `the ${model.slot.name}’s ∂L/∂${letter}`;
    const fits: NamedFit[] = [{ name: of('h'), fit: h.fit, isReference: model === reference }];
    if (c) fits.push({ name: of('c'), fit: c.whole.fit, isReference: false });
    return fits;
  });
}
