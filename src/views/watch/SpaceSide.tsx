import { useMemo } from 'react';
import { CHARACTER_CLASSES, characterClass, type CharacterClass } from '../../analysis/characterClass.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { useTimestep } from '../picture/selectedTrace.ts';
import { symbolAt } from '../reading.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import {
  AXES,
  setPanelOptions,
  SPACE_COLOURS,
  usePanelOptions,
  type Axes,
  type PanelOptions,
  type SpaceColour,
} from './panelOptions.ts';
import type { SidePanelProps } from './sidePanel.ts';
import { SpaceLegend } from './SpaceLegend.tsx';
import { SpacePlot } from './SpacePlot.tsx';
import { useProjection, type ProjectedTrace } from './useProjection.ts';
import '../styles/watchPanels.css';

const COLOUR_NAMES: Readonly<Record<SpaceColour, string>> = {
  time: 'time',
  class: 'character class',
  surprise: 'surprise',
};

/** The trajectory of a layer's state through the plane in which it varies most. */
export function SpaceSide({ selected }: SidePanelProps) {
  const { slot, trace, layer } = selected;
  const { state, colour, axes } = usePanelOptions();
  const channel = trace.spec.cell === 'lstm' ? state : 'h';
  const shown = useProjection(trace, slot.id, layer, channel);
  return (
    <section className="space" aria-label="State in two dimensions">
      <h2 className="picture-title">
        <span className="picture-mono">{channel}</span> in two dimensions{' '}
        <span className="picture-note">
          layer {layer + 1} of the {slot.name}
        </span>
      </h2>
      <div className="picture-controls">
        {trace.spec.cell === 'lstm' ? (
          <Choice
            label="State"
            value={channel}
            options={{ h: 'h', c: 'c' }}
            onChange={(value) => setPanelOptions({ state: value as PanelOptions['state'] })}
          />
        ) : null}
        <Choice
          label="Axes"
          value={axes}
          options={Object.fromEntries(AXES.map((pair) => [pair, pairName(pair)]))}
          onChange={(value) => setPanelOptions({ axes: value as Axes })}
        />
        <Choice
          label="Colour"
          value={colour}
          options={Object.fromEntries(SPACE_COLOURS.map((key) => [key, COLOUR_NAMES[key]]))}
          onChange={(value) => setPanelOptions({ colour: value as SpaceColour })}
        />
      </div>
      {shown ? (
        <Space shown={shown} channel={channel} unit={selected.unit} />
      ) : (
        <p className="picture-note" role="status">
          Working out the directions…
        </p>
      )}
    </section>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label>
      {props.label}
      <select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {Object.entries(props.options).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** "1 and 2" */
function pairName(pair: Axes): string {
  const [across, up] = axesOf(pair);
  return `${across + 1} and ${up + 1}`;
}

function axesOf(pair: Axes): readonly [number, number] {
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
  const { colour, axes, only } = usePanelOptions();
  const symbols = useApp((state) => state.text?.symbols);
  const theme = useTheme();
  const classes = useMemo(() => classesOf(trace.tokens, symbols ?? []), [trace.tokens, symbols]);
  if (!projection) return <p className="picture-note">The state never changes in this trace.</p>;
  const { basis, points } = projection;
  const steps = trace.tokens.length;
  const [across, up] = axesOf(axes);
  const share = (k: number) => (basis.variances[k] ?? 0) / basis.total;
  const percent = (k: number) => `${formatFixed(share(k) * 100, 0)} %`;
  return (
    <>
      <p>
        {percent(across)} + {percent(up)} of the variance{' '}
        <span className="picture-note">
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
        theme={theme}
        label={`${formatCount(steps)} states ${channel} along principal components ${across + 1} and ${up + 1}, which hold ${percent(across)} and ${percent(up)} of the variance. The line below reads the cursor’s coordinates.`}
      />
      <Coordinates shown={shown} across={across} up={up} />
      <SpaceLegend colour={colour} classes={classes} only={only} theme={theme} steps={steps} />
      <Loadings components={[across, up].map((k) => basis.components[k])} names={[across + 1, up + 1]} unit={unit} />
      <p className="picture-note">
        Look for groups and loops that come back: the same situation in the text. Both axes have one scale. A projection
        hides distances: points that are near here need not be near in all {basis.hidden} dimensions.
      </p>
    </>
  );
}

/** Class of each timestep's character, as its place in CHARACTER_CLASSES; [T]. */
function classesOf(tokens: Int32Array, symbols: readonly string[]): Uint8Array {
  const bySymbol = symbols.map((symbol) => CHARACTER_CLASSES.indexOf(characterClass(symbol)));
  const other = CHARACTER_CLASSES.indexOf('other' satisfies CharacterClass);
  return Uint8Array.from(tokens, (token) => bySymbol[token] ?? other);
}

/** Where the cursor's state stands, in words. */
function Coordinates(props: { readonly shown: ProjectedTrace; readonly across: number; readonly up: number }) {
  const { shown, across, up } = props;
  const { trace, projection } = shown;
  const t = useTimestep(trace.tokens.length);
  const symbol = useApp((state) => symbolAt(state, t) ?? '');
  const at = (k: number) => formatSigned(projection ? projection.points[t * 3 + k] : Number.NaN, 3);
  return (
    <p className="space-reading">
      t {t} · <span className="mono">{visibleSymbol(symbol)}</span> · component {across + 1} {at(across)} · component{' '}
      {up + 1} {at(up)}
    </p>
  );
}

const LOADINGS = 3;

/** The units that each axis is made of most; a press selects one. */
function Loadings(props: {
  readonly components: readonly (Float64Array | undefined)[];
  readonly names: readonly number[];
  readonly unit: number;
}) {
  const store = useAppStore();
  return (
    <div className="picture-note">
      {props.components.map((vector, k) => {
        if (!vector) return null;
        const order = Array.from(vector.keys()).sort((a, b) => Math.abs(vector[b]) - Math.abs(vector[a]));
        return (
          <div key={props.names[k]}>
            Most in component {props.names[k]}:{' '}
            {order.slice(0, LOADINGS).map((unit) => (
              <button
                key={unit}
                type="button"
                className="panel-link loading"
                aria-pressed={unit === props.unit}
                onClick={() => store.getState().select({ unit })}
              >
                unit {unit} {formatSigned(vector[unit], 2)}
              </button>
            ))}
          </div>
        );
      })}
    </div>
  );
}
