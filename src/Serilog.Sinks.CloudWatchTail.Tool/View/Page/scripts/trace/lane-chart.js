// @ts-check
// Draws the lanes of a trace on one time axis. Arrow keys go from event to event, in time or from lane to lane.

import { byId, make, makeSvg } from '../common/dom.js';
import { counted, duration } from '../common/format.js';
import { LEVELS } from '../common/levels.js';
import { visibleLine } from '../common/visible-text.js';
import { layOut, runsOf, ticksFor } from './lanes.js';

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('./lanes.js').Lane} Lane */
/** @typedef {import('./lanes.js').TraceLayout} TraceLayout */

const LANE_HEIGHT = 24;
const AXIS_HEIGHT = 32;
const LABEL_WIDTH = 210;
const MARGIN = 8;

export class LaneChart {
  #element = byId('lanes');

  /** @type {Row[]} */
  #rows = [];

  /** @type {TraceLayout | null} */
  #layout = null;

  #selected = -1;

  /** @param {{ select: (row: Row) => void, open: (row: Row) => void }} listener */
  constructor(listener) {
    this.listener = listener;
    this.#element.addEventListener('keydown', event => this.#key(event));
    this.#element.addEventListener('click', event => {
      const mark = event.target instanceof Element ? event.target.closest('[data-seq]') : null;
      const row = this.#rows.find(candidate => String(candidate.s) === mark?.getAttribute('data-seq'));
      if (row) this.listener.open(row);
    });
    new ResizeObserver(() => this.show(this.#rows)).observe(this.#element);
  }

  /** @param {Row[]} rows in order of time */
  show(rows) {
    this.#rows = rows;
    this.#layout = rows.length ? layOut(rows) : null;
    this.#element.replaceChildren(...(this.#layout ? [this.#axis(this.#layout), ...this.#layout.lanes.map(lane => this.#lane(lane))] : []));
    this.#mark();
  }

  /** @param {number} seq */
  select(seq) {
    this.#selected = seq;
    this.#mark();
  }

  get #width() {
    return Math.max(this.#element.clientWidth - LABEL_WIDTH, 100);
  }

  /** @param {number} time @param {TraceLayout} layout */
  #x(time, { start, length }) {
    return MARGIN + (time - start) / length * (this.#width - 2 * MARGIN);
  }

  /** @param {TraceLayout} layout */
  #axis(layout) {
    const picture = makeSvg('svg', { width: this.#width, height: AXIS_HEIGHT, 'aria-hidden': 'true' });
    for (const offset of ticksFor(layout.length, this.#width / 110)) {
      const x = this.#x(layout.start + offset, layout);
      picture.append(makeSvg('path', { class: 'tick', d: `M${x} 14V${AXIS_HEIGHT}` }));
      const anchor = x > this.#width - 60 ? 'end' : x < 40 ? 'start' : 'middle';
      picture.append(makeSvg('text', { x, y: 11, 'text-anchor': anchor }, offset === 0 ? '0' : `+${duration(offset)}`));
    }
    for (const gap of layout.gaps) {
      const [from, to] = [this.#x(gap.from, layout), this.#x(gap.to, layout)];
      picture.append(makeSvg('rect', { class: 'gap', x: from, y: 16, width: to - from, height: AXIS_HEIGHT - 16 }));
      if (to - from > 50) picture.append(makeSvg('text', { x: (from + to) / 2, y: 27, 'text-anchor': 'middle' }, `${duration(gap.to - gap.from)} quiet`));
    }
    return make('div', { class: 'lane axis', role: 'presentation' }, make('span', { class: 'lane-label' }), picture);
  }

  /** @param {Lane} lane */
  #lane(lane) {
    const layout = /** @type {TraceLayout} */ (this.#layout);
    const first = lane.rows[0].t;
    const last = lane.rows[lane.rows.length - 1].t;
    const label = lane.span ? lane.span.slice(0, 8) : 'no span';
    const picture = makeSvg('svg', { width: this.#width, height: LANE_HEIGHT, role: 'presentation' });
    for (const gap of layout.gaps) {
      const x = this.#x(gap.from, layout);
      picture.append(makeSvg('rect', { class: 'gap', x, y: 0, width: this.#x(gap.to, layout) - x, height: LANE_HEIGHT },
        makeSvg('title', {}, `Nothing logged for ${duration(gap.to - gap.from)}`)));
    }
    picture.append(this.#bar('span', first, last, layout));
    picture.append(makeSvg('path', { class: 'thread', d: `M${this.#x(first, layout)} ${LANE_HEIGHT / 2}H${this.#x(last, layout)}` }));
    for (const run of runsOf(lane, layout.gaps)) picture.append(this.#bar('run', run.from, run.to, layout));
    for (const row of lane.rows) picture.append(this.#event(row, layout));
    const text = `Span ${label}, ${counted(lane.rows.length, 'event')} in ${duration(last - first)}, from +${duration(first - layout.start)}`;
    return make('div', { class: 'lane', role: 'group', 'aria-label': text },
      make('span', { class: 'lane-label', title: lane.span }, make('span', { class: 'lane-name' }, label),
        make('span', { class: 'lane-length' }, `${duration(last - first)} · ${lane.rows.length}`)),
      picture);
  }

  /**
   * @param {string} className
   * @param {number} from
   * @param {number} to
   * @param {TraceLayout} layout
   */
  #bar(className, from, to, layout) {
    const x = this.#x(from, layout);
    return makeSvg('rect', { class: className, x: x - 4, y: 5, width: this.#x(to, layout) - x + 8, height: 14, rx: 5 });
  }

  /**
   * @param {Row} row
   * @param {TraceLayout} layout
   */
  #event(row, layout) {
    const text = `+${duration(row.t - layout.start)} ${LEVELS[row.l]}: ${visibleLine(row.m)}`;
    const mark = makeSvg('rect', { class: `mark level-${row.l}`, x: this.#x(row.t, layout) - 2, y: row.l >= 4 ? 2 : 4, width: 5, height: row.l >= 4 ? 20 : 16, rx: 1 },
      makeSvg('title', {}, text));
    for (const [name, value] of Object.entries({ id: `mark-${row.s}`, 'data-seq': row.s, role: 'option', 'aria-label': text })) mark.setAttribute(name, String(value));
    return mark;
  }

  #mark() {
    for (const mark of this.#element.querySelectorAll('.mark')) mark.setAttribute('aria-selected', String(mark.id === `mark-${this.#selected}`));
    const mark = document.getElementById(`mark-${this.#selected}`);
    if (mark) this.#element.setAttribute('aria-activedescendant', mark.id);
    else this.#element.removeAttribute('aria-activedescendant');
    mark?.closest('.lane')?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.#layout || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = this.#rows.findIndex(row => row.s === this.#selected);
    /** @type {Record<string, () => Row | undefined>} */
    const targets = {
      ArrowRight: () => this.#rows[Math.min(at + 1, this.#rows.length - 1)],
      ArrowLeft: () => this.#rows[Math.max(at - 1, 0)],
      ArrowDown: () => this.#neighbour(this.#rows[at], 1),
      ArrowUp: () => this.#neighbour(this.#rows[at], -1),
      Home: () => this.#rows[0],
      End: () => this.#rows[this.#rows.length - 1],
    };
    const target = targets[event.key]?.();
    if (target) this.listener.select(target);
    else if (event.key === 'Enter' && at >= 0) this.listener.open(this.#rows[at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * The event of the next lane that is closest in time.
   * @param {Row | undefined} row
   * @param {number} step
   */
  #neighbour(row, step) {
    const { lanes } = /** @type {TraceLayout} */ (this.#layout);
    if (!row) return this.#rows[0];
    const lane = lanes[lanes.findIndex(candidate => candidate.span === (row.d ?? '')) + step];
    return lane?.rows.reduce((best, other) => (Math.abs(other.t - row.t) < Math.abs(best.t - row.t) ? other : best)) ?? row;
  }
}
