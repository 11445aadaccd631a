// @ts-check
// Server-sent events out of a response. EventSource would do the same, but hides what an error says.

/** @typedef {{ event: string, data: string, id: string | null }} Message */

/**
 * Reads a text/event-stream until its end.
 * @param {Response} response
 * @param {(message: Message) => void} receive
 */
export async function readEventStream(response, receive) {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new EventStreamParser(receive);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.push(value);
  }
}

/** Cuts text that arrives in pieces into messages. */
export class EventStreamParser {
  /** @type {string[]} */
  #pieces = [];

  /** @type {string[]} */
  #data = [];

  #event = '';

  /** @type {string | null} */
  #id = null;

  /** @param {(message: Message) => void} receive */
  constructor(receive) {
    this.receive = receive;
  }

  /** @param {string} text */
  push(text) {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#pieces.push(text.slice(start, end));
      this.#line(this.#pieces.join(''));
      this.#pieces = [];
      start = end + 1;
    }
    if (start < text.length) this.#pieces.push(text.slice(start));
  }

  /** @param {string} line */
  #line(line) {
    if (line.endsWith('\r')) line = line.slice(0, -1);
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    else if (field === 'id') this.#id = value;
  }

  #dispatch() {
    if (this.#data.length) this.receive({ event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id });
    this.#data = [];
    this.#event = '';
  }
}
