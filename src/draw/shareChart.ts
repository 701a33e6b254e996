/** Geometry of shares (0…1) over the lag: bins of neighbouring lags as points in their middle. */
import { pixel } from './stepLine.ts';

export interface ShareBin {
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface ShareScale {
  readonly x: (lag: number) => number;
  readonly y: (share: number) => number;
}

/** Lags 0…longest over `width` pixels, shares 1…0 over `height`. */
export function shareScale(longest: number, width: number, height: number): ShareScale {
  return { x: (lag) => (lag / Math.max(1, longest)) * width, y: (share) => (1 - share) * height };
}

const middle = ({ from, to }: ShareBin): number => (from + to) / 2;

/** A line through the bins' middles. */
export function shareLine(bins: readonly ShareBin[], { x, y }: ShareScale): string {
  return bins.map((bin, k) => `${k === 0 ? 'M' : 'L'}${pixel(x(middle(bin)))} ${pixel(y(bin.share))}`).join('');
}

/** The area between the bins' low and high ends. */
export function shareBand(bins: readonly ShareBin[], { x, y }: ShareScale): string {
  if (bins.length < 2) return '';
  const to = (value: (bin: ShareBin) => number) => (bin: ShareBin) =>
    `${pixel(x(middle(bin)))} ${pixel(y(value(bin)))}`;
  const there = bins.map(to((bin) => bin.high));
  const back = bins.map(to((bin) => bin.low)).reverse();
  return `M${[...there, ...back].join('L')}Z`;
}
