import { useId } from 'react';
import { matchNumberAt } from '../../analysis/textSearch.ts';
import { formatCount } from '../../draw/format.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { isSearchAwaited, searchedFrom } from '../../state/searchedText.ts';
import { Button } from '../ui/Button.tsx';
import styles from './FindInText.module.css';

/** Id of the field, which a key focuses. */
export const FIND_FIELD = 'find-in-text';

/** Finds a string or a regular expression in the whole text, and moves the cursor from match to match. */
export function FindInText() {
  const store = useAppStore();
  const [query, setQuery] = useUi('query');
  const [isExpression, setExpression] = useUi('isExpression');
  const { found, validationError } = useApp((state) => state.textSearch);
  const id = useId();
  const none = found.length === 0;
  return (
    <search className={styles.textFind} aria-label="Find in text">
      <input
        id={FIND_FIELD}
        type="search"
        placeholder="Find in text"
        aria-label="Find in text"
        aria-invalid={validationError !== null}
        aria-describedby={`${id}-count`}
        title="Enter: next, Shift+Enter: previous. Key: /"
        value={query}
        dir="auto"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void store.getState().goToFound(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <Button
        kind="bare"
        className="mono"
        aria-label="Regular expression"
        title="Read it as a regular expression"
        aria-pressed={isExpression}
        onClick={() => setExpression(!isExpression)}
      >
        .*
      </Button>
      <Button
        kind="bare"
        aria-label="Previous match"
        disabled={none}
        onClick={() => void store.getState().goToFound(-1)}
      >
        ‹
      </Button>
      <Button kind="bare" aria-label="Next match" disabled={none} onClick={() => void store.getState().goToFound(1)}>
        ›
      </Button>
      <span id={`${id}-count`} className={styles.findCount} role="status">
        {validationError === null ? <Count /> : <span className={styles.findError}>{validationError}</span>}
      </span>
    </search>
  );
}

function Count() {
  const [query] = useUi('query');
  const { found } = useApp((state) => state.textSearch);
  const isAsked = useApp(isSearchAwaited);
  const at = useApp((state) => matchNumberAt(found, searchedFrom(state) + state.ui.cursor.t));
  if (query === '') return null;
  if (isAsked) return '…';
  const count = found.length / 2;
  if (count === 0) return 'none';
  return at === 0 ? `${formatCount(count)} found` : `${formatCount(at)} of ${formatCount(count)}`;
}
