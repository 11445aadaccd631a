// @ts-check
// A list of any length with only what is visible in the document: a tall box that scrolls, and a few elements that are used again and again.

/** @typedef {import('../types.js').Row} Row */

/**
 * @typedef {object} RowPainter
 * @property {() => HTMLElement} create makes an empty element
 * @property {(element: HTMLElement, row: Row, index: number) => void} fill shows a row in it
 */

const OVERSCAN = 8;

export class VirtualList {
  /** @type {readonly Row[]} */
  rows = [];

  /** @type {{ element: HTMLElement, row: Row | null }[]} */
  #pool = [];

  #box = document.createElement('div');

  #total = -1;

  /**
   * @param {HTMLElement} viewport the listbox that scrolls
   * @param {number} rowHeight in CSS pixels
   * @param {RowPainter} painter
   */
  constructor(viewport, rowHeight, painter) {
    this.viewport = viewport;
    this.rowHeight = rowHeight;
    this.painter = painter;
    this.#box.className = 'rows';
    this.#box.setAttribute('role', 'presentation');
    viewport.append(this.#box);
  }

  /** The first and the last index that a reader sees. */
  get range() {
    const { scrollTop, clientHeight } = this.viewport;
    const last = Math.min(Math.floor((scrollTop + clientHeight) / this.rowHeight), this.rows.length) - 1;
    return { first: Math.min(Math.ceil(scrollTop / this.rowHeight), Math.max(last, 0)), last };
  }

  /**
   * @param {readonly Row[]} rows
   * @param {number} scrollTop where the viewport shall be
   */
  setRows(rows, scrollTop) {
    this.rows = rows;
    const height = rows.length * this.rowHeight;
    if (this.#box.offsetHeight !== height) this.#box.style.height = `${height}px`;
    if (this.viewport.scrollTop !== scrollTop) this.viewport.scrollTop = scrollTop;
    this.render();
  }

  /** Shows what the viewport is at. @param {boolean} [all] also the rows that have not moved */
  render(all = false) {
    const { scrollTop, clientHeight } = this.viewport;
    const first = Math.max(Math.floor(scrollTop / this.rowHeight) - OVERSCAN, 0);
    const end = Math.min(Math.ceil((scrollTop + clientHeight) / this.rowHeight) + OVERSCAN, this.rows.length);
    this.#grow(end - first);
    const size = this.#pool.length;
    const resized = this.#total !== this.rows.length;
    this.#total = this.rows.length;
    const start = size ? first - (first % size) : 0;
    for (let slot = 0; slot < size; slot++) {
      const index = start + slot < first ? start + slot + size : start + slot;
      this.#show(this.#pool[slot], index, end, all, resized);
    }
  }

  /**
   * The element that shows the row, if one does.
   * @param {Row} row
   */
  elementOf(row) {
    return this.#pool.find(entry => entry.row?.s === row.s)?.element ?? null;
  }

  /** @param {number} needed */
  #grow(needed) {
    while (this.#pool.length < needed) {
      const element = this.painter.create();
      this.#pool.push({ element, row: null });
      this.#box.append(element);
    }
  }

  /**
   * @param {{ element: HTMLElement, row: Row | null }} entry
   * @param {number} index
   * @param {number} end
   * @param {boolean} again
   * @param {boolean} resized
   */
  #show(entry, index, end, again, resized) {
    const { element } = entry;
    const row = index < end ? this.rows[index] : null;
    element.hidden = row === null;
    if (row) {
      const position = String(index + 1);
      if (entry.row !== row || again) this.painter.fill(element, row, index);
      if (element.getAttribute('aria-posinset') !== position) {
        element.setAttribute('aria-posinset', position);
        element.style.transform = `translateY(${index * this.rowHeight}px)`;
      }
      if (resized || entry.row !== row) element.setAttribute('aria-setsize', String(this.rows.length));
    }
    entry.row = row;
  }
}
