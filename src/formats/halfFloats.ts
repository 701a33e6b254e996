/** Conversion of 16-bit floating-point numbers, little-endian, to float32. Both conversions are exact. */

/** IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
export function fromFloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(halves.length);
  for (let k = 0; k < halves.length; k++) {
    const bits = halves[k]!;
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0) values[k] = sign * fraction * 2 ** -24;
    else if (exponent === 0x1f) values[k] = fraction === 0 ? sign * Infinity : Number.NaN;
    else values[k] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return values;
}

/** bfloat16: the upper half of a float32. */
export function fromBfloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(halves.length);
  for (let k = 0; k < halves.length; k++) bits[k] = halves[k]! << 16;
  return new Float32Array(bits.buffer);
}
