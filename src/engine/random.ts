/** A reproducible stream of random numbers. */
export interface Random {
  /** Uniform in [0, 1), with 53 random bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /**
   * Uniform in 0 … n − 1.
   * @throws RangeError if n is not a positive whole number below 2⁵³.
   */
  integer(n: number): number;
}

/**
 * The random stream called `stream` of the experiment with this seed. Streams with other names are independent of it,
 * so adding one consumer of random numbers changes nothing for the others.
 *
 * Generator: sfc32 (Doty-Humphrey, PractRand). Its state is filled by splitmix32 from the seed and an FNV-1a hash of
 * the name.
 *
 * @throws RangeError if the seed is not a safe integer.
 */
export function createRandom(seed: number, stream: string): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed ${seed} is not a safe integer`);
  const mix = splitmix32((fnv1a(stream) ^ seed) >>> 0);
  const next = sfc32(mix() ^ Math.floor(seed / 2 ** 32), mix() ^ seed, mix(), mix());
  let spare: number | null = null;
  const uniform = (): number => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  return {
    uniform,
    // Polar method: Marsaglia and Bray, "A convenient method for generating normal variables", SIAM Review 6(3), 1964.
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      for (;;) {
        const u = 2 * uniform() - 1;
        const v = 2 * uniform() - 1;
        const s = u * u + v * v;
        if (s >= 1 || s === 0) continue;
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        spare = v * scale;
        return u * scale;
      }
    },
    integer(n) {
      if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`no integer is below ${n}`);
      return Math.floor(uniform() * n);
    },
  };
}

/** 32-bit numbers with period 2³² from one word. They fill the state of a larger generator. */
function splitmix32(state: number): () => number {
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let x = state ^ (state >>> 16);
    x = Math.imul(x, 0x21f0aaad);
    x ^= x >>> 15;
    x = Math.imul(x, 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  };
}

/** Small fast counting generator. The first numbers are discarded, so that similar initial states diverge. */
function sfc32(a: number, b: number, c: number, counter: number): () => number {
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let k = 0; k < 15; k++) next();
  return next;
}

function fnv1a(name: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < name.length; k++) hash = Math.imul(hash ^ name.charCodeAt(k), 0x01000193);
  return hash >>> 0;
}
