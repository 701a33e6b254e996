import { lengthOf } from '../../engine/range.ts';
import { useUi } from '../StoreContext.tsx';
import { useMemo, useRef, type CSSProperties } from 'react';
import type { LagReport } from '../../analysis/lagCurves.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { gradientScale } from '../../draw/gradientScale.ts';
import { modelRows } from '../../draw/modelRows.ts';
import { squareSide } from '../../draw/pictureSizes.ts';
import { formatCount } from '../../draw/format.ts';
import { hasUnmeasured, normAt, type LagNorms } from '../../draw/trianglePixels.ts';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { useComparedModels } from './comparedModels.ts';
import { Legend } from '../chart/Legend.tsx';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useTheme } from '../theme.ts';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { describeSteps, nameAtStep } from './comparedSteps.ts';
import { useMeasured, type MeasuredModel } from './measured.ts';
import { NotMeasured } from './NotMeasured.tsx';
import { RowBeside, RowTable } from './RowTable.tsx';
import { Triangle, TRIANGLE_LEFT } from './Triangle.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import gradientMapsStyles from './GradientMaps.module.css';
import comparePageStyles from './comparePage.module.css';
import styles from './TrianglePage.module.css';

/** Height below the triangles in pixels: their axis, the line of the row, and its axis. */
const UNDER = 124;
/** Pixels between two triangles, and the smallest width of one. */
const GAP = 24;
const LEAST = 260;
/** A triangle's side if there are several rows of them, and the smallest one in a low window, in pixels. */
const IN_ROWS = 320;
const LEAST_SIDE = 240;
/** Width of the row's numbers beside the triangles in pixels: of the lags, and of each model. */
const NUMBERS = 120;
const NUMBERS_OF_ONE = 100;

/** ‖∂L_t/∂h_s‖ for every loss and every earlier state, one triangle per model on one scale. */
export function TrianglePage() {
  const models = useMeasured('lags');
  return models.length === 0 ? <NotMeasured byLag /> : <Triangles models={models} />;
}

function normsOf({ of: { gradients }, layer }: MeasuredModel<LagReport>): LagNorms {
  const { losses, lags, h } = gradients;
  const size = lengthOf(losses) * (lags + 1);
  return { values: h.subarray(layer * size, (layer + 1) * size), losses, lags };
}

function Triangles({ models }: { readonly models: readonly MeasuredModel<LagReport>[] }) {
  const [triangle, setTriangle] = useUi('triangle');
  const time = useTimeWindow();
  const theme = useTheme();
  const narrow = useNarrow();
  const missing = useComparedModels().length - models.length;
  const container = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(container);
  const norms = useMemo(() => models.map(normsOf), [models]);
  const { losses } = norms[0];
  // If more text is in view than losses were measured, all of them are shown.
  const isWhole = triangle === 'whole' || lengthOf(time.range) > lengthOf(losses);
  const view = isWhole ? losses : time.range;
  const scale = useMemo(() => scaleOf(norms), [norms]);
  const { rows, width: column } = modelRows(models.length, width, GAP, LEAST);
  const each = column - TRIANGLE_LEFT - 8;
  const side = squareSide(narrow ? each : Math.min(each, rows > 1 ? IN_ROWS : height - UNDER), lengthOf(view));
  // A few models leave room beside their triangles.
  const taken = models.length * (TRIANGLE_LEFT + side + 2 * GAP);
  const isBeside = rows === 1 && !narrow && width - taken >= NUMBERS + models.length * NUMBERS_OF_ONE;
  return (
    <section className={comparePageStyles.stackedPage} aria-label="Triangle of gradients" {...pictureMark('triangle')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="triangle">
          <Term id="triangle">Which loss reaches which state</Term>{' '}
          <span className={pictureStyles.pictureNote}>
            ‖∂L<sub>t</sub>/∂h<sub>s</sub>‖, layer {models[0].layer + 1}, {describeSteps(models)}
          </span>
        </PictureTitle>
        <div className={styles.triangleControls}>
          <ChoiceButtons
            label="Losses"
            choices={[
              ['view', 'text in view'],
              ['whole', `all ${lengthOf(losses)} losses`],
            ]}
            chosen={triangle}
            onChoose={setTriangle}
          />
          <div className={gradientMapsStyles.gradientLegend}>
            <Legend ramp="gradient" theme={theme} ticks={scale.ticks(0)} />
          </div>
        </div>
      </div>
      <p className={pictureStyles.pictureNote}>
        Row: the loss at t alone. Column: the state at s ≤ t. Look for rows that stay strong far to the left. Where one
        fades into the background, its gradient has <Term id="vanishing">vanished</Term>, which does not say that the
        state no longer matters.
        {norms.some((of) => hasUnmeasured(of, view))
          ? ` Hatched: not measured; a loss is followed back over ${formatCount(norms[0].lags)} steps.`
          : ''}
        {missing > 0 ? ` ${formatCount(missing)} more being measured.` : ''}
      </p>
      <div
        className={comparePageStyles.modelPictures}
        ref={container}
        style={
          {
            '--models-gap': `16px ${GAP}px`,
            ...(rows === 1 && !narrow ? { flex: `1 0 ${LEAST_SIDE + UNDER}px` } : undefined),
          } as CSSProperties
        }
      >
        {width > 0
          ? models.map((compared, k) => (
              <Triangle
                key={compared.model.id}
                name={nameAtStep(compared.model.name, compared)}
                isOld={compared.isOld}
                hue={compared.model.hue}
                norms={norms[k]}
                trace={compared.trace}
                from={view.from}
                to={view.to}
                side={side}
                width={isBeside ? TRIANGLE_LEFT + side + GAP : column}
                scale={scale}
                theme={theme}
              />
            ))
          : null}
        {isBeside ? <RowBeside models={models} norms={norms} /> : null}
      </div>
      {isBeside ? null : <RowTable models={models} norms={norms} />}
    </section>
  );
}

/** A scale below the largest norm of a loss by its own state. Larger norms have the colour of the strong end. */
function scaleOf(norms: readonly LagNorms[]): ColourScale {
  let largest = 0;
  for (const of of norms) {
    for (let t = of.losses.from; t < of.losses.to; t++) {
      const norm = normAt(of, t, t) ?? 0;
      if (norm > largest) largest = norm;
    }
  }
  const top = 10 ** Math.ceil(Math.log10(largest));
  return gradientScale(
    largest,
    norms.some(({ values }) => values.some((norm) => norm > top)),
  );
}
