/** Scores by their definitions, slowly: what the fast ones are held against. */

/** Pairs of an on and an off position in which the on one is larger, ties counting half. */
export function bruteAuc(values: ArrayLike<number>, label: ArrayLike<number>): number {
  let pairs = 0;
  let won = 0;
  for (let a = 0; a < values.length; a++) {
    if (!label[a]) continue;
    for (let b = 0; b < values.length; b++) {
      if (label[b]) continue;
      pairs++;
      won += values[a]! > values[b]! ? 1 : values[a] === values[b] ? 0.5 : 0;
    }
  }
  return won / pairs;
}

export function brutePearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((sum, value) => sum + value, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let t = 0; t < n; t++) {
    ab += (a[t]! - ma) * (b[t]! - mb);
    aa += (a[t]! - ma) ** 2;
    bb += (b[t]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Mid-ranks by counting what is smaller and what is equal. */
function bruteRanks(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => {
    let below = 0;
    let same = 0;
    for (let t = 0; t < values.length; t++) {
      if (values[t]! < value) below++;
      else if (values[t] === value) same++;
    }
    return below + (same + 1) / 2;
  });
}

export function bruteSpearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return brutePearson(bruteRanks(a), bruteRanks(b));
}

/** Solves A x = b by elimination with row exchanges. */
export function bruteSolve(A: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  const D = b.length;
  for (let i = 0; i < D; i++) {
    let pivot = i;
    for (let r = i; r < D; r++) if (Math.abs(rows[r]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let r = 0; r < D; r++) {
      if (r === i) continue;
      const factor = rows[r]![i]! / rows[i]![i]!;
      for (let c = i; c <= D; c++) rows[r]![c]! -= factor * rows[i]![c]!;
    }
  }
  return rows.map((row, i) => row[D]! / row[i]!);
}
