// @ts-check
// A button for each level, with how many events it has. None pressed shows all levels.

import { byId, make, setText } from '../common/dom.js';
import { count } from '../common/format.js';
import { LEVELS } from '../common/levels.js';

export class LevelButtons {
  /** @type {{ button: HTMLButtonElement, total: HTMLElement }[]} */
  #buttons;

  /** @type {number[]} */
  #chosen = [];

  /** @param {(levels: number[]) => void} choose */
  constructor(choose) {
    this.#buttons = LEVELS.map((name, level) => {
      const total = make('span', { class: 'count' });
      const button = make('button', {
        class: `level-button level-${level}`,
        type: 'button',
        'aria-pressed': 'false',
        onclick: () => choose(this.#toggled(level)),
      }, make('span', { class: 'dot', 'aria-hidden': 'true' }), name, total);
      return { button, total };
    });
    byId('levels').append(...this.#buttons.map(entry => entry.button));
  }

  /** @param {number[]} chosen */
  show(chosen) {
    this.#chosen = chosen;
    this.#buttons.forEach(({ button }, level) => button.setAttribute('aria-pressed', String(chosen.includes(level))));
  }

  /** @param {number[]} counts */
  count(counts) {
    this.#buttons.forEach(({ button, total }, level) => {
      button.classList.toggle('unused', counts[level] === 0);
      setText(total, count(counts[level]));
    });
  }

  /** @param {number} level */
  #toggled(level) {
    const chosen = this.#chosen;
    return chosen.includes(level) ? chosen.filter(other => other !== level) : [...chosen, level].sort();
  }
}
