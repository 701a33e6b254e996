import { channelName } from '../../draw/channelValues.ts';
import { formatFixed, formatInFive, formatMagnitude, formatSigned } from '../../draw/format.ts';
import { CHANNELS, channelRange, type Channel } from '../../engine/spec.ts';
import type { AppState } from '../../store/state.ts';
import { toBits } from '../lossUnits.ts';
import { channelValue, shownTrace } from '../reading.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { WholeNumber } from './WholeNumber.tsx';

/** The gutter of the band: model, layer, unit and channel, and what the strip's colour shows. */
export function BandSelection() {
  const store = useAppStore();
  const slots = useApp((state) => state.slots);
  const { slot, channel, unit, layer } = useApp((state) => state.cursor);
  const hidden = useApp((state) => state.traces[state.cursor.slot]?.spec.hidden ?? state.settings.hidden);
  const layers = useApp((state) => state.traces[state.cursor.slot]?.spec.layers ?? state.settings.layers);
  const selected = slots.find(({ id }) => id === slot);
  const { select } = store.getState();
  return (
    <div className="band-selection">
      <div className="band-row" data-cell={selected?.hue}>
        <select
          aria-label="Model"
          className="model"
          value={slot}
          onChange={(event) => select({ slot: event.target.value })}
        >
          {slots
            .filter(({ active, id }) => active || id === slot)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
        {layers > 1 && (
          <span className="inline-field" title="Layer, counted from 1">
            <span>L</span>
            <WholeNumber
              label="Layer"
              value={layer + 1}
              min={1}
              max={layers}
              onChange={(value) => select({ layer: value - 1 })}
            />
          </span>
        )}
      </div>
      <div className="band-row">
        <span className="inline-field">
          <span>unit</span>
          <WholeNumber
            label="Unit"
            value={unit}
            min={0}
            max={hidden - 1}
            onChange={(value) => select({ unit: value })}
          />
        </span>
        <select
          aria-label="Channel"
          className="channel"
          value={channel}
          title={channelName(channel)}
          onChange={(event) => select({ channel: event.target.value as Channel })}
        >
          {(selected ? CHANNELS[selected.cell] : [channel]).map((name) => (
            <option key={name} value={name} aria-label={`${name}, ${channelName(name)}`}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <ColourChoice />
    </div>
  );
}

function selectedValue(state: AppState): string {
  const { t, unit, channel, layer } = state.cursor;
  const trace = shownTrace(state);
  const value = channelValue(trace, channel, layer, t, unit);
  if (!trace || value === undefined) return '–';
  if (Math.abs(value) >= 999.5) return formatMagnitude(value);
  return channelRange(trace.spec, channel) === 'gate' ? formatFixed(value, 3) : formatSigned(value, 3);
}

function selectedSurprise(state: AppState): string {
  const loss = shownTrace(state)?.loss[state.cursor.t];
  return loss === undefined ? '–' : formatInFive(toBits(loss));
}

/** What colours the strip; each choice carries its number at t. */
function ColourChoice() {
  const store = useAppStore();
  const colour = useApp((state) => state.stripColour);
  const channel = useApp((state) => state.cursor.channel);
  const value = useApp(selectedValue);
  const surprise = useApp(selectedSurprise);
  const { setStripColour } = store.getState();
  return (
    <div className="colour-choice" role="group" aria-label="Colour of the text">
      <button
        type="button"
        aria-pressed={colour === 'unit'}
        title={`Colour the text by ${channelName(channel)} of the unit`}
        onClick={() => setStripColour('unit')}
      >
        <span className="mono">{channel}</span> <span className="n">{value}</span>
      </button>
      <button
        type="button"
        aria-pressed={colour === 'surprise'}
        title="Colour the text by surprise: bits of the character that follows. Bars: 0 to 8 bits"
        onClick={() => setStripColour('surprise')}
      >
        <span>
          bits<span className="not-narrow">, 0–8</span>
        </span>{' '}
        <span className="n">{surprise}</span>
      </button>
    </div>
  );
}
