// @ts-check
// The histogram: how many events there were when, stacked by level.

import { byId, makeSvg, setText } from '../common/dom.js';
import { clock, count, counted, duration, isToday, moment } from '../common/format.js';
import { peakOf } from '../data/buckets.js';
import { Brush } from './brush.js';

/** @typedef {import('../data/buckets.js').Buckets} Buckets */

const HEIGHT = 64;
const AXIS = 16;
const BAR_WIDTH = 8;

export class Histogram {
  /** @type {Buckets | null} */
  buckets = null;

  #paths = [0, 1, 2, 3, 4, 5].map(level => makeSvg('path', { class: `bar level-${level}` }));

  #ticks = makeSvg('g', { class: 'ticks' });

  #chart = byId('chart');

  /**
   * @param {{ zoom: (from: number, to: number) => void, zoomOut: () => void }} listener
   */
  constructor(listener) {
    const mark = makeSvg('rect', { class: 'brush', y: 0, height: HEIGHT });
    this.#chart.append(makeSvg('svg', { 'aria-hidden': 'true', height: HEIGHT + AXIS }, this.#ticks, ...this.#paths, mark));
    this.brush = new Brush(this.#chart, mark, listener);
    byId('zoom-out').addEventListener('click', () => listener.zoomOut());
  }

  /** How many bars there is room for. */
  get room() {
    return Math.max(Math.floor(this.#chart.clientWidth / BAR_WIDTH), 2);
  }

  /**
   * @param {Buckets | null} buckets
   * @param {boolean} zoomed
   * @param {number} outside events without a bar
   */
  show(buckets, zoomed, outside) {
    this.buckets = buckets;
    byId('zoom-out').hidden = !zoomed;
    this.brush.show(buckets);
    if (!buckets) {
      for (const path of this.#paths) path.setAttribute('d', '');
      this.#ticks.replaceChildren();
      return setText(byId('chart-caption'), 'No events yet');
    }
    const peak = peakOf(buckets);
    const width = this.#chart.clientWidth;
    this.#paths.forEach((path, level) => path.setAttribute('d', pathOf(buckets, level, width, Math.max(peak, 1))));
    this.#drawTicks(buckets, width);
    setText(byId('chart-caption'), `${duration(buckets.step)} a bar, at most ${counted(peak, 'event')}${outside ? `; ${count(outside)} far away` : ''}`);
    this.#chart.setAttribute('aria-label', `Events over time from ${moment(buckets.start)}, ${count(buckets.bars)} bars of ${duration(buckets.step)}`);
  }

  /**
   * @param {Buckets} buckets
   * @param {number} width
   */
  #drawTicks({ start, step, bars }, width) {
    const label = isToday(start) ? 110 : 170;
    const each = Math.max(Math.ceil(label / (width / bars)), 1);
    const ticks = [];
    for (let bar = 0; bar < bars; bar += each) {
      const x = Math.round(bar * width / bars);
      if (x > width - label + 30) break;
      const time = start + bar * step;
      ticks.push(makeSvg('path', { d: `M${x + 0.5} 0V${HEIGHT + 4}` }));
      ticks.push(makeSvg('text', { x: x + 4, y: HEIGHT + 13 }, step * each < 1000 ? clock(time) : moment(time)));
    }
    this.#ticks.replaceChildren(...ticks);
  }
}

/**
 * All bars of one level, each on top of the levels below it.
 * @param {Buckets} buckets
 * @param {number} level
 * @param {number} width
 * @param {number} peak
 */
function pathOf({ bars, counts }, level, width, peak) {
  const bar = width / bars;
  const gap = bar > 4 ? 1 : 0;
  let path = '';
  for (let index = 0; index < bars; index++) {
    const own = counts[index * 6 + level];
    if (!own) continue;
    let below = 0;
    for (let lower = 0; lower < level; lower++) below += counts[index * 6 + lower];
    const scale = (HEIGHT - 4) / peak;
    const height = Math.max(own * scale, 1);
    const left = (index * bar).toFixed(1);
    path += `M${left} ${(HEIGHT - below * scale).toFixed(1)}h${(bar - gap).toFixed(1)}v${(-height).toFixed(1)}h${(gap - bar).toFixed(1)}z`;
  }
  return path;
}
