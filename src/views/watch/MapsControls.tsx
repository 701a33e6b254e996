import { useId } from 'react';
import { FieldName, namedBy } from '../glossary/FieldName.tsx';
import { ScaleChoice } from '../chart/ScaleChoice.tsx';
import { ROW_ORDERS, type RowOrder } from '../../analysis/rowOrder.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { useUi } from '../StoreContext.tsx';
import type { Ui } from '../../state/ui.ts';
import { useFlips } from './useFlips.ts';
import { ShownMenu } from './ShownMenu.tsx';
import { useScoredLabel } from './useRowOrder.ts';

const ORDER_NAMES: Readonly<Record<RowOrder, string>> = {
  similarity: 'similarity',
  index: 'index',
  activity: 'mean activity',
  variance: 'variance',
};

/** Which maps are shown, the order of their units, and the scale of their colours. */
export function MapsControls({ spec, model }: { readonly spec: ModelSpec; readonly model: string }) {
  const id = useId();
  const [order, setOrder] = useUi('rowOrder');
  const [scale, setScale] = useUi('mapScale');
  const [, setFlip] = useUi('flip');
  const flips = useFlips();
  const scored = useScoredLabel(model);
  return (
    <>
      <ShownMenu spec={spec} />
      <span data-field>
        <FieldName of={id} term="unit-order">
          Unit order
        </FieldName>
        <select
          id={id}
          aria-labelledby={namedBy(id, 'unit-order')}
          value={order}
          onChange={(event) => setOrder(event.target.value as Ui['rowOrder'])}
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
      </span>
      <label title="In the order by similarity, a unit that moves against its neighbour is drawn with flipped sign and marked −. Gates have no sign to flip.">
        <input
          type="checkbox"
          checked={flips}
          disabled={order !== 'similarity'}
          onChange={(event) => setFlip(event.target.checked)}
        />
        Flip signs
      </label>
      <ScaleChoice value={scale} onChoose={setScale} />
    </>
  );
}
