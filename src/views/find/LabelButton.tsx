import type { LabelFinding } from '../../analysis/scores/findings.ts';
import { Button } from '../ui/Button.tsx';
import scoresStyles from './scores.module.css';

/** The button with a label's name in a table. A press anywhere on the row presses it. */
export function LabelButton(props: {
  readonly finding: LabelFinding;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { finding, isChosen, onChoose } = props;
  return (
    <Button
      kind="bare"
      className={scoresStyles.scoreChoose}
      aria-pressed={isChosen}
      title={finding.definition}
      onClick={onChoose}
    >
      {finding.name}
    </Button>
  );
}
