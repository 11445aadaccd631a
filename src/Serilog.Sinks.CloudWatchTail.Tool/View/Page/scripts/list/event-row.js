// @ts-check
// One event on one line.

import { make } from '../common/dom.js';
import { clock, day } from '../common/format.js';
import { LEVELS, SHORT_LEVELS } from '../common/levels.js';
import { visibleLine } from '../common/visible-text.js';

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('../types.js').Names} Names */

/**
 * An empty line.
 * @param {string} id
 */
export function createEventRow(id) {
  return make('div', { class: 'row', id, role: 'option' },
    make('span', { class: 'row-time' }),
    make('abbr', { class: 'row-level' }),
    make('span', { class: 'row-message' }),
    make('span', { class: 'row-exception' }),
    make('span', { class: 'row-stream' }));
}

/**
 * Shows the event on the line.
 * @param {HTMLElement} element
 * @param {Row} row
 * @param {Names} names
 * @param {boolean} selected
 * @param {boolean} withDay
 */
export function fillEventRow(element, row, names, selected, withDay) {
  const [time, level, message, exception, stream] = /** @type {HTMLElement[]} */ ([...element.children]);
  element.className = `row level-${row.l}`;
  element.setAttribute('aria-selected', String(selected));
  time.textContent = withDay ? `${day(row.t)} ${clock(row.t)}` : clock(row.t);
  level.textContent = SHORT_LEVELS[row.l];
  level.title = LEVELS[row.l];
  message.textContent = visibleLine(row.c ? `${row.m}…` : row.m);
  exception.textContent = row.x ? visibleLine(shortName(row.x)) : '';
  stream.textContent = visibleLine(names.streams[row.n] ?? '');
  stream.title = visibleLine(names.groups[row.g] ?? '');
}

/** @param {string} type with its namespace, and the types that it is nested in */
function shortName(type) {
  return type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('+')) + 1);
}
