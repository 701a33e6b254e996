import { useId } from 'react';
import { UNPROVOKED, type Provocation, type WeightReset } from '../../analysis/provoke.ts';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import { GATES, type Channel } from '../../engine/spec.ts';
import { GAIN_RANGE } from '../../limits/limits.ts';
import { provocationWords } from '../../store/provocations.ts';
import type { ClipKind } from '../../store/settings.ts';
import { settingsOf } from '../../store/slots.ts';
import type { Slot, SlotId } from '../../store/state.ts';
import { cellMark } from '../cellMark.ts';
import { NumberField } from '../picture/NumberField.tsx';
import { useSelectedTrace, type SelectedTrace } from '../picture/selectedTrace.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { CLIPS } from '../train/settingOptions.ts';
import { setProvokeOptions, useProvokeOptions } from './compareOptions.ts';
import { SpectraTable } from './SpectraTable.tsx';
import { WeightSlider } from './WeightSlider.tsx';
import '../styles/provoke.css';

/** The slider goes from one fifth to five times, evenly in the logarithm. */
const BASE = 5;
const FORGET_RANGE = 6;
const RESETS: readonly (readonly [kind: WeightReset['kind'], name: string])[] = [
  ['identity', 'Identity'],
  ['orthogonal', 'Orthogonal'],
  ['gaussian', 'Gaussian'],
];

function useProvocation(id: SlotId): Provocation {
  return useApp((state) => state.provocations[id]) ?? UNPROVOKED;
}

/** Changes the selected model's recurrent weights by hand: for the pictures at once, for training when asked. */
export function Provoke() {
  const selected = useSelectedTrace();
  return selected && <Panel selected={selected} />;
}

function Panel({ selected }: { readonly selected: SelectedTrace }) {
  const { slot, trace, params, layer } = selected;
  return (
    <section className="provoke" aria-label="Provoke it" {...cellMark(slot)}>
      <h2 className="picture-title">
        Provoke the <span className="cell-name">{slot.name}</span>
      </h2>
      <p className="picture-note">
        Changes the recurrent weights behind all pictures of this model, in every layer, without training. It shows what
        such weights do; what training would have made of the model it does not show.
      </p>
      <Weights slot={slot} gates={GATES[trace.spec.cell]} />
      <SpectraTable slot={slot} spec={trace.spec} params={params} layer={layer} />
      <State slot={slot} />
      <TrainOn slot={slot} />
    </section>
  );
}

/** What is changed. */
function Weights({ slot, gates }: { readonly slot: Slot; readonly gates: readonly Channel[] }) {
  const store = useAppStore();
  const seed = useApp((state) => state.settings.seed);
  const { scale, reset, forgetShift } = useProvocation(slot.id);
  const { block: wanted, gain } = useProvokeOptions();
  const block = wanted !== 'all' && gates.includes(wanted) ? wanted : 'all';
  const change = (part: Partial<Provocation>): void => store.getState().provoke(slot.id, { block, ...part });
  const name = block === 'all' ? 'W_hh' : `W_h${block}`;
  return (
    <>
      <div className="provoke-row">
        {gates.length > 1 && (
          <label>
            Block
            <select
              aria-label="Block of W_hh"
              value={block}
              onChange={(event) => {
                const next = event.target.value as Provocation['block'];
                setProvokeOptions({ block: next });
                if (store.getState().provocations[slot.id]) change({ block: next });
              }}
            >
              <option value="all">all of W_hh</option>
              {gates.map((gate) => (
                <option key={gate} value={gate}>
                  W_h{gate}
                </option>
              ))}
            </select>
          </label>
        )}
        <WeightSlider
          label="Multiply W_hh"
          shown={`${name} ×`}
          value={Math.log(scale) / Math.log(BASE)}
          reach={1}
          step={0.01}
          text={formatFixed(scale, 2)}
          onChange={(power) => change({ scale: Number((BASE ** power).toPrecision(3)) })}
        />
      </div>
      <div className="provoke-row" role="group" aria-label={`Reset ${name} to`}>
        <span>Reset to</span>
        {RESETS.map(([kind, title]) => (
          <button
            key={kind}
            type="button"
            className="button"
            aria-pressed={reset?.kind === kind}
            onClick={() => change({ reset: reset?.kind === kind ? null : { kind, gain, seed } })}
          >
            {title}
          </button>
        ))}
        <NumberField
          label="gain"
          value={gain}
          range={GAIN_RANGE}
          step={0.1}
          onCommit={(next) => {
            setProvokeOptions({ gain: next });
            if (reset) change({ reset: { ...reset, gain: next } });
          }}
        />
      </div>
      {slot.cell === 'lstm' && (
        <div className="provoke-row">
          <WeightSlider
            label="Shift the forget bias"
            shown="forget bias, shifted by"
            value={forgetShift}
            reach={FORGET_RANGE}
            step={0.1}
            text={formatSigned(forgetShift, 1)}
            onChange={(shift) => change({ forgetShift: Number(shift.toFixed(1)) })}
          />
        </div>
      )}
    </>
  );
}

/** What the weights behind the pictures are. */
function State({ slot }: { readonly slot: Slot }) {
  const provocation = useApp((state) => state.provocations[slot.id]);
  const last = useApp((state) => state.runs[slot.id]?.provoked.at(-1));
  return (
    <p className="provoke-state" role="status" aria-label="Provocation">
      {provocation ? (
        <>
          <b>{provocationWords(provocation)}</b>: provoked, not trained
        </>
      ) : last ? (
        <>
          Trained on from <b>{last.what}</b> since step {last.step}
        </>
      ) : (
        'As trained.'
      )}
    </p>
  );
}

/** What training makes of it, and the way back. */
function TrainOn({ slot }: { readonly slot: Slot }) {
  const store = useAppStore();
  const clipId = useId();
  const settings = useApp((state) => state.settings);
  const isProvoked = useApp((state) => state.provocations[slot.id] !== undefined);
  const canGoBack = useApp((state) => (state.beforeProvoking[slot.id]?.length ?? 0) > 0);
  const isPast = useApp((state) => state.viewedStep !== null);
  const { clipKind } = settingsOf(slot, settings);
  const isOwn = slot.overrides.clipKind !== undefined;
  return (
    <>
      <div className="provoke-row">
        <button
          type="button"
          className="button"
          disabled={!isProvoked || isPast}
          title={
            isPast
              ? 'Only from the newest weights: the pictures show an earlier step'
              : "Puts these weights into the model and trains; the optimizer's memory and the place in the text stay"
          }
          onClick={() => store.getState().trainProvoked(slot.id)}
        >
          Train on from here
        </button>
        <button
          type="button"
          className="button"
          disabled={!isProvoked && !canGoBack}
          title={isProvoked ? 'Back to the weights as trained' : 'Back to the run before it was trained on from there'}
          onClick={() => store.getState().undoProvocation(slot.id)}
        >
          Undo
        </button>
        <label htmlFor={clipId}>Clip</label>
        <select
          id={clipId}
          value={clipKind}
          disabled={isOwn}
          title={isOwn ? `${slot.name} has a clip of its own` : 'As in the settings, for every model'}
          onChange={(event) => store.getState().changeSettings({ clipKind: event.target.value as ClipKind })}
        >
          {CLIPS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <p className="picture-note">
        A run stops itself when a loss or a gradient norm leaves the finite range. With tanh a norm can be huge and the
        loss still finite.
      </p>
    </>
  );
}
