// @ts-check
// Gaps, sampling, interruptions: what a reader must know about the events that are not here.

import { byId, make, setText } from '../common/dom.js';
import { counted, moment } from '../common/format.js';

/** @typedef {import('../types.js').Notice} Notice */

const KEPT = 50;

export class NoticeBar {
  /** @type {Notice[]} */
  #notices = [];

  #open = false;

  constructor() {
    byId('notices-toggle').addEventListener('click', () => this.#toggle());
    byId('notice-close').addEventListener('click', () => this.#close());
  }

  /** @param {Notice} notice one that is known already changes nothing */
  add(notice) {
    if (this.#notices.some(known => known.text === notice.text && Math.abs(known.at - notice.at) < 1000)) return;
    this.#notices = [...this.#notices, notice].sort((left, right) => left.at - right.at).slice(-KEPT);
    if (notice.severity !== 'info') byId('notice-bar').hidden = false;
    this.#show();
  }

  #toggle() {
    this.#open = byId('notice-bar').hidden || !this.#open;
    byId('notice-bar').hidden = !this.#open;
    this.#show();
  }

  #close() {
    this.#open = false;
    byId('notice-bar').hidden = true;
    this.#show();
    byId('notices-toggle').focus();
  }

  #show() {
    const toggle = byId('notices-toggle');
    setText(toggle, counted(this.#notices.length, 'notice'));
    toggle.setAttribute('aria-expanded', String(this.#open));
    const urgent = this.#notices.filter(notice => notice.severity !== 'info');
    const shown = this.#open ? [...this.#notices].reverse() : (urgent.length ? urgent : this.#notices).slice(-1);
    byId('notice-list').replaceChildren(...shown.map(notice => make('li', { class: notice.severity },
      make('time', {}, moment(notice.at)), make('span', {}, notice.text))));
  }
}
