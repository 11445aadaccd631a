// @ts-check
// The events of the current query, as they arrive. While a new query is not accepted yet, those of the one before stay.

import { EventTable } from '../data/event-table.js';
import { Feed, livePath } from './feed.js';

/** @typedef {import('../types.js').Query} Query */
/** @typedef {import('./http.js').RequestError} RequestError */

/**
 * @typedef {object} LiveListener
 * @property {() => void} changed the table has changed, or is complete
 * @property {(event: string, data: any) => void} told anything else that the feed sends
 * @property {(error: RequestError | null) => void} answered what is wrong with the query, or null
 * @property {(reason: string) => void} interrupted
 */

export class LiveEvents {
  table = new EventTable();

  /** Whether all stored events that match are in the table. */
  complete = false;

  #path = '';

  /** @type {Feed | null} */
  #current = null;

  /** @type {Feed | null} */
  #next = null;

  /** @param {LiveListener} listener */
  constructor(listener) {
    this.listener = listener;
  }

  /** @param {Query} query */
  connect(query) {
    const path = livePath(query);
    if (path === this.#path) return;
    this.#path = path;
    this.complete = false;
    this.#next?.close();
    const feed = this.#next = new Feed(path, {
      opened: () => this.#opened(feed),
      received: (event, data, position) => this.#received(event, data, position),
      refused: error => {
        this.complete = true;
        this.listener.answered(error);
      },
      interrupted: reason => this.listener.interrupted(reason),
    });
  }

  /** @param {Feed} feed */
  #opened(feed) {
    if (feed === this.#next) {
      this.#current?.close();
      this.#current = feed;
      this.#next = null;
      this.listener.answered(null);
    }
    this.table.clear();
    this.listener.changed();
  }

  /**
   * @param {string} event
   * @param {any} data
   * @param {number} position
   */
  #received(event, data, position) {
    if (event === 'rows') this.table.add(data.rows);
    else if (event === 'names') this.table.addNames(data);
    else this.listener.told(event, data);
    if (event === 'rows' || event === 'names' || (event === 'status' && this.#settle(data, position))) this.listener.changed();
  }

  /**
   * @param {import('../types.js').Status} status
   * @param {number} position
   * @returns {boolean} whether there is something to show
   */
  #settle(status, position) {
    const completed = !this.complete && !this.#next && position >= status.lastSeq;
    this.complete ||= completed;
    return this.table.evict(status.firstSeq) || completed;
  }
}
