import type { ReactNode } from 'react';
import { useAppStore } from '../StoreContext.tsx';
import type { TermId } from './terms/terms.ts';
import styles from './Term.module.css';

/** Words of so few letters are narrower than a finger needs. */
const SHORT = 4;

/**
 * A word with a definition. `TermCard` shows it on hover, focus and touch; a press opens the glossary there. It is a link, because
 * the glossary has an address for each term, and because a link is part of the name of the heading that contains it.
 */
export function Term({ id, children }: { readonly id: TermId; readonly children: ReactNode }) {
  const store = useAppStore();
  return (
    <a
      className={styles.term}
      href={`#glossary=${id}`}
      data-term={id}
      data-short={typeof children === 'string' && children.length <= SHORT ? children.length : undefined}
      aria-haspopup="dialog"
      draggable={false}
      onClick={(event) => {
        // Another tab may have it all the same.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        store.getState().setUi({ glossary: id });
      }}
    >
      {children}
    </a>
  );
}
