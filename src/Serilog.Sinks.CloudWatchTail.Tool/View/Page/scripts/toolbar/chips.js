// @ts-check
// The filters that are on, each with a button that takes it off.

import { byId, make } from '../common/dom.js';
import { exactMoment, moment } from '../common/format.js';

/** @typedef {import('../types.js').Query} Query */
/** @typedef {{ label: string, text: string, remove: Partial<Query>, field?: string }} Chip */

/**
 * @param {Query} query
 * @param {{ field?: string, message: string } | null} error what is wrong with one of the expressions
 * @param {(change: Partial<Query>) => void} change
 */
export function showChips(query, error, change) {
  const bar = byId('chips');
  const chips = chipsOf(query);
  const focused = [...bar.querySelectorAll('button')].indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  bar.hidden = chips.length === 0;
  bar.replaceChildren(...chips.map(chip => {
    const wrong = error?.field !== undefined && error.field === chip.field;
    return make('li', { class: wrong ? 'chip wrong' : 'chip', title: wrong ? error.message : null },
      make('span', { class: 'chip-label' }, chip.label),
      make('span', { class: 'chip-text' }, chip.text),
      wrong && make('span', { class: 'chip-error', role: 'alert' }, error.message),
      make('button', { type: 'button', 'aria-label': `Remove the filter ${chip.label} ${chip.text}`, onclick: () => change(chip.remove) }, '×'));
  }));
  if (focused >= 0) [...bar.querySelectorAll('button')].at(Math.min(focused, chips.length - 1))?.focus();
}

/**
 * @param {Query} query
 * @returns {Chip[]}
 */
function chipsOf(query) {
  /** @type {Chip[]} */
  const chips = query.f.map((expression, index) => ({
    label: 'where',
    text: expression,
    remove: { f: query.f.filter((_, other) => other !== index) },
    field: `f${index}`,
  }));
  if (query.group !== null) chips.push({ label: 'group', text: query.group, remove: { group: null } });
  if (query.stream !== null) chips.push({ label: 'stream', text: query.stream, remove: { stream: null } });
  if (query.template !== null) chips.push({ label: 'template', text: query.template, remove: { template: null } });
  if (query.from !== null || query.to !== null) {
    const text = rangeText(query.from, query.to);
    chips.push({ label: 'time', text, remove: { from: null, to: null } });
  }
  return chips;
}

/**
 * @param {number | null} from
 * @param {number | null} to
 */
function rangeText(from, to) {
  const format = from !== null && to !== null && to - from < 10_000 ? exactMoment : moment;
  return `${from === null ? 'the start' : format(from)} – ${to === null ? 'now' : format(to)}`;
}
