// @ts-check
// The tabs: arrow keys go from one to the next, as the pattern for tabs has it.

import { byId } from './dom.js';

/** @typedef {import('../types.js').Query['tab']} Tab */

const TABS = /** @type {Tab[]} */ (['events', 'templates', 'trace', 'emulator']);

/** @param {(tab: Tab) => void} choose */
export function startTabs(choose) {
  for (const tab of TABS) byId(`tab-${tab}`).addEventListener('click', () => choose(tab));
  byId('tabs').addEventListener('keydown', event => {
    const shown = TABS.filter(tab => !byId(`tab-${tab}`).hidden);
    const at = shown.findIndex(tab => byId(`tab-${tab}`) === document.activeElement);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (at < 0 || step === 0) return;
    event.preventDefault();
    const next = shown[(at + step + shown.length) % shown.length];
    choose(next);
    byId(`tab-${next}`).focus();
  });
}

/** @param {Tab} chosen */
export function showTab(chosen) {
  for (const tab of TABS) {
    const button = byId(`tab-${tab}`);
    button.setAttribute('aria-selected', String(tab === chosen));
    button.tabIndex = tab === chosen ? 0 : -1;
    byId(`panel-${tab}`).hidden = tab !== chosen;
  }
  byId('filters').hidden = chosen === 'trace' || chosen === 'emulator';
}
