// @ts-check
// The list of events: it follows what arrives until the reader scrolls, and keeps what the reader looks at where it is.

import { byId, setText } from '../common/dom.js';
import { count, isToday } from '../common/format.js';
import { compare, placeOf } from '../data/event-table.js';
import { createEventRow, fillEventRow } from './event-row.js';
import { VirtualList } from './virtual-list.js';

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('../types.js').Names} Names */

const ROW_HEIGHT = 22;

export class EventList {
  following = true;

  /** @type {Row | null} */
  selected = null;

  /** Where the list itself has scrolled to. */
  #expected = 0;

  /** The latest event when following ended. @type {number} */
  #seenSeq = 0;

  /** Whether not all events are of today. */
  #withDays = false;

  /**
   * @param {Names} names
   * @param {{ open: (row: Row) => void, moved: (row: Row) => void, followed: () => void }} listener
   */
  constructor(names, listener) {
    this.listener = listener;
    this.viewport = byId('list');
    let rows = 0;
    this.list = new VirtualList(this.viewport, ROW_HEIGHT, {
      create: () => createEventRow(`row-${rows++}`),
      fill: (element, row) => fillEventRow(element, row, names, row.s === this.selected?.s, this.#withDays),
    });
    this.viewport.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.viewport.addEventListener('wheel', event => event.deltaY < 0 && this.pause(), { passive: true });
    this.viewport.addEventListener('click', event => this.#clicked(event));
    byId('follow').addEventListener('click', () => this.toggle());
    byId('new-events').addEventListener('click', () => this.follow());
    new ResizeObserver(() => this.setRows(this.list.rows)).observe(this.viewport);
    this.#showFollowing();
  }

  /** @param {readonly Row[]} rows */
  setRows(rows) {
    this.#showDays(rows);
    const anchor = this.list.rows[Math.floor(this.viewport.scrollTop / ROW_HEIGHT)];
    let top = this.viewport.scrollTop;
    if (this.following) top = this.#bottom(rows.length);
    else if (anchor && rows !== this.list.rows) top = placeOf(/** @type {Row[]} */ (rows), anchor) * ROW_HEIGHT + (top % ROW_HEIGHT);
    this.#expected = Math.min(top, this.#bottom(rows.length));
    this.list.setRows(rows, this.#expected);
    this.#expected = this.viewport.scrollTop;
    this.#pointToSelected();
    this.#showNew();
  }

  /** @param {readonly Row[]} rows */
  #showDays(rows) {
    const withDays = rows.length > 0 && !(isToday(rows[0].t) && isToday(rows[rows.length - 1].t));
    if (withDays === this.#withDays) return;
    this.#withDays = withDays;
    this.viewport.classList.toggle('with-days', withDays);
    this.list.render(true);
  }

  follow() {
    this.following = true;
    this.#showFollowing();
    this.setRows(this.list.rows);
    this.listener.followed();
  }

  pause() {
    if (!this.following) return;
    this.following = false;
    this.#seenSeq = this.list.rows.reduce((latest, row) => Math.max(latest, row.s), 0);
    this.#showFollowing();
  }

  toggle() {
    if (this.following) this.pause();
    else this.follow();
  }

  /**
   * Selects the event so many lines further down, or the last one in view if none is selected. An infinite number goes to an end of the list.
   * @param {number} lines
   */
  move(lines) {
    const { rows, range } = this.list;
    if (!rows.length) return;
    const at = this.selected ? placeOf(/** @type {Row[]} */ (rows), this.selected) : -1;
    const from = at < 0 && Number.isFinite(lines) ? range.last - lines : at;
    const next = Math.min(Math.max(from + lines, 0), rows.length - 1);
    this.select(rows[next]);
    this.listener.moved(rows[next]);
  }

  /** How many lines fit. */
  get page() {
    return Math.max(Math.floor(this.viewport.clientHeight / ROW_HEIGHT) - 1, 1);
  }

  /** @param {Row | null} row is scrolled into view, if the list has it */
  select(row) {
    this.selected = row;
    if (row) {
      this.pause();
      this.#reveal(row);
    }
    this.list.render(true);
    this.#pointToSelected();
  }

  openSelected() {
    if (this.selected) this.listener.open(this.selected);
  }

  focus() {
    this.viewport.focus({ preventScroll: true });
  }

  /** @param {Row} row */
  #reveal(row) {
    const { rows } = this.list;
    const index = placeOf(/** @type {Row[]} */ (rows), row);
    if (rows[index] === undefined || compare(rows[index], row) !== 0) return;
    const top = index * ROW_HEIGHT;
    const { scrollTop, clientHeight } = this.viewport;
    if (top < scrollTop) this.viewport.scrollTop = top;
    else if (top + ROW_HEIGHT > scrollTop + clientHeight) this.viewport.scrollTop = top + ROW_HEIGHT - clientHeight;
    this.#expected = this.viewport.scrollTop;
  }

  /** @param {number} rows */
  #bottom(rows) {
    return Math.max(rows * ROW_HEIGHT - this.viewport.clientHeight, 0);
  }

  #scrolled() {
    this.list.render();
    this.#pointToSelected();
    const { scrollTop } = this.viewport;
    if (Math.abs(scrollTop - this.#expected) < 2) return;
    const down = scrollTop > this.#expected;
    this.#expected = scrollTop;
    if (scrollTop < this.#bottom(this.list.rows.length) - ROW_HEIGHT) this.pause();
    else if (down && !this.following) this.follow();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const element = event.target instanceof Element ? event.target.closest('.row') : null;
    const row = element && this.list.rows[Number(element.getAttribute('aria-posinset')) - 1];
    if (!row) return;
    this.select(row);
    this.listener.open(row);
  }

  #pointToSelected() {
    const element = this.selected && this.list.elementOf(this.selected);
    if (element) this.viewport.setAttribute('aria-activedescendant', element.id);
    else this.viewport.removeAttribute('aria-activedescendant');
  }

  #showFollowing() {
    const button = byId('follow');
    button.setAttribute('aria-pressed', String(this.following));
    setText(button, this.following ? 'Following' : 'Paused');
    this.#showNew();
  }

  #showNew() {
    const button = byId('new-events');
    const fresh = this.following ? 0 : this.list.rows.reduce((total, row) => total + (row.s > this.#seenSeq ? 1 : 0), 0);
    button.hidden = fresh === 0;
    if (fresh) setText(button, `${count(fresh)} new ↓`);
  }
}
