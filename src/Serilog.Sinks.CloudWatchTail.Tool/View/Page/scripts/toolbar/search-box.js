// @ts-check
// The search box: plain text or an expression. An error is shown under the character at which it is.

import { byId, setText } from '../common/dom.js';

/** @typedef {import('../types.js').Query} Query */

const canvas = document.createElement('canvas').getContext('2d');

export class SearchBox {
  #input = /** @type {HTMLInputElement} */ (byId('search'));

  #mode = /** @type {HTMLSelectElement} */ (byId('mode'));

  #error = byId('search-error');

  #position = -1;

  /** @param {(change: Pick<Query, 'q' | 'mode'>) => void} search */
  constructor(search) {
    const commit = () => search({ q: this.#input.value.trim(), mode: /** @type {Query['mode']} */ (this.#mode.value) });
    byId('search-form').addEventListener('submit', event => {
      event.preventDefault();
      commit();
    });
    this.#input.addEventListener('search', commit);
    this.#input.addEventListener('input', () => this.showError(null));
    this.#input.addEventListener('scroll', () => this.#place());
    this.#mode.addEventListener('change', commit);
  }

  /** @param {Query} query */
  show(query) {
    if (this.#input.value.trim() !== query.q) this.#input.value = query.q;
    this.#mode.value = query.mode;
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  /** @param {{ message: string, position?: number } | null} error */
  showError(error) {
    this.#error.hidden = error === null;
    this.#input.setAttribute('aria-invalid', String(error !== null));
    if (!error) return;
    this.#position = error.position ?? -1;
    setText(byId('search-error-text'), error.position === undefined ? error.message : `${error.message} (at character ${error.position + 1})`);
    byId('search-caret').hidden = this.#position < 0;
    this.#place();
  }

  #place() {
    if (this.#error.hidden || this.#position < 0 || !canvas) return;
    const style = getComputedStyle(this.#input);
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const before = canvas.measureText(this.#input.value.slice(0, this.#position)).width;
    const left = parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth) + before - this.#input.scrollLeft;
    byId('search-caret').style.left = `${Math.min(Math.max(left, 0), this.#input.clientWidth)}px`;
  }
}
