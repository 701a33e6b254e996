import { ScaleChoice } from '../picture/ScaleChoice.tsx';
import { ROW_ORDERS, type RowOrder } from '../../analysis/rowOrder.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { setMapOptions, useFlips } from './mapOptions.ts';
import { ShownMenu } from './ShownMenu.tsx';
import { useScoredLabel } from './useRowOrder.ts';
import { setWatchOptions, useWatchOptions } from './watchOptions.ts';

const ORDER_NAMES: Readonly<Record<RowOrder, string>> = {
  similarity: 'similarity',
  index: 'index',
  activity: 'mean activity',
  variance: 'variance',
};
/** Which maps are shown, in which order their units stand, and on which scale their colours. */
export function MapsControls({ spec, slot }: { readonly spec: ModelSpec; readonly slot: string }) {
  const { order, scale } = useWatchOptions();
  const flips = useFlips();
  const scored = useScoredLabel(slot);
  return (
    <>
      <ShownMenu spec={spec} />
      <label>
        Unit order
        <select
          value={order}
          onChange={(event) => setWatchOptions({ order: event.target.value as RowOrder | 'score' })}
        >
          {ROW_ORDERS.map((key) => (
            <option key={key} value={key}>
              {ORDER_NAMES[key]}
            </option>
          ))}
          <option value="score" disabled={!scored}>
            {scored ? `score for ${scored.name}` : 'score (search in Find first)'}
          </option>
        </select>
      </label>
      <label title="Under the order by similarity a unit that goes against its neighbour is drawn with flipped sign, and marked −. Gates have no sign to flip.">
        <input
          type="checkbox"
          checked={flips}
          disabled={order !== 'similarity'}
          onChange={(event) => setMapOptions({ flip: event.target.checked })}
        />
        Flip signs
      </label>
      <ScaleChoice value={scale} onChoose={(next) => setWatchOptions({ scale: next })} />
    </>
  );
}
