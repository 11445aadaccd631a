// @ts-check
// The panel on the right: one event, whole.

import { getJson } from '../api/http.js';
import { byId, make, setText } from '../common/dom.js';
import { LEVELS } from '../common/levels.js';
import { eventSections } from './event-sections.js';

/** @typedef {import('../types.js').EventDetail} EventDetail */
/** @typedef {import('./event-sections.js').EventActions} EventActions */

export class EventPanel {
  /** The event that is shown. @type {EventDetail | null} */
  event = null;

  #panel = byId('event-panel');

  #body = byId('event-body');

  /** @type {number | null} */
  #wanted = null;

  /** @param {EventActions & { close: () => void }} actions */
  constructor(actions) {
    this.actions = actions;
    byId('event-close').addEventListener('click', () => actions.close());
  }

  /**
   * Shows the event with this sequence number, or nothing.
   * @param {number | null} seq
   */
  async show(seq) {
    if (seq === this.#wanted) return;
    this.#wanted = seq;
    this.#panel.hidden = seq === null;
    this.event = null;
    if (seq === null) return this.#body.replaceChildren();
    try {
      const event = await getJson(`api/event/${seq}`);
      if (seq === this.#wanted) this.#fill(event);
    } catch (error) {
      if (seq === this.#wanted) this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  focus() {
    this.#body.focus();
  }

  /** @param {EventDetail} event */
  #fill(event) {
    this.event = event;
    const level = byId('event-level');
    level.className = `badge level-${LEVELS.indexOf(event.level)}`;
    setText(level, event.level);
    setText(byId('event-time'), event.timeText);
    this.#body.replaceChildren(...eventSections(event, this.actions));
    this.#body.scrollTop = 0;
  }

  /** @param {string} message */
  #fail(message) {
    this.event = null;
    setText(byId('event-level'), '');
    setText(byId('event-time'), '');
    this.#body.replaceChildren(make('p', { class: 'empty', role: 'alert' }, message));
  }
}
