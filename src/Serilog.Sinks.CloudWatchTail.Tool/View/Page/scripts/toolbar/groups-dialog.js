// @ts-check
// Chooses the log groups that the tail reads.

import { getJson, post } from '../api/http.js';
import { byId, make, setText } from '../common/dom.js';
import { counted } from '../common/format.js';

/** @typedef {import('../types.js').ServerState} ServerState */

export class GroupsDialog {
  #dialog = /** @type {HTMLDialogElement} */ (byId('groups-dialog'));

  #prefix = /** @type {HTMLInputElement} */ (byId('groups-prefix'));

  #list = byId('groups-list');

  #all = /** @type {HTMLInputElement} */ (byId('groups-all'));

  /** @type {Set<string>} */
  #chosen = new Set();

  #asked = 0;

  /** @param {() => void} started is called when the tail reads other groups */
  constructor(started) {
    byId('groups').addEventListener('click', () => void this.#open());
    byId('groups-cancel').addEventListener('click', () => this.#dialog.close());
    this.#prefix.addEventListener('input', () => void this.#find());
    byId('groups-none').addEventListener('click', () => {
      this.#chosen.clear();
      void this.#find();
    });
    this.#all.addEventListener('change', () => this.#showChosen());
    byId('groups-form').addEventListener('submit', event => {
      event.preventDefault();
      void this.#start(started);
    });
  }

  async #open() {
    this.#prefix.value = '';
    setText(byId('groups-error'), '');
    this.#chosen.clear();
    this.#list.replaceChildren();
    this.#showChosen();
    this.#dialog.showModal();
    try {
      /** @type {ServerState} */
      const state = await getJson('api/state');
      byId('groups-all-label').hidden = !state.emulator;
      this.#all.checked = state.tail.followsAll;
      this.#chosen = new Set(state.groups.filter(group => group.selected).map(group => group.name));
    } catch (error) {
      return this.#fail(error);
    }
    await this.#find();
  }

  async #find() {
    const asked = ++this.#asked;
    try {
      const { groups, more } = await getJson(`api/groups?${new URLSearchParams({ prefix: this.#prefix.value })}`);
      if (asked === this.#asked) this.#show(groups, more);
    } catch (error) {
      if (asked === this.#asked) this.#fail(error);
    }
  }

  /**
   * @param {string[]} groups
   * @param {boolean} more
   */
  #show(groups, more) {
    setText(byId('groups-error'), '');
    const names = [...new Set([...(this.#prefix.value ? [] : this.#chosen), ...groups])].sort();
    this.#list.replaceChildren(...names.map(name => make('li', {}, make('label', {},
      make('input', {
        type: 'checkbox',
        checked: this.#chosen.has(name),
        onchange: (/** @type {Event} */ event) => this.#choose(name, /** @type {HTMLInputElement} */ (event.target).checked),
      }), name))));
    setText(byId('groups-more'), names.length === 0 ? 'No group begins like this.' : more ? 'There are more: type how the name begins.' : '');
    this.#showChosen();
  }

  /**
   * @param {string} name
   * @param {boolean} chosen
   */
  #choose(name, chosen) {
    if (chosen) this.#chosen.add(name);
    else this.#chosen.delete(name);
    this.#showChosen();
  }

  #showChosen() {
    const button = /** @type {HTMLButtonElement} */ (byId('groups-start'));
    byId('groups-choice').hidden = this.#all.checked;
    button.disabled = !this.#all.checked && this.#chosen.size === 0;
    setText(button, this.#all.checked ? 'Tail all groups' : `Tail ${counted(this.#chosen.size, 'group')}`);
  }

  /** @param {() => void} started */
  async #start(started) {
    const since = /** @type {HTMLSelectElement} */ (byId('groups-since')).value || null;
    const clear = /** @type {HTMLInputElement} */ (byId('groups-clear')).checked;
    try {
      await post('api/tail', { groups: this.#all.checked ? ['*'] : [...this.#chosen], since, clear });
      this.#dialog.close();
      started();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    setText(byId('groups-error'), error instanceof Error ? error.message : String(error));
  }
}
