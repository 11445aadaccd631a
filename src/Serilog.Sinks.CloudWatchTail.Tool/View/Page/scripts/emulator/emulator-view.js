// @ts-check
// The state of the emulator: what it stores, who reads it, what was asked of it and what it answered.

import { byId, make, setText } from '../common/dom.js';
import { bytes, count, counted, moment } from '../common/format.js';

/** @typedef {import('../types.js').EmulatorState} EmulatorState */
/** @typedef {import('../common/dom.js').Child} Child */

/** @param {EmulatorState} state */
export function showEmulator(state) {
  setText(byId('emulator-url'), state.serviceUrl);
  offer(state.knownOperations);
  fill('emulator-groups', state.groups.flatMap(group => [
    [group.name, group.class, group.retentionInDays === null ? 'for ever' : `${group.retentionInDays} days`, bytes(group.storedBytes), '', ''],
    ...group.streams.map(stream => [indented(stream.name), '', '', '', count(stream.events), stream.last === null ? '' : moment(stream.last)]),
  ]), 'No log group yet.');
  fill('emulator-sessions', state.sessions.map(session => [
    moment(session.startedAt), session.groups.join(', '), count(session.sentEvents), count(session.sentUpdates), count(session.droppedUpdates), ended(session.ended),
  ]), 'No Live Tail session yet.');
  fill('emulator-operations', state.operations.map(operation => [
    operation.name, count(operation.requests), count(operation.own), list(operation.answers), list(operation.errors),
  ]), 'No request yet.');
  const faults = byId('emulator-faults');
  faults.replaceChildren(...state.pendingFaults.map(fault => make('li', {}, `${fault.text} (${counted(fault.left, 'request')} left)`)));
  setText(byId('emulator-no-faults'), state.pendingFaults.length ? '' : 'None waits.');
}

/** @param {string[]} operations */
function offer(operations) {
  const select = /** @type {HTMLSelectElement} */ (byId('fault-operation'));
  if (select.options.length !== operations.length) select.replaceChildren(...operations.map(name => make('option', {}, name)));
}

/**
 * @param {string} id of a table's body
 * @param {Child[][]} lines
 * @param {string} empty
 */
function fill(id, lines, empty) {
  const body = byId(id);
  const columns = body.parentElement?.querySelectorAll('th').length ?? 1;
  const rows = lines.map(cells => make('tr', {}, ...cells.map(cell => make('td', {}, cell))));
  body.replaceChildren(...(rows.length ? rows : [make('tr', {}, make('td', { class: 'quiet', colSpan: columns }, empty))]));
}

/** @param {string} name */
function indented(name) {
  return make('span', { class: 'indented' }, name);
}

/** @param {string | boolean | null} end */
function ended(end) {
  return typeof end === 'string' ? end : end ? 'ended' : 'open';
}

/** @param {Record<string, number>} counts */
function list(counts) {
  return Object.entries(counts).map(([name, value]) => `${name} × ${count(value)}`).join(', ');
}
