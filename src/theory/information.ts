// How much the tumbles of a cell tell of a signal that takes a few values, e.g. the class of its heading relative to the gradient:
// class k, with probability p_k, makes it tumble at the mean rate r_k.
// In a time dt there is one tumble or none, with probability r_k dt: their mutual information with the class is
//   sum_k p_k [r_k dt log2(r_k/rbar) - (r_k - rbar) dt/ln 2] + O(dt^2), and the second term vanishes as rbar = sum_k p_k r_k.
// So the rate is I = sum_k p_k r_k log2(r_k/rbar), in bits per time; divided by rbar, in bits per tumble.
// That is what single tumbles tell; of a signal that lasts over many of them they tell the same again and again, so that a whole
// train of Poisson tumbles tells at most that much. Cells may know more than their tumbles show.
// Sources: Bialek, Rieke, de Ruyter van Steveninck and Warland 1991, Science 252, 1854; Brenner, Strong, Koberle, Bialek and de
// Ruyter van Steveninck 2000, Neural Comput. 12, 1531; on E. coli, by the receptors' activity, Mattingly, Kamino, Machta and
// Emonet 2021, Nat. Phys. 17, 1426.

/** Mean rate, 1/T. */
const meanRate = (probabilities: readonly number[], rates: readonly number[]): number =>
  probabilities.reduce((sum, p, k) => sum + p * rates[k], 0);

/** Bits per time; probabilities sum to 1, a rate of 0 counts as its limit, 0. Never negative. */
export function informationRate(probabilities: readonly number[], rates: readonly number[]): number {
  const mean = meanRate(probabilities, rates);
  // x log x - x + 1 >= 0 term by term: the sum is the same, and keeps its digits where rates are nearly equal.
  const sum = probabilities.reduce((total, p, k) => total + p * excess(rates[k] / mean), 0);
  return mean > 0 ? (mean * sum) / Math.LN2 : 0;
}

/** x ln x - x + 1. */
function excess(x: number): number {
  const away = x - 1;
  if (x === 0) return 1;
  if (Math.abs(away) > 0.01) return x * Math.log(x) - away;
  // sum over n >= 2 of (-away)^n/(n (n - 1)); what follows is below 1e-16 of the first term.
  let [sum, power] = [0, -away];
  for (let n = 2; n <= 9; n += 1) {
    power *= -away;
    sum += power / (n * (n - 1));
  }
  return sum;
}

/**
 * What `informationRate` is too high by on average, bits per time, where each r_k is a count n_k over the time T_k seen in class k
 * and p_k = T_k/T: (K - 1)/(2 T ln 2), or (K - 1)/(2 n ln 2) per tumble of n = rbar T in all. For Poisson counts of mean N,
 * <n ln n> = N ln N + 1/2 + 1/(12 N) + ..: each of K classes adds a half nat, and the total takes one away. (Miller 1955's bias of
 * entropies, for events in continuous time.) For many tumbles in every class; fluctuations of T_k have a bias of their own, of
 * the order of I times the signal's correlation time over T.
 */
export const informationBias = (classes: number, time: number): number =>
  (classes - 1) / (2 * time * Math.LN2);

/** Plug-in estimate less its bias, bits per time: from tumbles and time per class. May come out below 0 by chance. */
export function estimatedInformation(tumbles: readonly number[], times: readonly number[]): number {
  const time = times.reduce((sum, value) => sum + value, 0);
  const seen = times.flatMap((value, k) => (value > 0 ? [k] : []));
  const plain = informationRate(
    seen.map((k) => times[k] / time),
    seen.map((k) => tumbles[k] / times[k]),
  );
  return plain - informationBias(seen.length, time);
}

/**
 * Bits per tumble that tell a cell on a line whether it runs up, from its chemotactic index q = <e>. As many cells turn from up to
 * down as back, p+ r+ = p- r- = rbar/2 with p+- = (1 +- q)/2, so r+-/rbar = 1/(1 +- q) and I/rbar = -log2(1 - q^2)/2: exact at
 * rest, whatever goes on inside the cell, where a tumble reverses it with the same chance always.
 */
export const lineInformation = (index: number): number => -0.5 * (Math.log1p(-(index ** 2)) / Math.LN2);

/**
 * The same in a plane, for a weak bias: rates rbar (1 - s cos) keep the index at q = s rbar (1 - persistence)/(2 mu), so that
 * s = 2 q mu/(rbar (1 - persistence)), and I/rbar = s^2/(4 ln 2), times (sin(h)/h)^2, h = pi/classes, for telling no more of the
 * heading than its sector.
 */
export function planeInformation(
  index: number,
  tumbleRate: number,
  persistence: number,
  headingLossRate: number,
  classes: number,
): number {
  const bias = (2 * index * headingLossRate) / (tumbleRate * (1 - persistence));
  const half = Math.PI / classes;
  return ((bias * Math.sin(half)) / half) ** 2 / (4 * Math.LN2);
}
