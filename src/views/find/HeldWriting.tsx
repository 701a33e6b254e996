import { useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import { readableText } from '../../draw/symbols.ts';
import { NumberField } from '../picture/NumberField.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { holdWords } from './causeNumbers.ts';
import { useWeightsNote } from './shownWeights.ts';

const LENGTHS = { min: 1, max: 1000, integer: true };
/** Characters of the beginning that are repeated. */
const BEFORE = 24;

/** What the network writes from the same seed, as it is and with the units held. */
export function HeldWriting() {
  const store = useAppStore();
  const [length, setLength] = useState(160);
  const writing = useApp((state) => state.heldWritings[state.cursor.slot]);
  const symbols = useApp((state) => state.text?.symbols);
  const t = useApp((state) => state.cursor.t);
  const said = (tokens: Int32Array): string =>
    readableText(Array.from(tokens, (token) => symbols?.[token] ?? '\ufffd'));
  const written = writing?.written;
  const weights = useWeightsNote(
    writing?.of ?? null,
    useApp((state) => state.cursor.slot),
  );
  return (
    <section aria-label="What it writes with the units held">
      <div className="picture-head">
        <h3 className="picture-title">What it writes after t {t}</h3>
        <span className="picture-controls">
          <NumberField label="Characters" value={length} range={LENGTHS} onCommit={setLength} />
          <button
            type="button"
            className="button"
            disabled={writing?.isWriting}
            onClick={() => void store.getState().writeHeld(length)}
          >
            {writing?.isWriting ? 'Writing…' : 'Write both'}
          </button>
        </span>
      </div>
      {writing && written ? (
        <>
          {(['plain', 'held'] as const).map((which) => (
            <Written
              key={which}
              name={which === 'plain' ? 'as it is' : 'held'}
              prime={said(writing.of.trace.tokens.subarray(Math.max(0, writing.t + 1 - BEFORE), writing.t + 1))}
              tokens={written[which]}
              other={written[which === 'plain' ? 'held' : 'plain']}
              said={said}
            />
          ))}
          <p className="picture-note">
            Both drawn with the same random numbers: seed {writing.seed}, temperature {writing.temperature}, {weights}.
            After t {formatCount(writing.t)}, with {holdWords(writing.of)}. Framed from where they part.
          </p>
        </>
      ) : null}
    </section>
  );
}

function Written(props: {
  readonly name: string;
  readonly prime: string;
  readonly tokens: Int32Array;
  readonly other: Int32Array;
  readonly said: (tokens: Int32Array) => string;
}) {
  const { name, prime, tokens, other, said } = props;
  const at = tokens.findIndex((token, k) => token !== other[k]);
  const apart = at < 0 ? tokens.length : at;
  return (
    <p className="written held-written">
      <span className="picture-note">{name}</span>
      <span className="mono">
        <span className="primed">{prime}</span>
        {said(tokens.subarray(0, apart))}
        <span className="held-apart">{said(tokens.subarray(apart))}</span>
      </span>
    </p>
  );
}
