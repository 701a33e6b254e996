import type { Theme } from '../../draw/ramps.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { AllUnits, GRID } from './DiagramParts.tsx';
import { ACTIVATION_NAMES } from './Equations.tsx';
import { GruDrawing } from './GruDrawing.tsx';
import { LstmDrawing } from './LstmDrawing.tsx';
import { RnnDrawing } from './RnnDrawing.tsx';
import { UnitStrips, type UnitStripsProps } from './UnitStrips.tsx';
import type { UnitReading } from './unitReading.ts';

export interface CellDiagramProps {
  readonly reading: UnitReading;
  readonly spec: ModelSpec;
  /** Input character, made visible. */
  readonly symbol: string;
  /** Part of the update to bring forward; "all" for none. */
  readonly part: string;
  readonly theme: Theme;
  readonly label: string;
  /** All units in place of one unit's numbers; null shows the unit. */
  readonly strips: Omit<UnitStripsProps, 'on' | 'theme'> | null;
}

/** One update as a drawing, with the numbers of this timestep on its wires: one unit's, or all units' as strips. */
export function CellDiagram({ reading, spec, symbol, part, theme, label, strips }: CellDiagramProps) {
  const on = (name: string) => part === 'all' || part === name;
  const props = { symbol, on, theme };
  return (
    <div className="cell-diagram">
      <AllUnits value={strips !== null}>
        <svg
          className="picture-svg"
          viewBox={`0 ${GRID.top} ${GRID.width} ${GRID.height - GRID.top}`}
          role="img"
          aria-label={label}
        >
          {reading.cell === 'lstm' ? <LstmDrawing {...props} reading={reading} /> : null}
          {reading.cell === 'gru' ? <GruDrawing {...props} reading={reading} /> : null}
          {reading.cell === 'rnn' ? (
            <RnnDrawing {...props} reading={reading} nonlinearity={ACTIVATION_NAMES[spec.nonlinearity]} />
          ) : null}
        </svg>
      </AllUnits>
      {strips ? <UnitStrips {...strips} on={on} theme={theme} /> : null}
    </div>
  );
}
