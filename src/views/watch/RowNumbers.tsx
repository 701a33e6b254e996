import { memo } from 'react';
import { numberedRows, rowAt, rowMiddle, type MapHeight } from '../../draw/mapLayout.ts';
import { pointerOn } from '../ui/pointerOn.ts';
import plotStyles from '../chart/plot.module.css';
import styles from './RowNumbers.module.css';

/** As in RowNumbers.module.css. */
const WIDTH = 30;

/**
 * The numbers of the units left of their rows: of all, or of as many as have room. A press selects the unit and leaves the
 * cursor. The pointer alone needs it: keys and the field of the unit select too.
 */
export const RowNumbers = memo(function RowNumbers(props: {
  readonly order: Int32Array;
  readonly map: MapHeight;
  readonly unit: number;
  readonly onPick: (unit: number) => void;
}) {
  const { order, map, unit, onPick } = props;
  return (
    <svg
      className={`${plotStyles.pictureSvg} ${styles.rowNumbers}`}
      data-part="row-numbers"
      width={WIDTH}
      height={map.height}
      aria-hidden="true"
      onPointerMove={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        // The map would move the cursor to its first timestep.
        event.stopPropagation();
        if (event.button === 0) onPick(order[rowAt(map, order.length, pointerOn(event.currentTarget, event).y)]);
      }}
    >
      <rect width={WIDTH} height={map.height} fill="transparent" />
      {numberedRows(map, order.length, order.indexOf(unit)).map((row) => (
        <text
          key={order[row]}
          className={order[row] === unit ? styles.rowNumberChosen : ''}
          x={WIDTH - 2}
          y={rowMiddle(map, row) + 4.3}
          textAnchor="end"
        >
          {order[row]}
        </text>
      ))}
    </svg>
  );
});
