// @ts-check
// What the tail is doing, and how much of it is here.

import { announce } from '../common/announce.js';
import { byId, setText } from '../common/dom.js';
import { bytes, count, counted, duration } from '../common/format.js';

/** @typedef {import('../types.js').Status} Status */
/** @typedef {import('../types.js').ServerState} ServerState */

const STATES = /** @type {Record<string, string>} */ ({
  live: 'Live',
  starting: 'Starting',
  backfilling: 'Reading the history',
  reconnecting: 'Reconnecting',
  ended: 'Ended',
  idle: 'No group chosen',
  disconnected: 'The viewer does not answer',
});

/** @param {Status} status */
export function showStatus(status) {
  showState(status.state, status.failure);
  setText(byId('rate'), `${status.rate < 10 ? Number(status.rate.toFixed(1)) : count(status.rate)} events/s`);
  setText(byId('lag'), status.lag === null ? '' : `lag ${duration(status.lag)}`);
  setText(byId('stored'), `${count(status.stored)} stored, ${bytes(status.storedBytes)}`);
  setText(byId('dropped'), status.dropped ? `${counted(status.dropped, 'older event')} gone` : '');
  showGroups(status.groups);
}

/**
 * @param {string} state
 * @param {string | null} [reason]
 */
export function showState(state, reason = null) {
  // What keeps events away is said, too.
  if (byId('state').dataset.state !== state && (state === 'ended' || state === 'disconnected')) announce([STATES[state], reason].filter(Boolean).join(': '));
  byId('state').dataset.state = state;
  byId('state').title = reason ?? '';
  setText(byId('state-text'), STATES[state] ?? state);
}

/** @param {string[]} groups */
export function showGroups(groups) {
  setText(byId('groups'), groups.length === 1 ? groups[0] : groups.length ? `${groups.length} groups` : 'Choose groups');
  byId('groups').title = groups.join('\n');
  document.title = groups.length ? `${groups.join(', ')} – cwtail` : 'cwtail';
}

/** @param {ServerState} state */
export function showServer(state) {
  setText(byId('place'), state.emulator ? `emulator, ${state.region}` : state.region);
  byId('place').title = state.endpoint;
  setText(byId('version'), `cwtail ${state.version}`);
  byId('tab-emulator').hidden = !state.emulator;
  showState(state.tail.state, state.tail.failure);
  showGroups(state.tail.groups);
}

/** @param {number} shown */
export function showCount(shown) {
  setText(byId('shown'), `${counted(shown, 'event')} shown`);
}
