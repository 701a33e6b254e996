import { LOSS_UNITS } from '../../state/lossUnit.ts';
import { useUi } from '../StoreContext.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './LossUnitChoice.module.css';

/** The choice of the unit of every loss on the page. */
export function LossUnitChoice() {
  const [unit, setUnit] = useUi('lossUnit');
  return (
    <span className={styles.lossUnit} title="Holds for every loss on the page" data-unsaved>
      <Select aria-label="Unit of every loss" value={unit} options={LOSS_UNITS} onChoose={setUnit} />
    </span>
  );
}
