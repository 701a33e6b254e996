import type { LabelFinding } from '../../analysis/scores/findings.ts';

/** A label's name in a table of labels; the whole row is its target. */
export function LabelButton(props: {
  readonly finding: LabelFinding;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { finding, isChosen, onChoose } = props;
  return (
    <button
      type="button"
      className="score-choose"
      aria-pressed={isChosen}
      title={finding.definition}
      onClick={onChoose}
    >
      {finding.name}
    </button>
  );
}
