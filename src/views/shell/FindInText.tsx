import { useId } from 'react';
import { formatCount } from '../../draw/format.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { foundAt, jumpToFound, setSearch, useSearch, useSearching } from './textSearch.ts';

/** Id of the field, for the key that goes there. */
export const FIND_FIELD = 'find-in-text';

/** Finds a string or a regular expression in the traced text and moves the cursor along what it found. */
export function FindInText() {
  useSearching();
  const store = useAppStore();
  const { query, isExpression, found, complaint } = useSearch();
  const id = useId();
  const none = found.length === 0;
  return (
    <search className="text-find" aria-label="Find in text">
      <input
        id={FIND_FIELD}
        type="search"
        placeholder="Find in text"
        aria-label="Find in text"
        aria-invalid={complaint !== null}
        aria-describedby={`${id}-count`}
        title="Enter: next, Shift+Enter: previous. Key: /"
        value={query}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setSearch({ query: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') jumpToFound(store, event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <button
        type="button"
        className="mono"
        aria-label="Regular expression"
        title="Read it as a regular expression"
        aria-pressed={isExpression}
        onClick={() => setSearch({ isExpression: !isExpression })}
      >
        .*
      </button>
      <button type="button" aria-label="Previous match" disabled={none} onClick={() => jumpToFound(store, -1)}>
        ‹
      </button>
      <button type="button" aria-label="Next match" disabled={none} onClick={() => jumpToFound(store, 1)}>
        ›
      </button>
      <span id={`${id}-count`} className="find-count" role="status">
        {complaint === null ? <Count /> : <span className="find-complaint">{complaint}</span>}
      </span>
    </search>
  );
}

function Count() {
  const { query, found } = useSearch();
  const at = useApp((state) => foundAt(found, state.cursor.t));
  if (query === '') return null;
  if (found.length === 0) return 'none';
  return at === 0 ? `${formatCount(found.length)} found` : `${formatCount(at)} of ${formatCount(found.length)}`;
}
