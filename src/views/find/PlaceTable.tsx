import { memo, useState } from 'react';
import type { Place } from '../../analysis/matching/places.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import type { Match } from '../../store/matchState.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { pieceWords } from './matchWords.ts';

/** Places that are listed before the rest is asked for. */
const FEW = 10;
/** Characters around a place, and most of the place itself that is shown. */
const BEFORE = 16;
const AFTER = 14;
const MOST_SHOWN = 26;
/** Labels that are named at a place: the rarest in the text say most. */
const NAMED = 3;

type Answer = NonNullable<Match['answer']>;

/** The best places with their text and labels; a press on one moves the cursor there. */
export const PlaceTable = memo(function PlaceTable({ answer }: { readonly answer: Answer }) {
  const [isAll, setAll] = useState(false);
  const { best } = answer.places;
  if (best.length === 0) return null;
  return (
    <>
      <table className="picture-table place-table" aria-label="Places">
        <thead>
          <tr>
            <th scope="col">character</th>
            <th scope="col">text, and the labels on there that are rarest in the text</th>
            <th scope="col">on</th>
            <th scope="col">length</th>
            <th scope="col" className="place-others">
              others on
            </th>
          </tr>
        </thead>
        <tbody>
          {best.slice(0, isAll ? best.length : FEW).map((place, k) => (
            <Row key={place.from} place={place} rank={k} answer={answer} />
          ))}
        </tbody>
      </table>
      {best.length > FEW ? (
        <button type="button" className="quiet" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? `Show ${FEW} places` : `Show ${best.length} places`}
        </button>
      ) : null}
    </>
  );
});

function Row({ place, rank, answer }: { readonly place: Place; readonly rank: number; readonly answer: Answer }) {
  const store = useAppStore();
  const text = useApp((state) => state.text);
  const isHere = useApp(({ passage, traceWindow, cursor }) => {
    const at = traceWindow.start + cursor.t;
    return passage.kind === 'text' && at >= place.from && at < place.from + place.length;
  });
  const { from, length, on, others } = place;
  const { labels, question } = answer;
  const piece = (start: number, end: number, most?: number): string =>
    pieceWords(
      Array.from(text?.tokens.subarray(Math.max(0, start), end) ?? [], (token) => text?.symbols[token] ?? '\ufffd'),
      most,
    );
  const names = labels?.at[rank]?.map((k) => labels.labels[k].name) ?? [];
  return (
    <tr className={isHere ? 'chosen' : undefined}>
      <th scope="row">
        <button
          type="button"
          className="score-choose"
          aria-label={`Go to character ${from}`}
          aria-pressed={isHere}
          onClick={() => store.getState().moveToCharacter(from)}
        >
          {formatCount(from)}
        </button>
      </th>
      <td className="place-text">
        <span className="place-piece">
          <span className="place-before">{piece(from - BEFORE, from)}</span>
          <mark>{piece(from, from + length, MOST_SHOWN)}</mark>
          <span className="place-after">{piece(from + length, from + length + AFTER)}</span>
        </span>
        <span className="place-labels" title={names.join(', ')}>
          {names.slice(0, NAMED).join(' · ') || (labels ? 'no label' : '…')}
        </span>
      </td>
      <td>
        {on}/{question.units.length}
      </td>
      <td>{formatCount(length)}</td>
      <td className="place-others">{formatFixed(others, 1)}</td>
    </tr>
  );
}
