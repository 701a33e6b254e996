import type { ReactNode } from 'react';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { cellMark } from './cellMark.ts';
import plotStyles from './plot.module.css';

/** A line's name and the height at which the line ends. */
export interface EndName {
  readonly name: string;
  /** Pixels from the top. */
  readonly y: number;
  /** The model whose colour the name has. Without it the name has the colour of the chart's text. */
  readonly model?: Pick<ModelIdentity, 'hue' | 'variant'> | undefined;
  /** Shown instead of the name. */
  readonly shown?: ReactNode;
}

/** The names of a chart's lines beside their ends, moved apart no further than necessary. */
export function EndNames(props: {
  readonly ends: readonly EndName[];
  readonly x: number;
  readonly distance: number;
  /** The names' middles are between these, in pixels from the top. */
  readonly top?: number;
  readonly bottom: number;
  readonly className?: string | undefined;
}) {
  const { ends, x, distance, top = 4, bottom, className = plotStyles.plotName } = props;
  const at = spreadLabels(
    ends.map(({ y }) => y),
    distance,
    top,
    bottom,
  );
  return ends.map(({ name, model, shown }, k) => (
    <text
      key={name}
      {...(model ? cellMark(model) : undefined)}
      className={className}
      data-part="plot-name"
      x={x}
      y={at[k] + 4}
    >
      {shown ?? name}
    </text>
  ));
}
