// @ts-check
// One pass over all events, for everything that is shown of them: the list, the levels, the templates and the histogram. The levels and
// the templates ignore their own filter, so that they show what else there is to choose.

import { bucketsFor, rangeOf } from './buckets.js';

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('../types.js').Query} Query */
/** @typedef {import('./event-table.js').EventTable} EventTable */

/**
 * @typedef {object} TemplateCount
 * @property {number} total
 * @property {number} last time of the latest event
 * @property {number[]} levels
 */

/**
 * @typedef {object} Summary
 * @property {Row[]} shown what the list shows
 * @property {number[]} levels
 * @property {Map<number, TemplateCount>} templates by index
 * @property {import('./buckets.js').Buckets | null} histogram null while there is no event
 * @property {number} outside events far from all others, for which the histogram has no bar
 */

/**
 * @param {EventTable} table
 * @param {Query} query
 * @param {number} bars how many bars the histogram has room for
 * @returns {Summary}
 */
export function summarize(table, query, bars) {
  const { rows, names } = table;
  const groups = indexesOf(names.groups, query.group);
  const streams = indexesOf(names.streams, query.stream);
  const templates = indexesOf(names.templates, query.template);
  const levels = levelFlags(query.levels);
  const from = query.from ?? -Infinity;
  const to = query.to ?? Infinity;
  const whole = rows.length ? rangeOf(rows) : null;
  const histogram = whole && bucketsFor(query.from ?? whole.from, query.to ?? whole.to, bars);
  /** @type {Summary} */
  const summary = { shown: [], levels: [0, 0, 0, 0, 0, 0], templates: new Map(), histogram, outside: 0 };
  for (const row of rows) {
    if ((groups && !groups.has(row.g)) || (streams && !streams.has(row.n))) continue;
    if (row.t < from || row.t >= to) continue;
    const inLevels = levels[row.l];
    const inTemplates = !templates || templates.has(row.p);
    if (inTemplates) summary.levels[row.l]++;
    if (inLevels) countTemplate(summary.templates, row);
    if (!inTemplates || !inLevels) continue;
    summary.shown.push(row);
    if (histogram && !countIn(histogram, row)) summary.outside++;
  }
  return summary;
}

/**
 * The indexes that have this name: null for no filter.
 * @param {Record<string, string>} names
 * @param {string | null} name
 */
function indexesOf(names, name) {
  if (name === null) return null;
  return new Set(Object.keys(names).filter(index => names[index] === name).map(Number));
}

/** @param {number[]} levels */
function levelFlags(levels) {
  return [0, 1, 2, 3, 4, 5].map(level => !levels.length || levels.includes(level));
}

/**
 * @param {import('./buckets.js').Buckets} histogram
 * @param {Row} row
 * @returns {boolean} whether there is a bar for it
 */
function countIn(histogram, row) {
  const bar = Math.floor((row.t - histogram.start) / histogram.step);
  if (bar < 0 || bar >= histogram.bars) return false;
  histogram.counts[bar * 6 + row.l]++;
  return true;
}

/**
 * @param {Map<number, TemplateCount>} templates
 * @param {Row} row
 */
function countTemplate(templates, row) {
  let count = templates.get(row.p);
  if (!count) templates.set(row.p, count = { total: 0, last: 0, levels: [0, 0, 0, 0, 0, 0] });
  count.total++;
  count.last = row.t;
  count.levels[row.l]++;
}
