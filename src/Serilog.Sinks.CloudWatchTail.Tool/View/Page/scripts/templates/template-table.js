// @ts-check
// How many events each template has. A click shows only those.

import { byId, make, makeSvg, setText } from '../common/dom.js';
import { count, moment } from '../common/format.js';
import { LEVELS } from '../common/levels.js';

/** @typedef {import('../data/summary.js').TemplateCount} TemplateCount */

const SHOWN = 300;
const BAR = 120;

export class TemplateTable {
  #body = byId('template-rows');

  /** @type {Map<string, { row: HTMLElement, total: HTMLElement, bar: SVGElement, last: HTMLElement }>} */
  #lines = new Map();

  /** @param {(template: string) => void} choose */
  constructor(choose) {
    this.choose = choose;
  }

  /**
   * @param {Map<number, TemplateCount>} counts
   * @param {Record<string, string>} names
   * @param {string | null} chosen
   */
  show(counts, names, chosen) {
    const sorted = [...counts].map(([index, entry]) => ({ name: names[index] ?? '', entry })).sort((left, right) => right.entry.total - left.entry.total);
    const shown = sorted.slice(0, SHOWN);
    const most = shown[0]?.entry.total ?? 1;
    const lines = shown.map(({ name, entry }) => this.#fill(name, entry, most, name === chosen));
    // Lines do not change places under the reader's focus.
    const held = this.#body.contains(document.activeElement) && lines.length >= this.#body.children.length;
    if (held) lines.filter(line => !line.isConnected).forEach(line => this.#body.append(line));
    else if (lines.some((line, index) => this.#body.children[index] !== line) || lines.length !== this.#body.children.length) this.#body.replaceChildren(...lines);
    for (const [name, line] of this.#lines) {
      if (!line.row.isConnected) this.#lines.delete(name);
    }
    setText(byId('template-more'), sorted.length > SHOWN ? `${count(sorted.length - SHOWN)} rarer templates are not shown.` : sorted.length ? '' : 'No events yet.');
  }

  /**
   * @param {string} name
   * @param {TemplateCount} entry
   * @param {number} most
   * @param {boolean} chosen
   */
  #fill(name, entry, most, chosen) {
    const line = this.#lines.get(name) ?? this.#create(name);
    this.#lines.set(name, line);
    setText(line.total, count(entry.total));
    setText(line.last, moment(entry.last));
    line.row.classList.toggle('chosen', chosen);
    let x = 0;
    [...line.bar.children].forEach((part, level) => {
      const width = entry.levels[level] / most * BAR;
      part.setAttribute('x', x.toFixed(1));
      part.setAttribute('width', width.toFixed(1));
      x += width;
    });
    return line.row;
  }

  /** @param {string} name */
  #create(name) {
    const total = make('td', { class: 'number' });
    const last = make('td', { class: 'number' });
    const bar = makeSvg('svg', { width: BAR, height: 10, 'aria-hidden': 'true' }, ...LEVELS.map((_, level) => makeSvg('rect', { class: `bar level-${level}`, y: 0, height: 10 })));
    const button = make('button', { type: 'button', class: 'template', onclick: () => this.choose(name) }, name || '(empty)');
    return { row: make('tr', {}, total, make('td', {}, bar), make('td', {}, button), last), total, bar, last };
  }
}
