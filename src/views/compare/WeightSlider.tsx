import { Slider } from '../ui/Slider.tsx';
import styles from './WeightSlider.module.css';

/** A slider whose neutral value is in the middle, with its value as text. */
export function WeightSlider(props: {
  readonly label: string;
  readonly shown: string;
  readonly value: number;
  /** The slider ranges from −reach to +reach. */
  readonly reach: number;
  readonly step: number;
  readonly text: string;
  readonly onChange: (value: number) => void;
}) {
  return (
    <span className={styles.weightSlider}>
      <span aria-hidden="true">{props.shown}</span>
      <Slider
        label={props.label}
        aria-valuetext={`${props.shown} ${props.text}`}
        min={-props.reach}
        max={props.reach}
        step={props.step}
        value={props.value}
        onSlide={props.onChange}
      />
      <output className="n">{props.text}</output>
    </span>
  );
}
