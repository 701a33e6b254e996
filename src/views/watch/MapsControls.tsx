import { ScaleChoice } from '../chart/ScaleChoice.tsx';
import { ROW_ORDERS, type RowOrder } from '../../analysis/rowOrder.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { useUi } from '../StoreContext.tsx';
import type { Ui } from '../../state/ui.ts';
import { useFlips } from './useFlips.ts';
import { ShownMenu } from './ShownMenu.tsx';
import { useScoredLabel } from './useRowOrder.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Select } from '../ui/Select.tsx';

const ORDER_NAMES: Readonly<Record<RowOrder, string>> = {
  similarity: 'similarity',
  index: 'index',
  activity: 'mean activity',
  variance: 'variance',
  value: 'value at the cursor',
  change: 'change at the cursor',
};

/** Which maps are shown, the order of their units, and the scale of their colours. */
export function MapsControls({ spec, model }: { readonly spec: ModelSpec; readonly model: string }) {
  const [order, setOrder] = useUi('rowOrder');
  const [scale, setScale] = useUi('mapScale');
  const [, setFlip] = useUi('flip');
  const flips = useFlips();
  const scored = useScoredLabel(model);
  return (
    <>
      <ShownMenu spec={spec} />
      <Select<Ui['rowOrder']>
        label="Unit order"
        term="unit-order"
        value={order}
        options={[
          ...ROW_ORDERS.map((key) => [key, ORDER_NAMES[key]] as const),
          ['score', scored ? `score for ${scored.name}` : 'score (search in Find first)', { disabled: !scored }],
        ]}
        onChoose={setOrder}
      />
      <Checkbox
        title="In the order by similarity, a unit that moves against its neighbour is drawn with flipped sign and marked −. Gates have no sign to flip."
        isChecked={flips}
        disabled={order !== 'similarity'}
        onCheck={setFlip}
      >
        Flip signs
      </Checkbox>
      <ScaleChoice value={scale} onChoose={setScale} />
    </>
  );
}
