/** A slider with its neutral place in the middle, and what it stands at. */
export function WeightSlider(props: {
  /** Accessible name. */
  readonly label: string;
  /** What stands before it. */
  readonly shown: string;
  readonly value: number;
  /** From −reach to +reach. */
  readonly reach: number;
  readonly step: number;
  /** The value in words. */
  readonly text: string;
  readonly onChange: (value: number) => void;
}) {
  return (
    <span className="weight-slider">
      <span aria-hidden="true">{props.shown}</span>
      <input
        type="range"
        aria-label={props.label}
        aria-valuetext={`${props.shown} ${props.text}`}
        min={-props.reach}
        max={props.reach}
        step={props.step}
        value={props.value}
        onChange={(event) => props.onChange(Number(event.target.value))}
      />
      <output className="n">{props.text}</output>
    </span>
  );
}
