// @ts-check
// Which of the groups and streams that have arrived are shown.

import { byId, make } from '../common/dom.js';

/** @typedef {import('../types.js').Query} Query */
/** @typedef {import('../types.js').Names} Names */

export class SourceFilters {
  #selects = { group: /** @type {HTMLSelectElement} */ (byId('group')), stream: /** @type {HTMLSelectElement} */ (byId('stream')) };

  /** @param {(change: Partial<Query>) => void} change */
  constructor(change) {
    this.#selects.group.addEventListener('change', () => change({ group: this.#selects.group.value || null }));
    this.#selects.stream.addEventListener('change', () => change({ stream: this.#selects.stream.value || null }));
  }

  /**
   * @param {Query} query
   * @param {Names} names
   */
  show(query, names) {
    fill(this.#selects.group, names.groups, query.group, 'All groups');
    fill(this.#selects.stream, names.streams, query.stream, 'All streams');
  }
}

/**
 * @param {HTMLSelectElement} select
 * @param {Record<string, string>} names
 * @param {string | null} chosen
 * @param {string} all
 */
function fill(select, names, chosen, all) {
  const values = [...new Set([...Object.values(names), ...(chosen === null ? [] : [chosen])])].sort();
  const shown = [...select.options].slice(1).map(option => option.value);
  if (select.options.length === 0 || shown.length !== values.length || shown.some((value, index) => value !== values[index])) {
    select.replaceChildren(make('option', { value: '' }, all), ...values.map(value => make('option', { value }, value)));
  }
  select.value = chosen ?? '';
}
