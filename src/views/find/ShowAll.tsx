import { Button } from '../ui/Button.tsx';
import styles from './ShowAll.module.css';

interface ShowAllProps {
  /** Entries that are listed at first. */
  readonly few: number;
  /** All entries. */
  readonly count: number;
  readonly isAll: boolean;
  /** "labels", "places", "units" */
  readonly noun: string;
  readonly onChange: (isAll: boolean) => void;
}

/** Switches a list between its first entries and all of them; nothing where all are listed at first. */
export function ShowAll({ few, count, isAll, noun, onChange }: ShowAllProps) {
  if (count <= few) return null;
  return (
    <Button kind="quiet" className={styles.showAll} aria-expanded={isAll} onClick={() => onChange(!isAll)}>
      {isAll ? `Show ${few} ${noun}` : `Show all ${count} ${noun}`}
    </Button>
  );
}
