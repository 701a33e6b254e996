import { useCallback, useDeferredValue, useMemo } from 'react';
import { Scroller } from '../ui/Scroller.tsx';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { symbolAt, useTimestep, type SelectedTrace } from '../ui/selectedTrace.ts';
import { useApp, useUi } from '../StoreContext.tsx';
import { allUnits } from './stripValues.ts';
import { CELL_VIEWS } from './cells/cellViews.ts';
import { AllUnits, GRID } from './DiagramParts.tsx';
import { Equations } from './Equations.tsx';
import { UnitAnswer } from './UnitAnswer.tsx';
import { readUnit } from './unitReading.ts';
import { UnitStrips } from './UnitStrips.tsx';
import { partOf, partsOf } from './updateParts.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Term } from '../glossary/Term.tsx';
import plotStyles from '../chart/plot.module.css';
import pictureStyles from '../ui/picture.module.css';
import watchSideStyles from './WatchSide.module.css';
import styles from './UnitPanel.module.css';

/** One unit's update at t: a drawing of the cell and its equations, both with the numbers at t. */
export function UnitPanel({ selected }: { readonly selected: SelectedTrace }) {
  const { model, trace, params, layer } = selected;
  const { spec } = trace;
  // Deferred, so that the cursor, the strip and the reading update first.
  const t = Math.min(useDeferredValue(useTimestep(trace.tokens.length)), trace.tokens.length - 1);
  const unit = Math.min(useDeferredValue(selected.unit), spec.hidden - 1);
  const [chosen, setPart] = useUi('updatePart');
  const [everyUnit, setEveryUnit] = useUi('everyUnit');
  const part = partOf(spec.cell, chosen);
  const on = useCallback((name: string) => part === 'all' || part === name, [part]);
  const symbol = useApp((state) => visibleSymbol(symbolAt(state, trace, t), state.text));
  const reading = useMemo(() => readUnit(trace, params, layer, t, unit), [trace, params, layer, t, unit]);
  const values = useMemo(() => (everyUnit ? allUnits(trace, layer, t) : null), [everyUnit, trace, layer, t]);
  const title = `Unit ${unit} at t = ${formatCount(t)}`;
  return (
    <section className={styles.unitPanel} aria-label={`Unit ${unit} in numbers`} {...pictureMark('cell')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="cell">
          <Term id="unit">Unit</Term> {unit} at <Term id="timestep">t</Term> = {formatCount(t)}
        </PictureTitle>
        <ChoiceButtons
          label="Sub-step"
          choices={partsOf(spec.cell).map((name) => [name, name])}
          chosen={part}
          onChoose={setPart}
        />
      </div>
      <UnitAnswer {...{ trace, params, layer, unit }} channel={selected.channel} />
      <Scroller
        className={`${watchSideStyles.sidePicture} ${styles.cellFrame}`}
        data-part="side-picture"
        label="Cell, drawn"
      >
        <div className={styles.cellDiagram}>
          <AllUnits value={everyUnit}>
            <svg
              className={plotStyles.pictureSvg}
              viewBox={`0 ${GRID.top} ${GRID.width} ${GRID.height - GRID.top}`}
              role="img"
              aria-label={`Cell of the ${model.name}, ${title}: h ${formatFixed(reading.h, 3)}. The equations below give every number.`}
            >
              {CELL_VIEWS[spec.cell].draw(
                { reading, symbol: layer > 0 ? `h, layer ${layer}` : `“${symbol}”`, on },
                spec,
              )}
            </svg>
          </AllUnits>
          {values ? <UnitStrips cell={spec.cell} values={values} unit={unit} on={on} /> : null}
        </div>
        <Checkbox className={styles.everyUnit} isChecked={everyUnit} onCheck={setEveryUnit}>
          all units
        </Checkbox>
      </Scroller>
      <p className={`${pictureStyles.pictureNote} ${styles.unitHint}`}>
        {everyUnit
          ? `All ${spec.hidden} units by index; the mark is unit ${unit}. Neighbours are not related.`
          : CELL_VIEWS[spec.cell].hint(spec)}
      </p>
      <Equations reading={reading} spec={spec} layer={layer} />
    </section>
  );
}
