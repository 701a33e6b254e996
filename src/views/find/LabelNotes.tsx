import { lengthOf } from '../../engine/range.ts';
import { formatCount } from '../../draw/format.ts';
import type { Search } from '../../state/findState.ts';
import { useAppStore } from '../StoreContext.tsx';
import { describeAbsent, describeDoubt } from './describeLabel.ts';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';

/** Notes below the tables: labels that could not be scored, and labels with unpaired quotation marks. */
export function LabelNotes({ search }: { readonly search: Search }) {
  const store = useAppStore();
  const { stretch, absent, doubts } = search.findings!;
  return (
    <>
      {doubts.map((doubt) => (
        <p key={doubt.name} className={pictureStyles.pictureNote}>
          {describeDoubt(doubt)}
          <Button
            kind="quiet"
            aria-label={`Go to character ${formatCount(doubt.first)}`}
            onClick={() => store.getState().goToCharacter(doubt.first)}
          >
            character {formatCount(doubt.first)}
          </Button>
          .
        </p>
      ))}
      {describeAbsent(absent, search.hypotheses, lengthOf(stretch)).map((message) => (
        <p key={message} className={pictureStyles.pictureNote}>
          {message}
        </p>
      ))}
    </>
  );
}
