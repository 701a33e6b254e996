import { UNPERTURBED, type Perturbation, type WeightReset } from '../../analysis/perturbation.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS } from '../../engine/spec.ts';
import { SETTINGS } from '../../state/settingsTable.ts';
import { describePerturbation } from '../../state/perturbations.ts';
import { settingsOf } from '../../state/models.ts';
import type { ModelIdentity, ModelId } from '../../state/model.ts';
import { cellMark } from '../chart/cellMark.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { useSelectedTrace, type SelectedTrace } from '../ui/selectedTrace.ts';
import { UI } from '../../state/ui.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { SpectraTable } from './SpectraTable.tsx';
import { WeightSlider } from './WeightSlider.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './PerturbDrawer.module.css';

/** The slider ranges from one fifth to five times, on a logarithmic scale. */
const BASE = 5;
const FORGET_RANGE = 6;
const RESETS: readonly (readonly [kind: WeightReset['kind'], name: string])[] = [
  ['identity', 'Identity'],
  ['orthogonal', 'Orthogonal'],
  ['gaussian', 'Gaussian'],
];

function usePerturbation(id: ModelId): Perturbation {
  return useApp((state) => state.models[id]?.perturbation) ?? UNPERTURBED;
}

/** Changes the selected model's recurrent weights by hand: at once for the pictures, and on request for training. */
export function PerturbDrawer() {
  const selected = useSelectedTrace();
  return selected && <Panel selected={selected} />;
}

function Panel({ selected }: { readonly selected: SelectedTrace }) {
  const { model, trace, params, layer } = selected;
  return (
    <section className={styles.drawer} aria-label="Provoke it" {...cellMark(model)}>
      <h2 className={pictureStyles.pictureTitle}>
        <Term id="provoke">Provoke</Term> the <span className="cell-name">{model.name}</span>
      </h2>
      <p className={pictureStyles.pictureNote}>
        Changes the recurrent <Term id="weight">weights</Term> behind all pictures of this model, in every layer,
        without training. This shows what such weights do, not what training would have made of the model.
      </p>
      <Weights model={model} gates={CELLS[trace.spec.cell].gates} />
      <SpectraTable model={model} spec={trace.spec} params={params} layer={layer} />
      <State model={model} />
      <TrainOn model={model} />
    </section>
  );
}

function Weights({ model, gates }: { readonly model: ModelIdentity; readonly gates: readonly Channel[] }) {
  const store = useAppStore();
  const seed = useApp((state) => state.settings.seed);
  const { scale, reset, forgetShift } = usePerturbation(model.id);
  const [wanted, setBlock] = useUi('perturbBlock');
  const [gain, setGain] = useUi('perturbGain');
  const block = wanted !== 'all' && gates.includes(wanted) ? wanted : 'all';
  const change = (part: Partial<Perturbation>): void => store.getState().perturb(model.id, { block, ...part });
  const name = block === 'all' ? 'W_hh' : `W_h${block}`;
  return (
    <>
      <div className={styles.controls}>
        {gates.length > 1 && (
          <Select<Perturbation['block']>
            label="Block"
            aria-label="Block of W_hh"
            value={block}
            options={[['all', 'all of W_hh'], ...gates.map((gate) => [gate, `W_h${gate}`] as const)]}
            onChoose={(next) => {
              setBlock(next);
              if (store.getState().models[model.id]?.perturbation) change({ block: next });
            }}
          />
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
      <div className={styles.controls} role="group" aria-label={`Reset ${name} to`}>
        <span>Reset to</span>
        {RESETS.map(([kind, title]) => (
          <Button
            key={kind}
            aria-pressed={reset?.kind === kind}
            onClick={() => change({ reset: reset?.kind === kind ? null : { kind, gain, seed } })}
          >
            {title}
          </Button>
        ))}
        <NumberField
          label="gain"
          term="gain"
          value={gain}
          range={UI.perturbGain.codec.range}
          step={0.1}
          onCommit={(next) => {
            setGain(next);
            if (reset) change({ reset: { ...reset, gain: next } });
          }}
        />
      </div>
      {CELLS[model.cell].biasedGate && (
        <div className={styles.controls}>
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

/** The state of the weights behind the pictures. */
function State({ model }: { readonly model: ModelIdentity }) {
  const perturbation = useApp((state) => state.models[model.id]?.perturbation);
  const last = useApp((state) => state.models[model.id]?.run?.perturbed.at(-1));
  return (
    <p className={styles.state} role="status" aria-label="Provocation">
      {perturbation ? (
        <>
          <b>{describePerturbation(perturbation)}</b>: provoked, not trained
        </>
      ) : last ? (
        <>
          Trained on from <b>{last.what}</b> since step {formatCount(last.step)}
        </>
      ) : (
        'As trained.'
      )}
    </p>
  );
}

/** Buttons that train on from the changed weights, or take the change back. */
function TrainOn({ model }: { readonly model: ModelIdentity }) {
  const store = useAppStore();
  const settings = useApp((state) => state.settings);
  const isPerturbed = useApp((state) => Boolean(state.models[model.id]?.perturbation));
  const canGoBack = useApp((state) => (state.models[model.id]?.beforePerturbing.length ?? 0) > 0);
  const isPast = useApp((state) => state.ui.viewedStep !== null);
  const { clipKind } = settingsOf(model, settings);
  const isOwn = model.overrides.clipKind !== undefined;
  return (
    <>
      <div className={styles.controls}>
        <Button
          disabled={!isPerturbed || isPast}
          title={
            isPast
              ? 'Only from the newest weights: the pictures show an earlier step'
              : "Puts these weights into the model and trains; the optimizer's memory and the position in the text stay"
          }
          onClick={() => store.getState().trainPerturbed(model.id)}
        >
          Train on from here
        </Button>
        <Button
          disabled={!isPerturbed && !canGoBack}
          title={isPerturbed ? 'Back to the weights as trained' : 'Back to the run before it was trained on from there'}
          onClick={() => store.getState().undoPerturbation(model.id)}
        >
          Take back
        </Button>
        <Select
          label="Clip"
          value={clipKind}
          options={SETTINGS.clipKind.options}
          disabled={isOwn}
          title={isOwn ? `${model.name} has a clip of its own` : 'As in the settings, for every model'}
          onChoose={(kind) => store.getState().changeSettings({ clipKind: kind })}
        />
      </div>
      <p className={pictureStyles.pictureNote}>
        A run stops itself when a loss or a gradient norm leaves the finite range. With tanh a norm can be huge and the
        loss still finite.
      </p>
    </>
  );
}
