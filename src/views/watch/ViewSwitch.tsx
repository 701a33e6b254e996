import { setWatchOptions, useWatchOptions, WATCH_VIEWS, type WatchView } from './watchOptions.ts';

const NAMES: Readonly<Record<WatchView, string>> = { maps: 'Maps', unrolled: 'Unrolled' };

/** What the main place of Watch shows. */
export function ViewSwitch() {
  const { view } = useWatchOptions();
  return (
    <fieldset className="picture-choice" aria-label="View">
      {WATCH_VIEWS.map((name) => (
        <button type="button" key={name} aria-pressed={name === view} onClick={() => setWatchOptions({ view: name })}>
          {NAMES[name]}
        </button>
      ))}
    </fieldset>
  );
}
