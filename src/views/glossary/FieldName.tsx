import type { ReactNode } from 'react';
import { Term } from './Term.tsx';
import type { TermId } from './terms/terms.ts';

interface FieldNameProps {
  /** Id of the field. */
  readonly of: string;
  readonly term: TermId | undefined;
  /** The tooltip of a name without a term. */
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

/**
 * The name of a field: a label, or a term. A term is no part of a label, because a press on it opens the glossary; the field is then
 * named by it with `aria-labelledby`.
 */
export function FieldName({ of, term, hint, children }: FieldNameProps) {
  if (!term) {
    return (
      <label htmlFor={of} title={hint}>
        {children}
      </label>
    );
  }
  return (
    <span id={nameId(of)} data-field-name>
      <Term id={term}>{children}</Term>
    </span>
  );
}

/** What names a field, for its `aria-labelledby`. */
export function namedBy(of: string, term: TermId | undefined): string | undefined {
  return term && nameId(of);
}

function nameId(of: string): string {
  return `${of}-name`;
}
