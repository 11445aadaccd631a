// @ts-check
// The page's address and what it means.

import { LEVELS } from '../common/levels.js';

/** @typedef {import('../types.js').Query} Query */

const MODES = ['auto', 'text', 'expression'];
const TABS = ['events', 'templates', 'trace', 'emulator'];

/**
 * Reads an address. What it does not understand is left at its default.
 * @param {string} search the part of the address from its question mark on
 * @returns {Query}
 */
export function parseQuery(search) {
  const values = new URLSearchParams(search);
  return {
    q: values.get('q') ?? '',
    mode: /** @type {Query['mode']} */ (oneOf(values.get('mode'), MODES)),
    f: values.getAll('f').filter(Boolean),
    levels: (values.get('levels') ?? '').split(',').map(name => LEVELS.findIndex(level => level.toLowerCase() === name)).filter(level => level >= 0),
    from: number(values.get('from')),
    to: number(values.get('to')),
    group: values.get('group'),
    stream: values.get('stream'),
    template: values.get('template'),
    trace: values.get('trace') || null,
    event: number(values.get('event')),
    tab: /** @type {Query['tab']} */ (oneOf(values.get('tab'), TABS)),
  };
}

/**
 * Writes the address of a query: the inverse of parseQuery. Defaults are left out.
 * @param {Query} query
 * @returns {string} with its question mark, or "./" for the default query
 */
export function formatQuery(query) {
  const values = new URLSearchParams();
  if (query.q) values.set('q', query.q);
  if (query.mode !== 'auto') values.set('mode', query.mode);
  for (const expression of query.f) values.append('f', expression);
  if (query.levels.length) values.set('levels', query.levels.map(level => LEVELS[level].toLowerCase()).join(','));
  for (const name of /** @type {const} */ (['from', 'to', 'group', 'stream', 'template', 'trace', 'event'])) {
    const value = query[name];
    if (value !== null) values.set(name, String(value));
  }
  if (query.tab !== 'events') values.set('tab', query.tab);
  const text = values.toString();
  return text ? `?${text}` : './';
}

/** @param {string | null} value @param {string[]} allowed */
function oneOf(value, allowed) {
  return value !== null && allowed.includes(value) ? value : allowed[0];
}

/** @param {string | null} value */
function number(value) {
  const parsed = value === null || value === '' ? NaN : Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}
