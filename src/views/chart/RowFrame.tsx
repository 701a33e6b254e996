import styles from './RowFrame.module.css';

/** Smaller frames would hide their row. */
const LEAST_HEIGHT = 3;

/** A frame around one row of a map. */
export function RowFrame(props: { readonly row: number; readonly rowHeight: number; readonly width: number }) {
  const { row, rowHeight, width } = props;
  const height = Math.max(rowHeight, LEAST_HEIGHT);
  return (
    <span
      className={styles.rowFrame}
      aria-hidden="true"
      style={{
        width: width + 3,
        height: height + 3,
        transform: `translateY(${(row + 0.5) * rowHeight - height / 2 - 1.5}px)`,
      }}
    />
  );
}
