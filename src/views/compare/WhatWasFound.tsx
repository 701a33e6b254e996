import { CELLS, hasGates } from '../../engine/spec.ts';
import { useMemo } from 'react';
import type { LagReport } from '../../analysis/lagCurves.ts';
import { type ComparedFits, fitOf } from './comparedFits.ts';
import { lagFindings, type NamedFit } from './lagFindings.ts';
import { stepsOf } from './comparedSteps.ts';
import type { MeasuredModel } from './measured.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './WhatWasFound.module.css';

interface WhatWasFoundProps {
  readonly models: readonly MeasuredModel<LagReport>[];
  readonly fits: ComparedFits;
}

/** The findings of this run in words: whose gradient has the longer half-life, or that they do not differ. */
export function WhatWasFound({ models, fits }: WhatWasFoundProps) {
  const messages = useMemo(() => lagFindings(namedFits(models, fits), fits.range), [models, fits]);
  return (
    <section aria-label="What was found">
      <h2 className={pictureStyles.pictureTitle}>
        What was found <span className={pictureStyles.pictureNote}>{stepsOf(models)}</span>
      </h2>
      <ul className={styles.lagFindings}>
        {messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      <p className={pictureStyles.pictureNote}>
        <Term id="half-life">Half-life</Term>: ln 2 / −slope of the fitted line; where the line rises, ln 2 / slope is
        the doubling time. Each loss is also fitted alone. Two gradients differ here if the{' '}
        <Term id="middle-half">middle half</Term> of one’s slopes lies wholly above that of the other’s. This is one run
        of one <Term id="seed">seed</Term>; another seed may give another result.
      </p>
    </section>
  );
}

/** The others are compared with the RNN's ∂L/∂h, or with that of the first model. */
function namedFits(models: readonly MeasuredModel<LagReport>[], fits: ComparedFits): readonly NamedFit[] {
  const reference = models.find(({ model }) => !hasGates(model)) ?? models[0];
  return models.flatMap((compared) => {
    const { id, name, cell } = compared.model;
    const of = (letter: 'h' | 'c'): NamedFit => ({
      name: `the ${name}’s ∂L/∂${letter}`,
      isReference: compared === reference && letter === 'h',
      ...fitOf(fits, id, letter),
    });
    return CELLS[cell].states.map(of);
  });
}
