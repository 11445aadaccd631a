// @ts-check
// The state of the emulator: what it stores, who reads it, what was asked of it and what it answered.

import { byId, make, setText } from '../common/dom.js';
import { bytes, count, counted, moment } from '../common/format.js';

/** @typedef {import('../types.js').EmulatorState} EmulatorState */

/** @typedef {{ cells: string[], indented?: boolean }} Line */

/** @param {EmulatorState} state */
export function showEmulator(state) {
  setText(byId('emulator-url'), state.serviceUrl);
  offer(state.knownOperations);
  fill('emulator-groups', groupLines(state), 'No log group yet.');
  fill('emulator-sessions', state.sessions.map(session => ({
    cells: [moment(session.startedAt), session.groups.join(', '), count(session.sentEvents), count(session.sentUpdates), count(session.droppedUpdates), ended(session.ended)],
  })), 'No Live Tail session yet.');
  fill('emulator-operations', state.operations.map(operation => ({
    cells: [operation.name, count(operation.requests), count(operation.own), list(operation.answers), list(operation.errors)],
  })), 'No request yet.');
  const faults = byId('emulator-faults');
  faults.replaceChildren(...state.pendingFaults.map(fault => make('li', {}, `${fault.text} (${counted(fault.left, 'request')} left)`)));
  setText(byId('emulator-no-faults'), state.pendingFaults.length ? '' : 'None waits.');
}

/**
 * A line for each group, and behind it one for each of its streams.
 * @param {EmulatorState} state
 * @returns {Line[]}
 */
function groupLines({ groups, groupCount }) {
  const lines = groups.flatMap(group => {
    const retention = group.retentionInDays === null ? 'for ever' : `${group.retentionInDays} days`;
    const more = group.streamCount - group.streams.length;
    return [
      { cells: [group.name, group.class, retention, bytes(group.storedBytes), '', ''] },
      ...group.streams.map(stream => ({ cells: [stream.name, '', '', '', count(stream.events), stream.last === null ? '' : moment(stream.last)], indented: true })),
      ...(more > 0 ? [{ cells: [counted(more, 'more stream'), '', '', '', '', ''], indented: true }] : []),
    ];
  });
  const more = groupCount - groups.length;
  return more > 0 ? [...lines, { cells: [counted(more, 'more group'), '', '', '', '', ''] }] : lines;
}

/** @param {string[]} operations */
function offer(operations) {
  const select = /** @type {HTMLSelectElement} */ (byId('fault-operation'));
  if (select.options.length !== operations.length) select.replaceChildren(...operations.map(name => make('option', {}, name)));
}

/**
 * Only what has changed is written: text that a reader has marked, or that is being read aloud, stays.
 * @param {string} id of a table's body
 * @param {Line[]} lines
 * @param {string} empty
 */
function fill(id, lines, empty) {
  const body = byId(id);
  const columns = body.parentElement?.querySelectorAll('th').length ?? 1;
  if (!lines.length) return body.replaceChildren(make('tr', {}, make('td', { class: 'quiet', colSpan: columns }, empty)));
  if (body.firstElementChild?.childElementCount !== columns) body.replaceChildren();
  while (body.children.length > lines.length) body.lastElementChild?.remove();
  while (body.children.length < lines.length) body.append(make('tr', {}, ...lines[0].cells.map(() => make('td', {}, make('span')))));
  lines.forEach(({ cells, indented }, index) => {
    const row = body.children[index];
    cells.forEach((cell, column) => setText(/** @type {Element} */ (row.children[column].firstElementChild), cell));
    row.children[0].firstElementChild?.classList.toggle('indented', indented === true);
  });
}

/** @param {string | boolean | null} end */
function ended(end) {
  return typeof end === 'string' ? end : end ? 'ended' : 'open';
}

/** @param {Record<string, number>} counts */
function list(counts) {
  return Object.entries(counts).map(([name, value]) => `${name} × ${count(value)}`).join(', ');
}
