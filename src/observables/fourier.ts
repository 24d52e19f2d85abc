// Discrete Fourier transform of any length, in float64: the size is split into its prime factors (Cooley & Tukey
// 1965, decimation in time). A prime length n costs n^2, so 509 cells are slower than 512, not refused.

/** Real and imaginary parts, of equal length. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** A transform of one length: X_k = sum_j x_j exp(-2 pi i j k / n), not normalised, from `input` to a new array. */
export type Transform = (input: Complex) => Complex;

export function createTransform(n: number): Transform {
  const cosine = Float64Array.from({ length: n }, (_, k) => Math.cos((2 * Math.PI * k) / n));
  const sine = Float64Array.from({ length: n }, (_, k) => -Math.sin((2 * Math.PI * k) / n));
  const factors = primeFactors(n);
  const partRe = new Float64Array(Math.max(1, ...factors));
  const partIm = new Float64Array(partRe.length);
  return (input) => {
    const output = { re: new Float64Array(n), im: new Float64Array(n) };
    /** Transforms the `length` inputs at start, start + stride, ... into output[to ... to + length). */
    const split = (start: number, stride: number, length: number, to: number, level: number): void => {
      if (length === 1) {
        output.re[to] = input.re[start];
        output.im[to] = input.im[start];
        return;
      }
      const radix = factors[level];
      const part = length / radix;
      for (let r = 0; r < radix; r++)
        split(start + r * stride, stride * radix, part, to + r * part, level + 1);
      for (let k = 0; k < part; k++) {
        for (let r = 0; r < radix; r++) {
          partRe[r] = output.re[to + r * part + k];
          partIm[r] = output.im[to + r * part + k];
        }
        for (let q = 0; q < radix; q++) {
          let re = 0;
          let im = 0;
          for (let r = 0; r < radix; r++) {
            const turn = (r * (k + q * part) * stride) % n;
            re += partRe[r] * cosine[turn] - partIm[r] * sine[turn];
            im += partRe[r] * sine[turn] + partIm[r] * cosine[turn];
          }
          output.re[to + q * part + k] = re;
          output.im[to + q * part + k] = im;
        }
      }
    };
    split(0, 1, n, 0, 0);
    return output;
  };
}

function primeFactors(n: number): number[] {
  const factors: number[] = [];
  for (let rest = n, prime = 2; rest > 1; prime++) {
    for (; rest % prime === 0; rest /= prime) factors.push(prime);
    if (prime * prime > rest && rest > 1) {
      factors.push(rest);
      break;
    }
  }
  return factors;
}
