import { useId } from 'react';
import { Select } from '../ui/Select.tsx';
import numberFieldStyles from '../ui/NumberField.module.css';

/** A setting with a few options. The choice takes effect at once. */
export function ChoiceSetting<T extends string>(props: {
  readonly name: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly hint: string;
  /** Whether the options are phrases, which need more room. */
  readonly wordy?: boolean;
  readonly onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className={numberFieldStyles.setting} data-wordy={props.wordy || undefined}>
      <label htmlFor={id} title={props.hint}>
        {props.name}
      </label>
      <Select id={id} value={props.value} title={props.hint} options={props.options} onChoose={props.onChange} />
    </div>
  );
}
