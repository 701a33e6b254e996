import { useState } from 'react';
import type { LabelShare, PlaceLabels } from '../../analysis/matching/placeLabels.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { percentWords } from './matchWords.ts';

/** Labels that are listed before the rest is asked for. */
const FEW = 8;
/** Pixels of the axis from 0 to all characters, and of a row. */
const WIDTH = 96;
const HEIGHT = 15;

/**
 * How often each label is on at the places and in all of what was read, the largest difference first.
 *
 * @param count characters that were read
 */
export function PlaceLabelTable({ labels: found, count }: { readonly labels: PlaceLabels; readonly count: number }) {
  const [isAll, setAll] = useState(false);
  const { labels, characters } = found;
  if (characters === 0 || labels.length === 0) return null;
  return (
    <>
      <table className="picture-table label-shares" aria-label="Labels at these places">
        <thead>
          <tr>
            <th scope="col">label</th>
            <th scope="col" className="label-axis" aria-label="bar">
              <span className="label-ends">
                <span>0</span>
                <span>100 %</span>
              </span>
            </th>
            <th scope="col">at the places</th>
            <th scope="col" className="label-count">
              characters
            </th>
            <th scope="col">in the text</th>
            <th scope="col">ratio</th>
          </tr>
        </thead>
        <tbody>
          {labels.slice(0, isAll ? labels.length : FEW).map((label) => (
            <Row key={label.id} label={label} characters={characters} count={count} />
          ))}
        </tbody>
      </table>
      {labels.length > FEW ? (
        <button type="button" className="quiet" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? `Show ${FEW} labels` : `Show all ${labels.length} labels`}
        </button>
      ) : null}
      <p className="picture-note">
        Bar: share of the {formatCount(characters)} characters of all places where the label is on; tick: share of the{' '}
        {formatCount(count)} that were read. A label that is on nearly everywhere is on here too: look for bars far from
        their tick.
      </p>
    </>
  );
}

function Row(props: { readonly label: LabelShare; readonly characters: number; readonly count: number }) {
  const { label, characters, count } = props;
  const here = label.inPlaces / characters;
  const all = label.inText / count;
  return (
    <tr>
      <th scope="row" title={label.definition}>
        {label.name}
      </th>
      <td className="label-axis">
        <ShareBar here={here} all={all} />
      </td>
      <td>{percentWords(here)}</td>
      <td className="label-count">{formatCount(label.inPlaces)}</td>
      <td>{percentWords(all)}</td>
      <td>×{ratioWords(here / all)}</td>
    </tr>
  );
}

/** The share at the places as a bar, the share in the text as a tick; the numbers stand beside it. */
function ShareBar({ here, all }: { readonly here: number; readonly all: number }) {
  return (
    <svg className="score-bar" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path className="picture-axis" d={`M0 ${HEIGHT - 2.5}H${WIDTH}`} />
      <rect className="score-fill" y={4} width={here * WIDTH} height={6} />
      <path className="label-tick" d={`M${all * WIDTH} 1V${HEIGHT - 2}`} />
    </svg>
  );
}

/** "0.04", "2.2", "14" */
function ratioWords(ratio: number): string {
  return formatFixed(ratio, ratio >= 9.95 ? 0 : ratio >= 0.095 || ratio === 0 ? 1 : 2);
}
