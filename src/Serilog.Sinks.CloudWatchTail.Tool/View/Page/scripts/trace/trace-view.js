// @ts-check
// All events of one trace, whatever the search is: as lanes on a time axis, and as a list.

import { Feed, tracePath } from '../api/feed.js';
import { byId, make, setText } from '../common/dom.js';
import { counted, duration } from '../common/format.js';
import { EventTable, placeOf } from '../data/event-table.js';
import { VirtualList } from '../list/virtual-list.js';
import { LaneChart } from './lane-chart.js';
import { fillTraceRow, createTraceRow } from './trace-row.js';

/** @typedef {import('../types.js').Row} Row */

const DRAWN = 2000;
const ROW_HEIGHT = 22;

export class TraceView {
  /** @type {string | null} */
  #trace = null;

  /** @type {Feed | null} */
  #feed = null;

  #table = new EventTable();

  /** @type {Row | null} */
  selected = null;

  /** The event to select once it is here. @type {number | null} */
  #wanted = null;

  #frame = 0;

  /** @param {{ open: (row: Row) => void, moved: (row: Row) => void }} listener */
  constructor(listener) {
    this.listener = listener;
    const choose = (/** @type {Row} */ row) => {
      this.select(row);
      this.listener.moved(row);
    };
    const open = (/** @type {Row} */ row) => {
      this.select(row);
      this.listener.open(row);
    };
    this.chart = new LaneChart({ select: choose, open });
    const viewport = byId('trace-list');
    let rows = 0;
    this.list = new VirtualList(viewport, ROW_HEIGHT, {
      create: () => createTraceRow(`trace-row-${rows++}`),
      fill: (element, row, index) => fillTraceRow(element, row, this.#table.rows[0], this.#table.rows[index - 1], row.s === this.selected?.s),
    });
    viewport.addEventListener('scroll', () => this.#render(), { passive: true });
    viewport.addEventListener('click', event => {
      const element = event.target instanceof Element ? event.target.closest('.row') : null;
      const row = element && this.list.rows[Number(element.getAttribute('aria-posinset')) - 1];
      if (row) open(row);
    });
    new ResizeObserver(() => this.#render()).observe(viewport);
  }

  /**
   * Shows this trace while its tab is open.
   * @param {string | null} trace
   * @param {number | null} event the one that is open
   */
  show(trace, event) {
    if (trace === this.#trace) return;
    this.#trace = trace;
    this.#wanted = event;
    this.#feed?.close();
    this.#feed = null;
    this.#table.clear();
    this.selected = null;
    this.#draw();
    if (trace === null) return;
    const feed = this.#feed = new Feed(tracePath(trace), {
      opened: () => this.#table.clear(),
      received: (event, data) => {
        if (feed !== this.#feed) return;
        if (event === 'rows') this.#table.add(data.rows);
        else if (event !== 'status' || !this.#table.evict(data.firstSeq)) return;
        this.#frame ||= requestAnimationFrame(() => this.#draw());
      },
      refused: error => setText(byId('trace-title'), error.message),
    });
  }

  /** @param {number} lines */
  move(lines) {
    const { rows } = this.#table;
    if (!rows.length) return;
    const at = this.selected ? placeOf(rows, this.selected) + lines : 0;
    const row = rows[Math.min(Math.max(at, 0), rows.length - 1)];
    this.select(row);
    this.listener.moved(row);
  }

  get page() {
    return 10;
  }

  openSelected() {
    if (this.selected) this.listener.open(this.selected);
  }

  focus() {
    byId('lanes').focus({ preventScroll: true });
  }

  /** @param {Row} row */
  select(row) {
    this.selected = row;
    this.chart.select(row.s);
    const top = placeOf(this.#table.rows, row) * ROW_HEIGHT;
    const { viewport } = this.list;
    if (top < viewport.scrollTop) viewport.scrollTop = top;
    else if (top + ROW_HEIGHT > viewport.scrollTop + viewport.clientHeight) viewport.scrollTop = top + ROW_HEIGHT - viewport.clientHeight;
    this.#render(true);
  }

  /** Elements are used again for other events, so that the list points to the selected one anew. @param {boolean} [all] */
  #render(all = false) {
    this.list.render(all);
    const element = this.selected && this.list.elementOf(this.selected);
    if (element) this.list.viewport.setAttribute('aria-activedescendant', element.id);
    else this.list.viewport.removeAttribute('aria-activedescendant');
  }

  #draw() {
    this.#frame = 0;
    const { rows } = this.#table;
    this.chart.show(rows.slice(0, DRAWN));
    if (this.selected) this.chart.select(this.selected.s);
    this.list.setRows([...rows], this.list.viewport.scrollTop);
    this.#render(true);
    byId('trace-title').replaceChildren(...this.#title(rows));
    const wanted = rows.find(row => row.s === this.#wanted);
    if (!wanted) return;
    this.#wanted = null;
    this.select(wanted);
  }

  /** @param {Row[]} rows */
  #title(rows) {
    if (this.#trace === null) return [make('span', {}, 'Open an event that has a trace id, and press t.')];
    const spans = new Set(rows.map(row => row.d ?? '')).size;
    const length = rows.length ? rows[rows.length - 1].t - rows[0].t : 0;
    const drawn = rows.length > DRAWN ? `, the first ${counted(DRAWN, 'event')} drawn` : '';
    return [make('span', {}, 'Trace '), make('code', {}, this.#trace),
      make('span', { class: 'quiet' }, ` ${counted(rows.length, 'event')} in ${counted(spans, 'span')}, ${duration(length)}${drawn}`)];
  }
}
