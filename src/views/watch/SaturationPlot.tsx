import { memo, useEffect, useMemo, useRef, type MouseEvent } from 'react';
import { Scroller } from '../ui/Scroller.tsx';
import { channelName } from '../../draw/channelValues.ts';
import { nearestDot } from '../../draw/dotPaths.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import type { GateHistograms } from '../../engine/gateHistograms.ts';
import { SquareFrame } from '../chart/SquareFrame.tsx';
import { SQUARE } from '../chart/squareSize.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { UI } from '../../state/ui.ts';
import { useAppStore, useUi } from '../StoreContext.tsx';
import { saturationPanels, type SaturationPanel } from './saturationPanels.ts';
import { SaturationTable } from './SaturationTable.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import watchSideStyles from './WatchSide.module.css';
import diagramPartsStyles from './DiagramParts.module.css';
import styles from './SaturationPlot.module.css';

const LEFT = 22;
const STRIDE = 128;
/** The drawing's extent. It is as wide as the panel. */
export const SATURATION_BOX = '0 -2 384 132';
/** The farthest dot from the pointer that is read, in pixels. */
const REACH = 12;

interface SaturationPlotProps {
  readonly histogram: GateHistograms;
  readonly layer: number;
  readonly unit: number;
}

/**
 * For each gate a panel with a dot for every unit of every layer: the share of timesteps at which its gate is shut, and the
 * share at which it is open. After Karpathy, Johnson, Fei-Fei, "Visualizing and understanding recurrent networks", 2015.
 */
export const SaturationPlot = memo(function SaturationPlot({ histogram, layer, unit }: SaturationPlotProps) {
  const [below, setBelow] = useUi('shutBelow');
  const [above, setAbove] = useUi('openAbove');
  const panels = useMemo(() => saturationPanels(histogram, below, above), [histogram, below, above]);
  if (panels.length === 0) return null;
  return (
    <section className={styles.saturation} aria-label="Gate saturation" {...pictureMark('saturation')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="saturation">
          <Term id="saturation">Saturation</Term>
        </PictureTitle>
        <div className={`${pictureStyles.pictureControls} ${styles.saturationControls}`}>
          <NumberField
            label="Shut below"
            value={below}
            range={UI.shutBelow.codec.range}
            step={0.01}
            onCommit={(value) => setBelow(Math.round(value * 100) / 100)}
          />
          <NumberField
            label="Open from"
            value={above}
            range={UI.openAbove.codec.range}
            step={0.01}
            onCommit={(value) => setAbove(Math.round(value * 100) / 100)}
          />
        </div>
      </div>
      <Layers count={histogram.spec.layers} selected={layer} />
      <Scroller className={watchSideStyles.sidePicture} data-part="side-picture" label="Gate saturation, drawn">
        <svg className={plotStyles.pictureSvg} viewBox={SATURATION_BOX} width="100%">
          {panels.map((panel, index) => (
            <Panel key={panel.gate} panel={panel} layer={layer} unit={unit} steps={histogram.steps} index={index} />
          ))}
        </svg>
      </Scroller>
      <p className={pictureStyles.pictureNote}>
        Of {formatCount(histogram.steps)} timesteps. Top left: always open; bottom right: always shut. Neither end is a
        fault.
        {histogram.gates.includes('z') ? ' An open z keeps the old state.' : ''}
      </p>
      <SaturationTable panels={panels} hidden={histogram.spec.hidden} />
    </section>
  );
});

/** The shade of a layer's dots: 0, the darkest, for the selected layer, then the other layers in order. */
function shade(layer: number, selected: number): number {
  return layer === selected ? 0 : layer < selected ? layer + 1 : layer;
}

function Layers({ count, selected }: { readonly count: number; readonly selected: number }) {
  if (count === 1) return null;
  return (
    <p className={`${pictureStyles.pictureNote} ${styles.saturationLayers}`}>
      {Array.from({ length: count }, (_, layer) => (
        <span key={layer}>
          <svg width="9" height="9" aria-hidden="true">
            <path
              className={`${styles.saturationDots} ${styles.saturationKey}`}
              data-shade={shade(layer, selected)}
              d="M4.5 4.5h0"
            />
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
    // If dots of several layers coincide, the dot of the selected layer is read.
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
      event,
    );
  };
  // The dots of the selected layer are drawn last, above the others.
  const order = [...paths.keys()].sort((a, b) => shade(b, layer) - shade(a, layer));
  const selected = layer * hidden + unit;
  const shares = `${formatFixed(shut[selected], 2)}, ${formatFixed(open[selected], 2)}`;
  return (
    <g
      ref={group}
      transform={`translate(${LEFT + index * STRIDE} 4)`}
      role="img"
      aria-label={`${channelName(gate)}: unit ${unit} of layer ${layer + 1} is shut at ${formatFixed(shut[selected], 3)} and open at ${formatFixed(open[selected], 3)} of the timesteps`}
      onPointerMove={onRead}
      onPointerLeave={hideTooltip}
      onClick={(event) => {
        const k = nearest(event);
        if (k >= 0) store.getState().select({ unit: k % hidden, layer: Math.floor(k / hidden), channel: gate });
      }}
    >
      <rect x={-10} y={-6} width={SQUARE + 20} height={SQUARE + 12} fill="transparent" />
      <SquareFrame xTitle="shut" yTitle={index === 0 ? 'open' : null} />
      <path className={plotStyles.pictureGrid} style={{ shapeRendering: 'auto' }} d={`M0 0L${SQUARE} ${SQUARE}`} />
      {order.map((l) =>
        paths[l].map((d, k) => (
          <path key={`${l} ${k}`} className={styles.saturationDots} data-shade={shade(l, layer)} d={d} />
        )),
      )}
      <circle cx={x[selected]} cy={y[selected]} r="4.5" className={styles.selectedDot} />
      <text x={SQUARE - 2} y={12} textAnchor="end" className={`mono ${diagramPartsStyles.diagramLetter}`}>
        {gate}
      </text>
      <text x={SQUARE - 2} y={27} textAnchor="end">
        {shares}
      </text>
    </g>
  );
}
