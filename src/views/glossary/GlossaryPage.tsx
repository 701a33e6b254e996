import { useEffect, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import { useUi } from '../StoreContext.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import noteStyles from '../ui/note.module.css';
import { Formula } from './Formula.tsx';
import { matchingTopics } from './matchingTopics.ts';
import type { Definition } from './terms/definition.ts';
import { isTermId, TERMS, TOPICS, type TermId } from './terms/terms.ts';
import styles from './GlossaryPage.module.css';

const COUNT = Object.keys(TERMS).length;

/** All terms by topic, with a field that searches them. It begins at the term that the address names. */
export function GlossaryPage() {
  const [asked, setAsked] = useUi('glossary');
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const topics = useMemo(() => matchingTopics(TOPICS, query), [query]);
  const found = topics.reduce((sum, { terms }) => sum + terms.length, 0);
  useEffect(() => {
    if (!isTermId(asked)) return;
    const heading = list.current?.querySelector<HTMLElement>(`[data-entry="${asked}"]`);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }, [asked]);
  const goTo = (id: TermId): void => {
    // What the search has left out is shown again.
    setQuery('');
    setAsked(id);
  };
  return (
    <div className={styles.glossary}>
      <div className={styles.search}>
        <label>
          Search the glossary
          <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
        </label>
        <p className={noteStyles.note} role="status" aria-label="Terms found">
          {query.trim() === '' ? `${COUNT} terms` : `${formatCount(found)} of ${COUNT} terms`}
        </p>
      </div>
      <div ref={list} data-part="glossary">
        {topics.map(({ name, terms }) => (
          <section key={name} className={styles.topic} aria-label={name}>
            <h3>{name}</h3>
            {terms.map(([id, definition]) => (
              <Entry key={id} id={id} of={definition} isAsked={id === asked} onGo={goTo} />
            ))}
          </section>
        ))}
        {found === 0 ? <p>No term contains these words. Try one word, or a part of it.</p> : null}
      </div>
    </div>
  );
}

interface EntryProps {
  readonly id: string;
  readonly of: Definition;
  readonly isAsked: boolean;
  readonly onGo: (id: TermId) => void;
}

function Entry({ id, of, isAsked, onGo }: EntryProps) {
  const { words, definition, formula, related = [], seen } = of;
  return (
    <div className={styles.entry} data-asked={isAsked || undefined}>
      <h4 data-entry={id} tabIndex={-1}>
        {words}
      </h4>
      <p>{definition}</p>
      {formula === undefined ? null : (
        <Scroller className={styles.formula} label={`Formula: ${words}`}>
          <Formula source={formula} />
        </Scroller>
      )}
      <p className={noteStyles.note}>
        Where: {seen}.
        {related.length === 0 ? null : (
          <>
            {' '}
            See also{' '}
            {related.filter(isTermId).map((other, k) => (
              <span key={other}>
                {k === 0 ? '' : ', '}
                <a
                  href={`#glossary=${other}`}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    onGo(other);
                  }}
                >
                  {TERMS[other].words}
                </a>
              </span>
            ))}
            .
          </>
        )}
      </p>
    </div>
  );
}
