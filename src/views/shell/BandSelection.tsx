import { channelName } from '../../draw/channelValues.ts';
import { formatFixed, formatInFive, formatMagnitude, formatSigned } from '../../draw/format.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, channelRange } from '../../engine/spec.ts';
import { selectedShown } from '../../state/models.ts';
import type { AppState } from '../../state/state.ts';
import { lossIn, type LossUnit } from '../../state/lossUnit.ts';
import { UNIT_NAME, useLossUnit } from '../lossUnits.ts';
import { channelValue, shownTrace } from '../readingText.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { Select } from '../ui/Select.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { useIdentities, useSelectedModel } from '../useModels.ts';
import { Button } from '../ui/Button.tsx';
import styles from './BandSelection.module.css';

/** The gutter of the text band: the choice of model, layer, unit and channel, and of the strip's colours. */
export function BandSelection() {
  const store = useAppStore();
  const models = useIdentities();
  const { model, channel, unit, layer } = useApp((state) => state.ui.cursor);
  const hidden = useApp((state) => selectedShown(state)?.trace.spec.hidden ?? state.settings.hidden);
  const layers = useApp((state) => selectedShown(state)?.trace.spec.layers ?? state.settings.layers);
  const selected = useSelectedModel(({ is }) => is);
  const { select } = store.getState();
  return (
    <div className={styles.bandSelection}>
      <div className={styles.bandRow} data-cell={selected.hue}>
        <Select
          aria-label="Model"
          className={styles.model}
          value={model}
          title={selected.name}
          options={models.filter(({ active, id }) => active || id === model).map(({ id, name }) => [id, name])}
          onChoose={(id) => select({ model: id })}
        />
        {layers > 1 && (
          <span className={styles.inlineField} title="Layer, counted from 1">
            <span>L</span>
            <NumberField
              layout="bare"
              isLive
              label="Layer"
              value={layer + 1}
              range={{ min: 1, max: layers, integer: true }}
              step={1}
              onCommit={(value) => select({ layer: value - 1 })}
            />
          </span>
        )}
      </div>
      <div className={styles.bandRow}>
        <span className={styles.inlineField}>
          <span>unit</span>
          <NumberField
            layout="bare"
            isLive
            label="Unit"
            value={unit}
            range={{ min: 0, max: hidden - 1, integer: true }}
            step={1}
            onCommit={(value) => select({ unit: value })}
          />
        </span>
        <Select<Channel>
          aria-label="Channel"
          className={styles.channelChoice}
          value={channel}
          title={channelName(channel)}
          options={CELLS[selected.cell].channels.map((name) => [
            name,
            name,
            { 'aria-label': `${name}, ${channelName(name)}` },
          ])}
          onChoose={(name) => select({ channel: name })}
        />
      </div>
      <ColourChoice />
    </div>
  );
}

function selectedValue(state: AppState): string {
  const { t, unit, channel, layer } = state.ui.cursor;
  const trace = shownTrace(state);
  const value = channelValue(trace, channel, layer, t, unit);
  if (!trace || value === undefined) return '–';
  if (Math.abs(value) >= 999.5) return formatMagnitude(value);
  return channelRange(trace.spec, channel) === 'gate' ? formatFixed(value, 3) : formatSigned(value, 3);
}

function selectedSurprise(state: AppState): string {
  const loss = shownTrace(state)?.loss[state.ui.cursor.t];
  if (loss === undefined || Number.isNaN(loss)) return '–';
  return formatInFive(lossIn(loss, state.ui.lossUnit));
}

/** The range of the strip's bars in every unit: 8 bits. */
const SURPRISE_RANGE: Readonly<Record<LossUnit, string>> = { bits: '0–8', nats: '0–5.5', perplexity: '1–256' };

/** The choice of what colours the strip. Each choice shows its value at t. */
function ColourChoice() {
  const [colour, setStripColour] = useUi('stripColour');
  const channel = useApp((state) => state.ui.cursor.channel);
  const value = useApp(selectedValue);
  const surprise = useApp(selectedSurprise);
  const unit = useLossUnit();
  return (
    <div className={styles.colourChoice} role="group" aria-label="Colour of the text">
      <Button
        kind="bare"
        aria-pressed={colour === 'unit'}
        title={`Colour the text by ${channelName(channel)} of the unit`}
        onClick={() => setStripColour('unit')}
      >
        <span className="mono">{channel}</span> <span className="n">{value}</span>
      </Button>
      <Button
        kind="bare"
        aria-pressed={colour === 'surprise'}
        title={`Colour the text by surprise: ${UNIT_NAME[unit]} of the character that follows. Bars: ${SURPRISE_RANGE[unit].replace('–', ' to ')} ${UNIT_NAME[unit]}`}
        onClick={() => setStripColour('surprise')}
      >
        <span>
          {UNIT_NAME[unit]}
          {/* Beside the longer names there is no room for it. The title says it. */}
          {unit === 'bits' ? <span className="not-narrow">, {SURPRISE_RANGE[unit]}</span> : null}
        </span>{' '}
        <span className="n">{surprise}</span>
      </Button>
    </div>
  );
}
