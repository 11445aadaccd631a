// @ts-check
// The events that this page has received, sorted by their time.

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('../types.js').Names} Names */

export class EventTable {
  /** Sorted by time, then by arrival. @type {Row[]} */
  rows = [];

  /** @type {Names} */
  names = { templates: {}, groups: {}, streams: {} };

  #firstSeq = 0;

  /**
   * Takes events that have arrived, in any order.
   * @param {Row[]} batch
   */
  add(batch) {
    batch.sort(compare);
    const { rows } = this;
    if (!rows.length || !batch.length || compare(rows[rows.length - 1], batch[0]) < 0) {
      for (const row of batch) rows.push(row);
      return;
    }
    this.#merge(batch);
  }

  /**
   * Takes names for the events that follow. Those that no event has any more are forgotten when the program says so: it sends them again if they are used.
   * @param {Partial<Names> & { reset?: boolean }} names
   */
  addNames(names) {
    if (names.reset) this.#forgetUnused();
    Object.assign(this.names.templates, names.templates);
    Object.assign(this.names.groups, names.groups);
    Object.assign(this.names.streams, names.streams);
  }

  /**
   * Forgets what the program no longer stores.
   * @param {number} firstSeq the lowest sequence number that it stores
   * @returns {boolean} whether an event was forgotten
   */
  evict(firstSeq) {
    if (firstSeq <= this.#firstSeq) return false;
    this.#firstSeq = firstSeq;
    const before = this.rows.length;
    this.rows = this.rows.filter(row => row.s >= firstSeq);
    return this.rows.length !== before;
  }

  #forgetUnused() {
    keep(this.names.templates, new Set(this.rows.map(row => row.p)));
    keep(this.names.groups, new Set(this.rows.map(row => row.g)));
    keep(this.names.streams, new Set(this.rows.map(row => row.n)));
  }

  clear() {
    this.rows = [];
    this.#firstSeq = 0;
  }

  /**
   * Events that came late take their place from the end on: most are close to it.
   * @param {Row[]} batch
   */
  #merge(batch) {
    const { rows } = this;
    let from = rows.length - 1;
    let late = batch.length - 1;
    for (const row of batch) rows.push(row);
    for (let to = rows.length - 1; late >= 0; to--) {
      rows[to] = from >= 0 && compare(rows[from], batch[late]) > 0 ? rows[from--] : batch[late--];
    }
  }
}

/**
 * @param {Record<string, string>} names
 * @param {Set<number>} used
 */
function keep(names, used) {
  for (const index of Object.keys(names)) {
    if (!used.has(Number(index))) delete names[index];
  }
}

/**
 * The order of the list.
 * @param {Row} left
 * @param {Row} right
 */
export function compare(left, right) {
  return left.t - right.t || left.s - right.s;
}

/**
 * The place of the first row that is not before the given one.
 * @param {Row[]} rows
 * @param {Row} row
 */
export function placeOf(rows, row) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(rows[middle], row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
