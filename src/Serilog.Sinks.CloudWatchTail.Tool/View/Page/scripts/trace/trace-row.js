// @ts-check
// One event of a trace on one line: when it was within the trace, and how long after the one before.

import { make } from '../common/dom.js';
import { duration } from '../common/format.js';
import { LEVELS, SHORT_LEVELS } from '../common/levels.js';
import { visibleLine } from '../common/visible-text.js';

/** @typedef {import('../types.js').Row} Row */

/** @param {string} id */
export function createTraceRow(id) {
  return make('div', { class: 'row', id, role: 'option' },
    make('span', { class: 'row-offset' }),
    make('span', { class: 'row-delta' }),
    make('abbr', { class: 'row-level' }),
    make('span', { class: 'row-message' }),
    make('span', { class: 'row-stream' }));
}

/**
 * @param {HTMLElement} element
 * @param {Row} row
 * @param {Row} first
 * @param {Row | undefined} before
 * @param {boolean} selected
 */
export function fillTraceRow(element, row, first, before, selected) {
  const [offset, delta, level, message, span] = /** @type {HTMLElement[]} */ ([...element.children]);
  element.className = `row trace-row level-${row.l}`;
  element.setAttribute('aria-selected', String(selected));
  offset.textContent = `+${duration(row.t - first.t)}`;
  delta.textContent = before ? `Δ ${duration(row.t - before.t)}` : '';
  level.textContent = SHORT_LEVELS[row.l];
  level.title = LEVELS[row.l];
  message.textContent = visibleLine(row.m);
  span.textContent = row.d ? row.d.slice(0, 8) : '';
}
