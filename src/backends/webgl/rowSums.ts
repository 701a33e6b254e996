import * as tf from '@tensorflow/tfjs-core';
import { tidy } from './tidy.ts';

/**
 * How the rows of a [P, W] array are summed per symbol into [V, W], as gathers of fixed size: at every level each row of
 * the result is the sum of up to `fanIn` rows of the level below. Which rows is decided in JavaScript, where the tokens
 * are known, so that the work is that of reading each row about once, where a product with a one-hot array (or tfjs'
 * segment sum) costs V times as much.
 */
export interface RowSumPlan {
  readonly fanIn: number;
  /** Per level, [fanIn, groups]: rows to add; the row just beyond the end stands for zeros. */
  readonly levels: readonly Int32Array[];
}

/**
 * Plans the sums of `tokens.length` rows by symbol. The sizes of all levels depend on P and V alone, so that every window
 * runs the same GPU programs.
 *
 * @param tokens [P], the symbol to which each row belongs, in 0…vocab−1
 */
export function planRowSums(tokens: Int32Array, vocab: number): RowSumPlan {
  const fanIn = Math.min(32, Math.max(4, 2 ** Math.floor(Math.log2(tokens.length / Math.min(vocab, tokens.length)))));
  let members: number[][] = Array.from({ length: vocab }, () => []);
  tokens.forEach((token, row) => members[token]!.push(row));

  const levels: Int32Array[] = [];
  let rows = tokens.length;
  // The longest list possible decides the number of levels, not the longest at hand.
  for (let longest = tokens.length; longest > fanIn; longest = Math.ceil(longest / fanIn)) {
    const groups = Math.floor((rows + (fanIn - 1) * Math.min(vocab, rows)) / fanIn);
    const table = new Int32Array(fanIn * groups).fill(rows);
    let group = 0;
    members = members.map((list) => {
      const sums: number[] = [];
      for (let start = 0; start < list.length; start += fanIn, group++) {
        const end = Math.min(start + fanIn, list.length);
        for (let k = start; k < end; k++) table[(k - start) * groups + group] = list[k]!;
        sums.push(group);
      }
      return sums;
    });
    levels.push(table);
    rows = groups;
  }
  const last = new Int32Array(fanIn * vocab).fill(rows);
  members.forEach((list, symbol) => {
    list.forEach((row, k) => {
      last[k * vocab + symbol] = row;
    });
  });
  levels.push(last);
  return { fanIn, levels };
}

/** Σ of the rows of each symbol: [P, W] → [V, W]. */
export function sumRows(rows: tf.Tensor2D, plan: RowSumPlan): tf.Tensor2D {
  const width = rows.shape[1];
  return tidy(() => {
    let sums = rows;
    for (const table of plan.levels) {
      const groups = table.length / plan.fanIn;
      // A row of zeros for the empty places: beyond the end tfjs' gather multiplies whatever lies there by zero.
      const padded = tf.concat([sums, tf.zeros([1, width])], 0);
      const gathered = tf.gather(padded, tf.tensor1d(table, 'int32'));
      sums = tf.reshape(tf.sum(tf.reshape(gathered, [plan.fanIn, groups * width]), 0), [groups, width]);
    }
    return sums;
  });
}
