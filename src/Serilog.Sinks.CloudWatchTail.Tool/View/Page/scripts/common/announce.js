// @ts-check
// Tells a screen reader what a look at the page tells everyone else.

import { byId, setText } from './dom.js';

/**
 * Says the text politely, once.
 * @param {string} text
 */
export function announce(text) {
  setText(byId('announcement'), text);
}
