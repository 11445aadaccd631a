// @ts-check
// The bars of the histogram: equal lengths of time, of a length that people count in.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The share of events that may be far from the others. */
const FEW = 0.02;
const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE,
  10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY,
];

/**
 * @typedef {object} Buckets
 * @property {number} start time of the first bar's left edge
 * @property {number} step length of a bar in milliseconds
 * @property {number} bars
 * @property {Int32Array} counts six for each bar, one for each level
 */

/**
 * The time that the events cover. A few with a wrong clock, years away, do not squeeze all others into one bar.
 * @param {import('../types.js').Row[]} rows in order of time, at least one
 * @returns {{ from: number, to: number }}
 */
export function rangeOf(rows) {
  const last = rows.length - 1;
  const few = Math.floor(rows.length * FEW);
  const [low, high] = [rows[few].t, rows[last - few].t];
  const near = Math.max((high - low) * 2, HOUR);
  const first = rows.find(row => row.t >= low - near) ?? rows[few];
  const end = rows.findLast(row => row.t <= high + near) ?? rows[last - few];
  return { from: first.t, to: end.t + 1 };
}

/**
 * Empty bars for a range of time.
 * @param {number} from
 * @param {number} to the first moment that is outside
 * @param {number} most how many bars there is room for
 * @returns {Buckets}
 */
export function bucketsFor(from, to, most) {
  const span = Math.max(to - from, 1);
  const step = STEPS.find(candidate => span / candidate <= most - 1) ?? Math.ceil(span / (most - 1) / DAY) * DAY;
  const start = Math.floor(from / step) * step;
  const bars = Math.max(Math.ceil((to - start) / step), 1);
  return { start, step, bars, counts: new Int32Array(bars * 6) };
}

/**
 * How many events the fullest bar has.
 * @param {Buckets} buckets
 */
export function peakOf({ bars, counts }) {
  let peak = 0;
  for (let bar = 0; bar < bars; bar++) peak = Math.max(peak, totalOf(counts, bar));
  return peak;
}

/**
 * How many events a bar has.
 * @param {Int32Array} counts
 * @param {number} bar
 */
export function totalOf(counts, bar) {
  let total = 0;
  for (let level = 0; level < 6; level++) total += counts[bar * 6 + level];
  return total;
}
