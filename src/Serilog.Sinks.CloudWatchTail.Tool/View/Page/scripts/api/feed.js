// @ts-check
// One open connection to /api/live: it comes back after an interruption where it was, and ends when the query changes.

import { failure, RequestError } from './http.js';
import { readEventStream } from './event-stream.js';

/** @typedef {import('../types.js').Query} Query */

/**
 * @typedef {object} FeedListener
 * @property {() => void} opened the query was accepted
 * @property {(event: string, data: any, position: number) => void} received position: the sequence number up to which events were searched
 * @property {(error: RequestError) => void} refused the query, or this browser; the feed has ended
 * @property {(reason: string) => void} [interrupted] the program does not answer; the feed tries again
 */

/** A tab in the background gives its connection back: a browser opens only a few to one program. */
const isHidden = () => document.visibilityState === 'hidden';

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;

export class Feed {
  #closed = false;

  #abort = new AbortController();

  /** @type {string | null} */
  #lastId = null;

  #wait = FIRST_WAIT;

  /**
   * @param {string} path with its query
   * @param {FeedListener} listener
   */
  constructor(path, listener) {
    this.path = path;
    this.listener = listener;
    document.addEventListener('visibilitychange', this.#hide);
    void this.#run();
  }

  close() {
    this.#closed = true;
    document.removeEventListener('visibilitychange', this.#hide);
    this.#abort.abort();
  }

  #hide = () => {
    if (isHidden()) this.#abort.abort();
  };

  async #run() {
    while (!this.#closed) {
      let reason = '';
      try {
        if (isHidden()) await new Promise(resolve => document.addEventListener('visibilitychange', resolve, { once: true }));
        this.#abort = new AbortController();
        if (!this.#closed) await this.#connect(this.#abort.signal);
      } catch (error) {
        if (this.#abort.signal.aborted) continue;
        if (error instanceof RequestError && error.status < 500) return this.listener.refused(error);
        reason = error instanceof RequestError ? error.message : '';
      }
      if (this.#closed) return;
      this.listener.interrupted?.(reason);
      await new Promise(resolve => setTimeout(resolve, this.#wait));
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    }
  }

  /** @param {AbortSignal} signal */
  async #connect(signal) {
    /** @type {Record<string, string>} */
    const headers = { Accept: 'text/event-stream' };
    if (this.#lastId) headers['Last-Event-ID'] = this.#lastId;
    const response = await fetch(this.path, { headers, signal });
    if (!response.ok) throw await failure(response);
    this.#wait = FIRST_WAIT;
    if (!this.#lastId) this.listener.opened();
    await readEventStream(response, message => {
      if (signal.aborted) return;
      if (message.id) this.#lastId = message.id;
      this.listener.received(message.event, JSON.parse(message.data), Number(this.#lastId));
    });
  }
}

/**
 * The address of the feed that answers this query.
 * @param {Pick<Query, 'q' | 'mode' | 'f'>} query
 */
export function livePath(query) {
  const values = new URLSearchParams();
  if (query.q) values.set('q', query.q);
  if (query.mode !== 'auto') values.set('mode', query.mode);
  for (const expression of query.f) values.append('f', expression);
  const text = values.toString();
  return text ? `api/live?${text}` : 'api/live';
}

/**
 * The address of the feed of one trace.
 * @param {string} trace
 */
export function tracePath(trace) {
  return `api/live?${new URLSearchParams({ trace })}`;
}
