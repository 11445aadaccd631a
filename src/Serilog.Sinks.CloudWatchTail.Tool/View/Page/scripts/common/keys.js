// @ts-check
// The keys that work everywhere, but not while something is being typed.

/** @typedef {Record<string, (target: Element) => void | false>} Keys false leaves the key to the browser */

/**
 * @param {Keys} keys by the names that KeyboardEvent.key has
 * @param {(inField: boolean) => void} escape
 */
export function startKeys(keys, escape) {
  addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const inField = target.matches('input, select, textarea');
    if (event.key === 'Escape') {
      event.preventDefault();
      return escape(inField);
    }
    if (inField) return;
    const presses = event.key === ' ' || event.key === 'Enter';
    if (presses && target.closest('button, summary, a')) return;
    if (Object.hasOwn(keys, event.key) && keys[event.key](target) !== false) event.preventDefault();
  });
}
