import { hasC } from '../../engine/spec.ts';
import { useMemo } from 'react';
import { CHARACTER_CLASSES, characterClass, type CharacterClass } from '../../analysis/characterClass.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { useTimestep } from '../ui/selectedTrace.ts';
import { symbolAt } from '../readingText.ts';
import { UI, type Ui } from '../../state/ui.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import type { TracePanelProps } from './sidePanel.ts';
import { SpaceLegend } from './SpaceLegend.tsx';
import { SpacePlot } from './SpacePlot.tsx';
import { useProjection, type ProjectedTrace } from './useProjection.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './SpaceSide.module.css';

const COLOUR_NAMES: Readonly<Record<Ui['spaceColour'], string>> = {
  time: 'time',
  class: 'character class',
  surprise: 'surprise',
};

/** The states of a layer over the text, projected on two principal components. */
export function SpaceSide({ selected }: TracePanelProps) {
  const { model, trace, layer } = selected;
  const [state, setState] = useUi('spaceState');
  const [colour, setColour] = useUi('spaceColour');
  const [axes, setAxes] = useUi('spaceAxes');
  const channel = hasC(trace.spec) ? state : 'h';
  const shown = useProjection(trace, model.id, layer, channel);
  return (
    <section className={styles.space} aria-label="State in two dimensions" {...pictureMark('space')}>
      <PictureTitle of="space">
        <span className={pictureStyles.pictureMono}>{channel}</span> in{' '}
        <Term id="principal-components">two dimensions</Term>{' '}
        <span className={pictureStyles.pictureNote}>
          layer {layer + 1} of the {model.name}
        </span>
      </PictureTitle>
      <div className={pictureStyles.pictureControls}>
        {hasC(trace.spec) ? (
          <Select<Ui['spaceState']>
            label="State"
            value={channel}
            options={[
              ['h', 'h'],
              ['c', 'c'],
            ]}
            onChoose={setState}
          />
        ) : null}
        <Select
          label="Axes"
          value={axes}
          options={UI.spaceAxes.codec.values.map((pair) => [pair, pairName(pair)])}
          onChoose={setAxes}
        />
        <Select
          label="Colour"
          value={colour}
          options={UI.spaceColour.codec.values.map((key) => [key, COLOUR_NAMES[key]])}
          onChoose={setColour}
        />
      </div>
      {shown ? (
        <Space shown={shown} channel={channel} unit={selected.unit} />
      ) : (
        <p className={pictureStyles.pictureNote} role="status">
          Computing the principal components…
        </p>
      )}
    </section>
  );
}

/** "1 and 2" */
function pairName(pair: Ui['spaceAxes']): string {
  const [across, up] = axesOf(pair);
  return `${across + 1} and ${up + 1}`;
}

function axesOf(pair: Ui['spaceAxes']): readonly [number, number] {
  const [across, up] = pair.split('-').map(Number);
  return [across, up];
}

function Space({
  shown,
  channel,
  unit,
}: {
  readonly shown: ProjectedTrace;
  readonly channel: string;
  readonly unit: number;
}) {
  const { trace, projection } = shown;
  const [colour] = useUi('spaceColour');
  const [axes] = useUi('spaceAxes');
  const [only] = useUi('spaceClass');
  const symbols = useApp((state) => state.text?.symbols);
  const classes = useMemo(() => classesOf(trace.tokens, symbols ?? []), [trace.tokens, symbols]);
  if (!projection) return <p className={pictureStyles.pictureNote}>The state never changes in this trace.</p>;
  const { basis, points } = projection;
  const steps = trace.tokens.length;
  const [across, up] = axesOf(axes);
  const share = (k: number) => (basis.variances[k] ?? 0) / basis.total;
  const percent = (k: number) => `${formatFixed(share(k) * 100, 0)} %`;
  return (
    <>
      <p>
        {percent(across)} + {percent(up)} of the variance{' '}
        <span className={pictureStyles.pictureNote}>
          of {basis.hidden} units, {basis.rows < steps ? `${formatCount(basis.rows)} of ` : ''}
          {formatCount(steps)} timesteps
        </span>
      </p>
      <SpacePlot
        trace={trace}
        points={points}
        across={across}
        up={up}
        names={[`component ${across + 1}, ${percent(across)}`, `component ${up + 1}, ${percent(up)}`]}
        colour={colour}
        classes={classes}
        only={only}
        label={`${formatCount(steps)} states ${channel} along principal components ${across + 1} and ${up + 1}, which hold ${percent(across)} and ${percent(up)} of the variance. The line below reads the cursor’s coordinates.`}
      />
      <Coordinates shown={shown} across={across} up={up} />
      <SpaceLegend colour={colour} classes={classes} only={only} steps={steps} />
      <Loadings components={[across, up].map((k) => basis.components[k])} names={[across + 1, up + 1]} unit={unit} />
      <p className={pictureStyles.pictureNote}>
        Look for groups and loops that return: they may show that a situation in the text returns. Both axes have the
        same scale. A projection hides distances: points that are near here may be far apart in all {basis.hidden}{' '}
        dimensions.
      </p>
    </>
  );
}

/** The index in CHARACTER_CLASSES of each timestep's character, [T]. */
function classesOf(tokens: Int32Array, symbols: readonly string[]): Uint8Array {
  const bySymbol = symbols.map((symbol) => CHARACTER_CLASSES.indexOf(characterClass(symbol)));
  const other = CHARACTER_CLASSES.indexOf('other' satisfies CharacterClass);
  return Uint8Array.from(tokens, (token) => bySymbol[token] ?? other);
}

/** The coordinates of the state at the cursor. */
function Coordinates(props: { readonly shown: ProjectedTrace; readonly across: number; readonly up: number }) {
  const { shown, across, up } = props;
  const { trace, projection } = shown;
  const t = useTimestep(trace.tokens.length);
  const symbol = useApp((state) => symbolAt(state, t) ?? '');
  const text = useApp((state) => state.text);
  const at = (k: number) => formatSigned(projection ? projection.points[t * 3 + k] : Number.NaN, 3);
  return (
    <p className={styles.spaceReading}>
      t {formatCount(t)} ·{' '}
      <span className="mono">
        <SymbolSign symbol={symbol} text={text} />
      </span>{' '}
      · component {across + 1} {at(across)} · component {up + 1} {at(up)}
    </p>
  );
}

const LOADINGS = 3;

/** The units with the largest weights in each component. A press selects a unit. */
function Loadings(props: {
  readonly components: readonly (Float64Array | undefined)[];
  readonly names: readonly number[];
  readonly unit: number;
}) {
  const store = useAppStore();
  return (
    <div className={pictureStyles.pictureNote}>
      {props.components.map((vector, k) => {
        if (!vector) return null;
        const order = Array.from(vector.keys()).sort((a, b) => Math.abs(vector[b]) - Math.abs(vector[a]));
        return (
          <div key={props.names[k]}>
            Most in component {props.names[k]}:{' '}
            {order.slice(0, LOADINGS).map((unit) => (
              <Button
                kind="link"
                className={styles.loading}
                key={unit}
                aria-pressed={unit === props.unit}
                onClick={() => store.getState().select({ unit })}
              >
                unit {unit} {formatSigned(vector[unit], 2)}
              </Button>
            ))}
          </div>
        );
      })}
    </div>
  );
}
