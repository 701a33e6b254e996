import { formatCount } from '../../draw/format.ts';
import { useMemo } from 'react';
import { HELD_OUT_FROM } from '../../engine/heldOut.ts';
import { lagTextOf } from '../../state/lagReading.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import { useApp, useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { BeforeAfter } from './BeforeAfter.tsx';
import { comparedFits } from './comparedFits.ts';
import { LagCurvesInFull, LagTables } from './LagDetails.tsx';
import { LagOverview } from './LagOverview.tsx';
import { LagWaterfalls } from './LagWaterfalls.tsx';
import { MemoryRetained } from './MemoryRetained.tsx';
import { NormChoice } from './NormChoice.tsx';
import { NotMeasured } from './NotMeasured.tsx';
import { useReach } from './reach.ts';
import { LeadSentence } from './LeadSentence.tsx';
import { WhatWasFound } from './WhatWasFound.tsx';
import comparePageStyles from './comparePage.module.css';
import styles from './ByLagPage.module.css';

/** How far back learning reaches: a sentence, the gradients of single losses by lag, and the same over training. */
export function ByLagPage() {
  const { models, before } = useReach();
  const [details] = useUi('lagDetails');
  const fits = useMemo(() => comparedFits(models), [models]);
  const isMeasured = models.length > 0;
  return (
    <div className={`${comparePageStyles.columns} ${details ? '' : styles.overview}`}>
      <Scroller
        role="region"
        className={`${comparePageStyles.stackedPage} ${comparePageStyles.scrolls} ${details ? '' : styles.pictureFirst}`}
        label="Gradient by lag"
        {...pictureMark('lag')}
      >
        <PictureTitle of="lag" showsTable={details}>
          <Term id="gradient-by-lag">How far back does learning reach?</Term>
        </PictureTitle>
        {isMeasured ? <LeadSentence models={models} /> : null}
        <BeforeAfter />
        {isMeasured ? null : <NotMeasured byLag />}
        {isMeasured && !details ? <LagOverview models={models} before={before} /> : null}
        {isMeasured && details ? <LagCurvesInFull models={models} /> : null}
        <Choices />
        {isMeasured && details ? <LagTables models={models} fits={fits} /> : null}
      </Scroller>
      {details ? (
        <Scroller role="region" className={comparePageStyles.side} label="Gradients by lag in words">
          {isMeasured ? <WhatWasFound models={models} fits={fits} /> : null}
          <MemoryRetained />
        </Scroller>
      ) : (
        <LagWaterfalls />
      )}
    </div>
  );
}

/** On which text is measured, and how much is shown. */
function Choices() {
  const [details, setDetails] = useUi('lagDetails');
  const [, setText] = useUi('lagText');
  const text = useApp(lagTextOf);
  const heldOut = useApp(({ text: whole }) => (whole ? whole.tokens.length - whole.trainCount : 0));
  return (
    <div className={styles.choices}>
      {heldOut > 0 ? (
        <span className={styles.measuredOn}>
          measured on
          <ChoiceButtons
            label="Measured on"
            choices={[
              ['shown', 'the text shown'],
              ['heldOut', 'held-out text'],
            ]}
            chosen={text}
            onChoose={setText}
          />
        </span>
      ) : (
        <span>measured on the text shown; a text of {formatCount(HELD_OUT_FROM)} characters has a held-out part</span>
      )}
      {details ? <NormChoice /> : null}
      <Button className={styles.details} aria-expanded={details} onClick={() => setDetails(!details)}>
        {details ? 'Close details' : 'Details'}
      </Button>
    </div>
  );
}
