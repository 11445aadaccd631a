// @ts-check
// Chooses a range of the histogram, with the mouse or with the keyboard. The range is kept in times, since the bars move as events arrive.

import { counted, moment } from '../common/format.js';
import { totalOf } from '../data/buckets.js';

/** @typedef {import('../data/buckets.js').Buckets} Buckets */

export class Brush {
  /** @type {Buckets | null} */
  #buckets = null;

  /** Where the choice began and where it is: times of bars. @type {{ anchor: number, at: number } | null} */
  #range = null;

  #dragging = false;

  /**
   * @param {HTMLElement} chart takes the focus and the pointer
   * @param {SVGElement} mark shows the range
   * @param {{ zoom: (from: number, to: number) => void, zoomOut: () => void }} listener
   */
  constructor(chart, mark, listener) {
    this.chart = chart;
    this.mark = mark;
    this.listener = listener;
    chart.addEventListener('pointerdown', event => this.#press(event));
    chart.addEventListener('pointermove', event => this.#dragging && this.#extend(this.#barAt(event.clientX)));
    chart.addEventListener('pointerup', event => this.#release(event));
    chart.addEventListener('pointercancel', () => this.#clear());
    chart.addEventListener('dblclick', () => listener.zoomOut());
    chart.addEventListener('keydown', event => this.#key(event));
    chart.addEventListener('blur', () => this.#clear());
  }

  /** @param {Buckets | null} buckets */
  show(buckets) {
    this.#buckets = buckets;
    this.#draw();
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0 || !this.#buckets) return;
    this.chart.setPointerCapture(event.pointerId);
    this.#dragging = true;
    this.#moveTo(this.#barAt(event.clientX));
  }

  /** @param {PointerEvent} event */
  #release(event) {
    if (!this.#dragging) return;
    this.#dragging = false;
    this.#extend(this.#barAt(event.clientX));
    if (this.#range && this.#range.anchor !== this.#range.at) this.#zoom();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const buckets = this.#buckets;
    if (!buckets || event.ctrlKey || event.altKey || event.metaKey) return;
    const last = buckets.bars - 1;
    const at = this.#range ? this.#indexOf(this.#range.at) : last + 1;
    /** @type {Record<string, number>} */
    const targets = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
    if (event.key in targets) {
      const bar = Math.min(Math.max(targets[event.key], 0), last);
      if (event.shiftKey && this.#range) this.#extend(bar);
      else this.#moveTo(bar);
    } else if (event.key === 'Enter' && this.#range) this.#zoom();
    else if (event.key === 'Escape' && this.#range) this.#clear();
    else if (event.key === 'Backspace' || event.key === '-') this.listener.zoomOut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #zoom() {
    if (!this.#range || !this.#buckets) return;
    const { anchor, at } = this.#range;
    const { step } = this.#buckets;
    this.#clear();
    this.listener.zoom(Math.min(anchor, at), Math.max(anchor, at) + step);
  }

  #clear() {
    this.#dragging = false;
    this.#range = null;
    this.#draw();
  }

  /** @param {number} bar */
  #moveTo(bar) {
    const time = this.#timeOf(bar);
    this.#range = { anchor: time, at: time };
    this.#draw();
  }

  /** @param {number} bar */
  #extend(bar) {
    if (this.#range) this.#range.at = this.#timeOf(bar);
    this.#draw();
  }

  /** @param {number} bar */
  #timeOf(bar) {
    return this.#buckets ? this.#buckets.start + bar * this.#buckets.step : 0;
  }

  /** @param {number} time */
  #indexOf(time) {
    return this.#buckets ? Math.floor((time - this.#buckets.start) / this.#buckets.step) : 0;
  }

  /** @param {number} clientX */
  #barAt(clientX) {
    if (!this.#buckets) return 0;
    const { left, width } = this.chart.getBoundingClientRect();
    const bar = Math.floor((clientX - left) / width * this.#buckets.bars);
    return Math.min(Math.max(bar, 0), this.#buckets.bars - 1);
  }

  #draw() {
    const buckets = this.#buckets;
    this.mark.setAttribute('visibility', this.#range && buckets ? 'visible' : 'hidden');
    if (!buckets) return;
    this.chart.setAttribute('aria-valuemax', String(buckets.bars - 1));
    if (!this.#range) {
      this.chart.setAttribute('aria-valuenow', String(buckets.bars - 1));
      this.chart.setAttribute('aria-valuetext', 'no bar chosen');
      return;
    }
    const [first, last] = [this.#indexOf(this.#range.anchor), this.#indexOf(this.#range.at)].sort((left, right) => left - right);
    const width = this.chart.clientWidth / buckets.bars;
    this.mark.setAttribute('x', String(first * width));
    this.mark.setAttribute('width', String((last - first + 1) * width));
    let events = 0;
    for (let bar = Math.max(first, 0); bar <= Math.min(last, buckets.bars - 1); bar++) events += totalOf(buckets.counts, bar);
    this.chart.setAttribute('aria-valuenow', String(this.#indexOf(this.#range.at)));
    this.chart.setAttribute('aria-valuetext', `${moment(this.#timeOf(first))} to ${moment(this.#timeOf(last + 1))}, ${counted(events, 'event')}`);
  }
}
