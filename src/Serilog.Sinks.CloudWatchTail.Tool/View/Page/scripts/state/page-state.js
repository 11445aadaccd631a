// @ts-check
// The query of the page, kept in its address: what changes it goes through here, and back and forward arrive here.

import { formatQuery, parseQuery } from './query.js';

/** @typedef {import('../types.js').Query} Query */
/** @typedef {(query: Query, previous: Query) => void} Listener */

export class PageState {
  /** @type {Query} */
  #query = parseQuery(location.search);

  /** @type {Listener[]} */
  #listeners = [];

  constructor() {
    addEventListener('popstate', () => this.#set(parseQuery(location.search)));
  }

  get query() {
    return this.#query;
  }

  /** @param {Listener} listener is called after each change */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Changes a part of the query.
   * @param {Partial<Query>} change
   * @param {{ replace?: boolean }} [options] replace: the back button skips this change
   */
  change(change, { replace = false } = {}) {
    const next = { ...this.#query, ...change };
    const address = formatQuery(next);
    if (address === formatQuery(this.#query)) return;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.#set(next);
  }

  /** @param {Query} next */
  #set(next) {
    const previous = this.#query;
    this.#query = next;
    for (const listener of this.#listeners) listener(next, previous);
  }
}
