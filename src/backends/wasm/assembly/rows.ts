/**
 * Row-wise operations: lookups, sums and transposes. Widths are multiples of 4; addresses in bytes, sizes in floats.
 */

/** to[m] = table[index[m]] + bias for `count` rows of `width`. */
export function gatherRows(count: i32, width: i32, table: usize, index: usize, bias: usize, to: usize): void {
  const bytes = <usize>width << 2;
  for (let m: usize = 0; m < <usize>count; m++) {
    const row = table + <usize>load<u32>(index + (m << 2)) * bytes;
    for (let j: usize = 0; j < bytes; j += 16) v128.store(to + j, f32x4.add(v128.load(row + j), v128.load(bias + j)));
    to += bytes;
  }
}

/** to[m] = from[m] + bias for `count` rows of `width`. */
export function addToRows(count: i32, width: i32, from: usize, bias: usize, to: usize): void {
  const bytes = <usize>width << 2;
  for (let m = 0; m < count; m++) {
    for (let j: usize = 0; j < bytes; j += 16) v128.store(to + j, f32x4.add(v128.load(from + j), v128.load(bias + j)));
    from += bytes;
    to += bytes;
  }
}

/** Byte addresses of `count` rows of `width`: row index[m] of the table, or row m if `index` is 0. */
export function rowAddresses(count: i32, width: i32, table: usize, index: usize, to: usize): void {
  const bytes = <usize>width << 2;
  for (let m: usize = 0; m < <usize>count; m++) {
    const row = index ? <usize>load<u32>(index + (m << 2)) : m;
    store<u32>(to + (m << 2), <u32>(table + row * bytes));
  }
}

/**
 * table[index[m]] += rows[m]. Rows are `width` floats wide and `ld` apart; rows of the table are `tableWidth` apart.
 */
export function scatterAddRows(
  count: i32, width: i32, rows: usize, ld: i32, index: usize, table: usize, tableWidth: i32,
): void {
  const bytes = <usize>width << 2;
  for (let m: usize = 0; m < <usize>count; m++) {
    const to = table + <usize>load<u32>(index + (m << 2)) * (<usize>tableWidth << 2);
    for (let j: usize = 0; j < bytes; j += 16) v128.store(to + j, f32x4.add(v128.load(to + j), v128.load(rows + j)));
    rows += <usize>ld << 2;
  }
}

/**
 * sum += the sum of `count` rows, which are `width` floats wide and `ld` apart; 16 columns at a time stay in
 * registers.
 */
export function sumRows(count: i32, width: i32, rows: usize, ld: i32, sum: usize): void {
  const bytes = <usize>width << 2, step = <usize>ld << 2;
  let j: usize = 0;
  for (; j + 64 <= bytes; j += 64) {
    let a = v128.load(sum + j), b = v128.load(sum + j, 16), c = v128.load(sum + j, 32), d = v128.load(sum + j, 48);
    let row = rows + j;
    for (let m = 0; m < count; m++) {
      a = f32x4.add(a, v128.load(row));
      b = f32x4.add(b, v128.load(row, 16));
      c = f32x4.add(c, v128.load(row, 32));
      d = f32x4.add(d, v128.load(row, 48));
      row += step;
    }
    v128.store(sum + j, a);
    v128.store(sum + j, b, 16);
    v128.store(sum + j, c, 32);
    v128.store(sum + j, d, 48);
  }
  for (; j < bytes; j += 16) {
    let a = v128.load(sum + j);
    let row = rows + j;
    for (let m = 0; m < count; m++) {
      a = f32x4.add(a, v128.load(row));
      row += step;
    }
    v128.store(sum + j, a);
  }
}
