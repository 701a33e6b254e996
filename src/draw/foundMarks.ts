/** Marks of matches over the whole text: one mark for each pixel that contains a match. */
export function foundMarksPath(found: ArrayLike<number>, count: number, width: number, height: number): string {
  let path = '';
  let last = -1;
  for (let k = 0; k < found.length; k += 2) {
    const x = Math.min(width - 1, Math.floor((found[k] / count) * width));
    if (x === last || x < 0) continue;
    path += `M${x} 0h1v${height}h-1z`;
    last = x;
  }
  return path;
}
