// @ts-check
// The events of a trace, laid out: a lane for each span, and the gaps in which nothing was logged.

/** @typedef {import('../types.js').Row} Row */

/**
 * @typedef {object} Lane
 * @property {string} span empty for events without one
 * @property {Row[]} rows in order of time
 */

/**
 * @typedef {object} TraceLayout
 * @property {number} start
 * @property {number} length in milliseconds, never zero
 * @property {Lane[]} lanes in order of their first event
 * @property {{ from: number, to: number }[]} gaps
 */

const GAP_SHARE = 0.15;

/**
 * @param {Row[]} rows in order of time, at least one
 * @returns {TraceLayout}
 */
export function layOut(rows) {
  const start = rows[0].t;
  const length = Math.max(rows[rows.length - 1].t - start, 0.001);
  /** @type {Map<string, Lane>} */
  const lanes = new Map();
  const gaps = [];
  let before = start;
  for (const row of rows) {
    const span = row.d ?? '';
    const lane = lanes.get(span);
    if (lane) lane.rows.push(row);
    else lanes.set(span, { span, rows: [row] });
    if (row.t - before > length * GAP_SHARE) gaps.push({ from: before, to: row.t });
    before = row.t;
  }
  return { start, length, lanes: [...lanes.values()], gaps };
}

/**
 * The lane's events in runs that no gap of the trace interrupts.
 * @param {Lane} lane
 * @param {TraceLayout['gaps']} gaps
 * @returns {{ from: number, to: number }[]}
 */
export function runsOf(lane, gaps) {
  /** @type {{ from: number, to: number }[]} */
  const runs = [];
  for (const { t } of lane.rows) {
    const run = runs[runs.length - 1];
    if (run && !gaps.some(gap => gap.from >= run.to && gap.to <= t)) run.to = t;
    else runs.push({ from: t, to: t });
  }
  return runs;
}

/**
 * Round offsets for an axis of this length.
 * @param {number} length in milliseconds
 * @param {number} most how many there is room for
 */
export function ticksFor(length, most) {
  const rough = length / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough) ?? rough;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
}
