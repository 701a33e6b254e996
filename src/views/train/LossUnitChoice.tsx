import { LOSS_UNITS, type LossUnit } from '../../state/lossUnit.ts';
import { useUi } from '../StoreContext.tsx';
import styles from './LossUnitChoice.module.css';

/** The choice of the unit of every loss on the page. */
export function LossUnitChoice() {
  const [unit, setUnit] = useUi('lossUnit');
  return (
    <label className={styles.lossUnit} title="Holds for every loss on the page" data-unsaved>
      <select
        aria-label="Unit of every loss"
        value={unit}
        onChange={(event) => setUnit(event.target.value as LossUnit)}
      >
        {LOSS_UNITS.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
