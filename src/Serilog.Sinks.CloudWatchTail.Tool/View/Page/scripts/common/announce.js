// @ts-check
// Tells a screen reader what a look at the page tells everyone else.

import { byId, setText } from './dom.js';

/**
 * Says the text politely, once. The same text is said again when it is announced again: only a change is.
 * @param {string} text
 */
export function announce(text) {
  const element = byId('announcement');
  element.textContent = '';
  requestAnimationFrame(() => setText(element, text));
}
