// @ts-check
// An event's properties as a tree, each value with "only these" and "without these".

import { make } from '../common/dom.js';
import { count } from '../common/format.js';
import { longText } from './long-text.js';

/** @typedef {import('../types.js').Tree} Tree */
/** @typedef {(expression: string) => void} Filter adds an expression to the query */

const INLINE = 300;

/** An event may have ten thousand values: of each level this many are shown at once, and deeper ones when they are opened. */
const SHOWN = 200;

/**
 * @param {Tree[]} items
 * @param {Filter} filter
 * @returns {HTMLElement}
 */
export function propertyTree(items, filter) {
  const list = make('ul', { class: 'tree' });
  const budget = { left: SHOWN };
  addItems(list, items, 0, filter, budget);
  return list;
}

/**
 * @param {HTMLElement} list
 * @param {Tree[]} items
 * @param {number} from
 * @param {Filter} filter
 * @param {{ left: number }} budget how many more are shown without being asked for
 */
function addItems(list, items, from, filter, budget) {
  const end = Math.min(from + SHOWN, items.length);
  budget.left -= end - from;
  for (const item of items.slice(from, end)) list.append(make('li', {}, item.kind === 'scalar' ? leaf(item, filter) : branch(item, filter, budget)));
  if (end === items.length) return;
  const more = make('li', {}, make('button', {
    type: 'button',
    onclick: () => {
      more.remove();
      addItems(list, items, end, filter, { left: 0 });
    },
  }, `… ${count(items.length - end)} more`));
  list.append(more);
}

/**
 * @param {Tree} item
 * @param {Filter} filter
 */
function leaf(item, filter) {
  const long = item.text.length > INLINE;
  return make('div', { class: 'leaf' },
    make('span', { class: 'name' }, item.name),
    long ? null : make('span', { class: 'value' }, item.text),
    filterButtons(item, filter),
    long && longText(item.text));
}

/**
 * @param {Tree} item
 * @param {Filter} filter
 * @param {{ left: number }} budget
 */
function branch(item, filter, budget) {
  const size = item.kind === 'structure' ? item.type ?? '' : count(item.items.length);
  const list = make('ul', { class: 'tree' });
  const element = make('details', {},
    make('summary', {}, make('span', { class: 'name' }, item.name), make('span', { class: 'kind' }, item.kind === 'sequence' ? `[${size}]` : `{${size}}`)), list);
  const fill = (/** @type {{ left: number }} */ allowed) => list.childElementCount === 0 && addItems(list, item.items, 0, filter, allowed);
  if (budget.left >= item.items.length) {
    fill(budget);
    element.open = true;
  } else element.addEventListener('toggle', () => fill({ left: 0 }), { once: true });
  return element;
}

/**
 * @param {Tree} item
 * @param {Filter} filter
 */
function filterButtons({ only, without, path }, filter) {
  if (only === null && without === null) return null;
  return make('span', { class: 'filters' },
    only !== null && make('button', { type: 'button', title: only, 'aria-label': `Only events with this ${path}`, onclick: () => filter(only) }, 'only'),
    without !== null && make('button', { type: 'button', title: without, 'aria-label': `Without events with this ${path}`, onclick: () => filter(without) }, 'without'));
}
