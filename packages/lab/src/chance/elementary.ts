// Exponential and logarithm from + − × ÷ alone. Engines may differ in the last bit of Math.exp, Math.log and Math.sqrt; the four
// operations on doubles are exact in the standard, so these give the same bits in every engine, and so does all chance drawn with them.

const LN2 = 0.6931471805599453;
/** ln 2 in two parts: the first has few digits, so that n × LN2_HIGH is exact. */
const LN2_HIGH = 0.69314718036912381649;
const LN2_LOW = 1.90821492927058770002e-10;

/** e^x; 0 below −700, Infinity above 700. */
export function exp(x: number): number {
  if (x < -700) return 0;
  if (x > 700) return Number.POSITIVE_INFINITY;
  const n = Math.round(x / LN2);
  const rest = x - n * LN2_HIGH - n * LN2_LOW;
  let sum = 1;
  for (let k = 20; k >= 1; k--) sum = 1 + (sum * rest) / k;
  return scale(sum, n);
}

/** Natural logarithm of a positive number; −Infinity of 0. Throws RangeError below 0. */
export function log(x: number): number {
  if (x < 0) throw new RangeError(`log of ${x}`);
  if (x === 0) return Number.NEGATIVE_INFINITY;
  let [m, n] = [x, 0];
  while (m >= 1.5) [m, n] = [m / 2, n + 1];
  while (m < 0.75) [m, n] = [m * 2, n - 1];
  // ln m = 2 artanh((m − 1) ÷ (m + 1)), a series that ends quickly: the argument is at most 1/5.
  const y = (m - 1) / (m + 1);
  const square = y * y;
  let sum = 0;
  for (let k = 25; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return 2 * y * sum + n * LN2_LOW + n * LN2_HIGH;
}

/** base^exponent of a positive base. */
export const power = (base: number, exponent: number): number => exp(exponent * log(base));

function scale(value: number, n: number): number {
  let result = value;
  for (let left = Math.abs(n); left > 0; left--) result = n > 0 ? result * 2 : result / 2;
  return result;
}
