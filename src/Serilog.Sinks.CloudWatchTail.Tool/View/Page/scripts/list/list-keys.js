// @ts-check
// The keys that go through a list of events.

/** @typedef {{ move(lines: number): void, page: number }} Movable */

/**
 * @param {() => Movable | null} listInView null where there is no list
 * @returns {import('../common/keys.js').Keys}
 */
export function listKeys(listInView) {
  const move = (/** @type {(list: Movable) => number} */ lines) => {
    const list = listInView();
    if (!list) return false;
    list.move(lines(list));
  };
  // With the focus in the event, these scroll the event.
  const scroll = (/** @type {(list: Movable) => number} */ lines) => (/** @type {Element} */ target) => (target.closest('#event-panel') ? false : move(lines));
  return {
    j: () => move(() => 1),
    k: () => move(() => -1),
    ArrowDown: scroll(() => 1),
    ArrowUp: scroll(() => -1),
    PageDown: scroll(list => list.page),
    PageUp: scroll(list => -list.page),
    Home: scroll(() => -Infinity),
    End: scroll(() => Infinity),
  };
}
