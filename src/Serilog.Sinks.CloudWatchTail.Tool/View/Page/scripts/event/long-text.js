// @ts-check
// Text of any length: a browser takes long over a line of a megabyte, so only its beginning is shown until it is asked for.

import { make } from '../common/dom.js';
import { bytes } from '../common/format.js';

const LIMIT = 10_000;

/**
 * @param {string} text
 * @param {string} [className]
 */
export function longText(text, className = '') {
  const block = make('pre', { class: `text ${className}`, tabindex: '0' });
  if (text.length <= LIMIT) {
    block.append(make('span', {}, text));
    return block;
  }
  const beginning = make('span', {}, text.slice(0, LIMIT));
  const more = make('button', {
    type: 'button',
    class: 'more',
    onclick: () => block.replaceChildren(make('span', {}, text)),
  }, `… show all ${bytes(text.length)}`);
  block.append(beginning, more);
  return block;
}
