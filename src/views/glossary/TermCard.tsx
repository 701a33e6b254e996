import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Formula } from './Formula.tsx';
import { placeCard } from './placeCard.ts';
import { TERMS } from './terms/terms.ts';
import { type ShownTerm, useShownTerm } from './useShownTerm.ts';
import styles from './TermCard.module.css';

/** The definition of the term under the pointer or with the focus: one card for the whole page. */
export function TermCard() {
  const shown = useShownTerm();
  // What lies outside of a modal dialog cannot be pointed at.
  return shown && createPortal(<Card {...shown} />, shown.anchor.closest('dialog') ?? document.body);
}

function Card({ id, anchor, isTouched }: ShownTerm) {
  const card = useRef<HTMLDivElement>(null);
  const { words, definition, formula } = TERMS[id];
  useLayoutEffect(() => {
    const element = card.current;
    if (!element) return;
    element.showPopover();
    const place = (): void => placeCard(element, anchor);
    place();
    anchor.setAttribute('aria-describedby', CARD_TEXT);
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      anchor.removeAttribute('aria-describedby');
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
    };
  }, [anchor, id]);
  return (
    <div ref={card} className={styles.termCard} popover="manual" role="tooltip" data-part="term-card">
      <b>{words}</b>
      <div id={CARD_TEXT}>
        <p>{definition}</p>
        {formula === undefined ? null : <Formula className={styles.cardFormula} source={formula} />}
      </div>
      <p className={styles.more}>{isTouched ? 'Touch the word again' : 'Press the word'} for the glossary.</p>
    </div>
  );
}

const CARD_TEXT = 'term-card-text';
