/** Geometry of shares (0 … 1) over the lag: one point in the middle of each bin of neighbouring lags. */
import { lagBand, lagLine } from './lagPaths.ts';

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

/** A line through the middles of the bins. */
export function shareLine(bins: readonly ShareBin[], { x, y }: ShareScale): string {
  return lagLine(
    bins.map(({ share }) => share),
    (k) => x(middle(bins[k])),
    y,
  );
}

/** The area between the bins' low and high ends. */
export function shareBand(bins: readonly ShareBin[], { x, y }: ShareScale): string {
  if (bins.length < 2) return '';
  return lagBand(
    bins.map(({ low }) => low),
    bins.map(({ high }) => high),
    (k) => x(middle(bins[k])),
    y,
  );
}
