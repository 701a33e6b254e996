import { memo, useEffect, useMemo, useRef, type MouseEvent } from 'react';
import { channelName } from '../../draw/channelValues.ts';
import { nearestDot } from '../../draw/dotPaths.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import type { GateHistograms } from '../../engine/gateHistograms.ts';
import { OPEN_ABOVE, SHUT_BELOW } from '../../limits/limits.ts';
import { NumberField } from '../picture/NumberField.tsx';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { useAppStore } from '../StoreContext.tsx';
import { setPanelOptions, usePanelOptions } from './panelOptions.ts';
import { saturationPanels, SIZE, type SaturationPanel } from './saturationPanels.ts';
import { SaturationTable } from './SaturationTable.tsx';
import '../styles/watchPanels.css';

const LEFT = 22;
const STRIDE = 128;
/** Pixels from the pointer within which a dot is read. */
const REACH = 12;

export interface SaturationPlotProps {
  readonly histogram: GateHistograms;
  readonly layer: number;
  readonly unit: number;
}

/**
 * Share of timesteps at which each unit's gate is shut against the share at which it is open; one dot per unit, all layers
 * in one panel per gate. After Karpathy, Johnson, Fei-Fei, "Visualizing and understanding recurrent networks", 2015.
 */
export const SaturationPlot = memo(function SaturationPlot({ histogram, layer, unit }: SaturationPlotProps) {
  const { below, above } = usePanelOptions();
  const panels = useMemo(() => saturationPanels(histogram, below, above), [histogram, below, above]);
  if (panels.length === 0) return null;
  return (
    <section className="saturation" aria-label="Gate saturation">
      <div className="picture-head">
        <h2 className="picture-title">Saturation</h2>
        <div className="picture-controls saturation-controls">
          <NumberField
            label="Shut below"
            value={below}
            range={SHUT_BELOW}
            step={0.01}
            onCommit={(value) => setPanelOptions({ below: Math.round(value * 100) / 100 })}
          />
          <NumberField
            label="Open from"
            value={above}
            range={OPEN_ABOVE}
            step={0.01}
            onCommit={(value) => setPanelOptions({ above: Math.round(value * 100) / 100 })}
          />
        </div>
      </div>
      <Layers count={histogram.spec.layers} selected={layer} />
      <svg className="picture-svg" viewBox="0 -2 384 124" width="100%">
        {panels.map((panel, index) => (
          <Panel key={panel.gate} panel={panel} layer={layer} unit={unit} steps={histogram.steps} index={index} />
        ))}
      </svg>
      <p className="picture-note">
        Of {formatCount(histogram.steps)} timesteps.{' '}
        {histogram.gates.includes('z') ? 'An open z keeps the old state' : 'Top left: always open'}; bottom right:
        always shut. Neither end is a fault.
      </p>
      <SaturationTable panels={panels} hidden={histogram.spec.hidden} />
    </section>
  );
});

/** How dark a layer's dots are: 0, the darkest, for the selected one, then the others in their order. */
function shade(layer: number, selected: number): number {
  return layer === selected ? 0 : layer < selected ? layer + 1 : layer;
}

function Layers({ count, selected }: { readonly count: number; readonly selected: number }) {
  if (count === 1) return null;
  return (
    <p className="picture-note saturation-layers">
      {Array.from({ length: count }, (_, layer) => (
        <span key={layer}>
          <svg width="9" height="9" aria-hidden="true">
            <path className="saturation-dots saturation-key" data-shade={shade(layer, selected)} d="M4.5 4.5h0" />
          </svg>
          {layer === 0 ? 'layer 1' : layer + 1}
        </span>
      ))}
    </p>
  );
}

interface PanelProps {
  readonly panel: SaturationPanel;
  readonly layer: number;
  readonly unit: number;
  readonly steps: number;
  readonly index: number;
}

function Panel({ panel, layer, unit, steps, index }: PanelProps) {
  const { gate, hidden, shut, open, x, y, paths } = panel;
  const store = useAppStore();
  const group = useRef<SVGGElement>(null);
  useEffect(() => hideTooltip, []);

  const nearest = (event: MouseEvent): number => {
    const matrix = group.current?.getScreenCTM();
    if (!matrix) return -1;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const k = nearestDot(x, y, at.x, at.y, REACH);
    if (k < 0) return k;
    // Where dots of several layers lie upon each other, the selected layer's is meant.
    const first = layer * hidden;
    const own = nearestDot(x.subarray(first, first + hidden), y.subarray(first, first + hidden), at.x, at.y, REACH);
    return own >= 0 && x[first + own] === x[k] && y[first + own] === y[k] ? first + own : k;
  };
  const onRead = (event: MouseEvent): void => {
    const k = nearest(event);
    if (k < 0) {
      hideTooltip();
      return;
    }
    const part = (share: number) => `${formatFixed(share, 3)} (${formatCount(share * steps)})`;
    showTooltip(
      `unit ${k % hidden}, layer ${Math.floor(k / hidden) + 1} · ${gate} · shut ${part(shut[k])} · open ${part(open[k])} of ${formatCount(steps)}`,
      event.clientX,
      event.clientY,
    );
  };
  // The selected layer's dots above the others'.
  const order = [...paths.keys()].sort((a, b) => shade(b, layer) - shade(a, layer));
  const mine = layer * hidden + unit;
  const shares = `${formatFixed(shut[mine], 2)}, ${formatFixed(open[mine], 2)}`;
  return (
    <g
      ref={group}
      transform={`translate(${LEFT + index * STRIDE} 4)`}
      role="img"
      aria-label={`${channelName(gate)}: unit ${unit} of layer ${layer + 1} is shut at ${formatFixed(shut[mine], 3)} and open at ${formatFixed(open[mine], 3)} of the timesteps`}
      onPointerMove={onRead}
      onPointerLeave={hideTooltip}
      onClick={(event) => {
        const k = nearest(event);
        if (k >= 0) store.getState().select({ unit: k % hidden, layer: Math.floor(k / hidden), channel: gate });
      }}
    >
      <rect x={-10} y={-6} width={SIZE + 20} height={SIZE + 12} fill="transparent" />
      <path className="picture-axis" d={`M0.5 0V${SIZE + 0.5}H${SIZE}`} />
      <path className="picture-grid" style={{ shapeRendering: 'auto' }} d={`M0 0L${SIZE} ${SIZE}`} />
      {order.map((l) =>
        paths[l].map((d, k) => (
          <path key={`${l} ${k}`} className="saturation-dots" data-shade={shade(l, layer)} d={d} />
        )),
      )}
      <circle cx={x[mine]} cy={y[mine]} r="4.5" className="saturation-mine" />
      <text x={SIZE - 2} y={12} textAnchor="end" className="mono diagram-letter">
        {gate}
      </text>
      <text x={SIZE - 2} y={27} textAnchor="end">
        {shares}
      </text>
      <text x={0} y={SIZE + 15} textAnchor="middle">
        0
      </text>
      <text x={SIZE / 2} y={SIZE + 15} textAnchor="middle">
        shut
      </text>
      <text x={SIZE} y={SIZE + 15} textAnchor="middle">
        1
      </text>
      {index === 0 ? (
        <>
          <text x={-6} y={9} textAnchor="end">
            1
          </text>
          <text x={-8} y={SIZE / 2} textAnchor="middle" transform={`rotate(-90 -8 ${SIZE / 2})`}>
            open
          </text>
        </>
      ) : null}
    </g>
  );
}
