import type { ReactNode } from 'react';
import pictureStyles from './picture.module.css';

/** A picture's note, or another text over it. The note keeps its room, so that the picture does not move. */
export function StateNote(props: {
  readonly className?: string;
  readonly now: ReactNode;
  readonly children: ReactNode;
}) {
  const hasMore = props.now !== null;
  return (
    <p className={`${pictureStyles.pictureNote} ${pictureStyles.stacked} ${props.className ?? ''}`}>
      <span data-away={hasMore || undefined}>{props.children}</span>
      {hasMore ? <span>{props.now}</span> : null}
    </p>
  );
}
