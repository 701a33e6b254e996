import { KEY_NAME, KEY_ROW, KEY_SAMPLE, keyPositions } from '../../draw/namePositions.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { cellMark } from './cellMark.ts';
import { nameWidth } from './textWidth.ts';
import plotStyles from './plot.module.css';

/** An entry of a key. */
export interface KeyLine {
  readonly name: string;
  readonly model: Pick<ModelIdentity, 'hue' | 'variant'>;
  readonly dotted?: boolean | undefined;
  readonly stroke?: string | undefined;
  /** Whether the line is drawn pale. */
  readonly isOld?: boolean | undefined;
}

/** The names of a chart's lines, each beside a sample of its line, for charts without room at the lines' ends. */
export function LineKey(props: {
  readonly lines: readonly KeyLine[];
  readonly width: number;
  /** Size of the names in pixels; by default `NAME_SIZE`. */
  readonly size?: number;
}) {
  const { lines, width, size } = props;
  const positions = keyPositions(
    lines.map(({ name }) => nameWidth(name, size)),
    width,
  );
  return lines.map((line, k) => (
    <g
      key={line.name}
      {...cellMark(line.model)}
      transform={`translate(${positions[k].x} ${positions[k].row * KEY_ROW})`}
    >
      <path
        className={plotStyles.plotLine}
        data-dotted={line.dotted || undefined}
        data-stroke={line.stroke}
        data-old={line.isOld || undefined}
        d={`M0 8.5H${KEY_SAMPLE}`}
      />
      <text className={plotStyles.plotName} data-part="plot-name" x={KEY_NAME} y={12.5}>
        {line.name}
      </text>
    </g>
  ));
}
