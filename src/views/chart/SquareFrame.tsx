import { BottomAxis, GridLines } from './Axes.tsx';
import { SQUARE } from './squareSize.ts';
import plotStyles from './plot.module.css';

interface SquareFrameProps {
  readonly xTitle: string;
  /** Null where the plot shares the vertical axis of its neighbour. */
  readonly yTitle: string | null;
  /** Whether the title of the horizontal axis is too long to stand between its numbers. */
  readonly isTitleBelow?: boolean;
}

/** Axes and grid of a square plot of two shares, both from 0 to 1. */
export function SquareFrame({ xTitle, yTitle, isTitleBelow = false }: SquareFrameProps) {
  const number = (text: string): string => (yTitle === null ? '' : text);
  return (
    <>
      <GridLines
        right={SQUARE}
        ticks={[
          { at: 0, text: number('1') },
          { at: SQUARE / 2, text: '' },
        ]}
      />
      <path className={plotStyles.pictureAxis} d={`M0.5 0V${SQUARE}`} />
      <BottomAxis
        y={SQUARE}
        right={SQUARE}
        ticks={[
          { at: 0, text: '0' },
          { at: SQUARE, text: '1' },
        ]}
        drop={15}
        title={xTitle}
        titleDrop={isTitleBelow ? 27 : 15}
      />
      {yTitle === null ? null : (
        <text transform={`translate(-13 ${SQUARE / 2}) rotate(-90)`} textAnchor="middle">
          {yTitle}
        </text>
      )}
    </>
  );
}
