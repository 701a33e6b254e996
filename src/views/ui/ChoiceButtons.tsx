import pictureStyles from './picture.module.css';

/** A few choices side by side. The chosen one is pressed. */
export function ChoiceButtons<K extends string>(props: {
  /** Accessible name of the group. */
  readonly label: string;
  readonly choices: readonly (readonly [key: K, name: string])[];
  readonly chosen: K;
  readonly onChoose: (key: K) => void;
}) {
  return (
    <fieldset className={pictureStyles.pictureChoice} data-part="choice" aria-label={props.label}>
      {props.choices.map(([key, name]) => (
        <button key={key} type="button" aria-pressed={key === props.chosen} onClick={() => props.onChoose(key)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
