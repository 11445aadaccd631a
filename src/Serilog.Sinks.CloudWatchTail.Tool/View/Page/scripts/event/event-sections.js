// @ts-check
// What the panel says about an event, part by part.

import { make } from '../common/dom.js';
import { duration } from '../common/format.js';
import { longText } from './long-text.js';
import { propertyTree } from './property-tree.js';

/** @typedef {import('../types.js').EventDetail} EventDetail */
/** @typedef {import('../types.js').Query} Query */

/**
 * @typedef {object} EventActions
 * @property {(expression: string) => void} filter
 * @property {(change: Partial<Query>) => void} change
 * @property {(event: EventDetail) => void} template shows the events that have the same template
 * @property {(trace: string) => void} trace
 */

/**
 * @param {EventDetail} event
 * @param {EventActions} actions
 * @returns {HTMLElement[]}
 */
export function eventSections(event, actions) {
  return [
    longText(event.message, 'message'),
    make('div', { class: 'actions' },
      event.traceId !== null && make('button', { type: 'button', onclick: () => actions.trace(String(event.traceId)) }, 'Show the trace'),
      copyButton('Copy the message', event.message),
      copyButton('Copy as stored', event.raw)),
    ...(event.exception ? [section('Exception', longText(event.exception, 'exception'))] : []),
    ...(event.properties.length ? [section('Properties', propertyTree(event.properties, actions.filter))] : []),
    ...(event.template ? [section('Template', template(event, actions))] : []),
    section('CloudWatch', facts(event, actions)),
    section('As stored', longText(event.raw, 'raw')),
  ];
}

/**
 * @param {string} title
 * @param {...HTMLElement} content
 */
function section(title, ...content) {
  return make('section', { 'aria-label': title }, make('h3', {}, title), ...content);
}

/**
 * @param {EventDetail} event
 * @param {EventActions} actions
 */
function template(event, actions) {
  const only = make('button', { type: 'button', 'aria-label': 'Only events with this template', onclick: () => actions.template(event) }, 'only');
  return make('div', { class: 'leaf' }, make('span', { class: 'value' }, event.template), make('span', { class: 'filters' }, only));
}

/**
 * @param {EventDetail} event
 * @param {EventActions} actions
 */
function facts(event, actions) {
  const list = make('dl', { class: 'facts' });
  /** @type {(name: string, value: string | null, change?: Partial<Query>) => void} */
  const add = (name, value, change) => {
    if (value === null) return;
    const only = change && make('button', { type: 'button', 'aria-label': `Only events of this ${name.toLowerCase()}`, onclick: () => actions.change(change) }, 'only');
    list.append(make('dt', {}, name), make('dd', { class: 'leaf' }, make('span', { class: 'value' }, value), only && make('span', { class: 'filters' }, only)));
  };
  add('Group', event.group, { group: event.group });
  add('Stream', event.stream, { stream: event.stream });
  add('Time', event.timeText);
  add('Ingested', event.ingestionText);
  add('Lag', event.lag === null ? null : duration(event.lag));
  add('Trace', event.traceId);
  add('Span', event.spanId);
  add('Arrived', event.filled ? 'read from the history, after an interruption or at the start' : null);
  add('Sampled', event.sampled ? 'the live tail left out others at this moment' : null);
  return list;
}

/**
 * @param {string} label
 * @param {string} text
 */
function copyButton(label, text) {
  const button = make('button', { type: 'button' }, label);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'The browser refused';
    }
  });
  return button;
}
