import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './NoticeLine.module.css';

/** One notice, which can be dismissed. */
export function NoticeLine(props: {
  readonly kind: 'error' | 'warning' | 'info';
  readonly onDismiss: () => void;
  readonly offer?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.notice} data-kind={props.kind}>
      <p>{props.children}</p>
      {props.offer}
      <Button onClick={props.onDismiss}>Dismiss</Button>
    </div>
  );
}
