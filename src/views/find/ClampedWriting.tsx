import type { ReactNode } from 'react';
import { formatCount } from '../../draw/format.ts';
import { hasError } from '../ui/validation.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { RunningText } from '../chart/RunningText.tsx';
import { tokenSymbols } from '../chart/tokenSymbols.ts';
import { UI } from '../../state/ui.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { describeClamp } from './ablationNumbers.ts';
import { useWeightsNote } from './shownWeights.ts';
import { Button } from '../ui/Button.tsx';
import writtenStyles from '../ui/written.module.css';
import pictureStyles from '../ui/picture.module.css';
import styles from './ClampedWriting.module.css';

/** Characters before the written text that are shown. */
const BEFORE = 24;

/** What the network writes from the same seed, without and with the clamp. */
export function ClampedWriting() {
  const store = useAppStore();
  const [length, setLength] = useUi('clampedLength');
  const writing = useSelectedModel(({ results }) => results.clampedWriting);
  const text = useApp((state) => state.text);
  const t = useApp((state) => state.ui.cursor.t);
  const textOf = (tokens: Int32Array) => (
    <RunningText symbols={tokenSymbols(tokens, 0, tokens.length, text)} text={text} />
  );
  const written = writing?.written;
  const weights = useWeightsNote(writing?.of);
  return (
    <section aria-label="What it writes with the units held">
      <div className={pictureStyles.pictureHead}>
        <h3 className={pictureStyles.pictureTitle}>What it writes after t {formatCount(t)}</h3>
        <span className={pictureStyles.pictureControls}>
          <NumberField label="Characters" value={length} range={UI.clampedLength.codec.range} onCommit={setLength} />
          <Button
            disabled={writing?.status === 'running'}
            onClick={(event) => {
              if (!hasError(event.currentTarget.closest('[role="tabpanel"]')))
                void store.getState().writeClamped(length);
            }}
          >
            {writing?.status === 'running' ? 'Writing…' : 'Write both'}
          </Button>
        </span>
      </div>
      {writing && written ? (
        <>
          {(['plain', 'clamped'] as const).map((which) => (
            <Written
              key={which}
              name={which === 'plain' ? 'as it is' : 'held'}
              prime={textOf(writing.of.trace.tokens.subarray(Math.max(0, writing.t + 1 - BEFORE), writing.t + 1))}
              tokens={written[which]}
              other={written[which === 'plain' ? 'clamped' : 'plain']}
              textOf={textOf}
            />
          ))}
          <p className={pictureStyles.pictureNote}>
            Both drawn with the same random numbers: seed {writing.seed}, temperature {writing.temperature}, {weights}.
            After t {formatCount(writing.t)}, with {describeClamp(writing.of)}. Marked from the first difference on.
          </p>
        </>
      ) : null}
    </section>
  );
}

function Written(props: {
  readonly name: string;
  readonly prime: ReactNode;
  readonly tokens: Int32Array;
  readonly other: Int32Array;
  readonly textOf: (tokens: Int32Array) => ReactNode;
}) {
  const { name, prime, tokens, other, textOf } = props;
  const at = tokens.findIndex((token, k) => token !== other[k]);
  const same = at < 0 ? tokens.length : at;
  return (
    <p className={`${writtenStyles.written} ${styles.clampedWritten}`} data-part="clamped-written">
      <span className={pictureStyles.pictureNote}>{name}</span>
      <span className="mono" dir="auto">
        <span className={writtenStyles.primed} data-part="primed">
          {prime}
        </span>
        {textOf(tokens.subarray(0, same))}
        <span className={styles.difference}>{textOf(tokens.subarray(same))}</span>
      </span>
    </p>
  );
}
