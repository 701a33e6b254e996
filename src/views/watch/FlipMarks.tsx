import { memo } from 'react';
import { rowMiddle, type MapHeight } from '../../draw/mapLayout.ts';
import styles from './FlipMarks.module.css';

/** A minus beside every row whose sign is flipped. */
export const FlipMarks = memo(function FlipMarks(props: {
  readonly order: Int32Array;
  readonly signs: Int8Array;
  readonly map: MapHeight;
}) {
  const { order, signs, map } = props;
  let path = '';
  for (let row = 0; row < order.length; row++) {
    if (signs[order[row]] < 0) path += `M0 ${rowMiddle(map, row)}h4`;
  }
  return (
    <svg className={styles.flipMarks} width={4} height={map.height} aria-hidden="true">
      <path d={path} stroke="var(--ink2)" strokeWidth={Math.min(1.5, Math.max(0.5, map.pixelsPerRow / 2))} />
    </svg>
  );
});
