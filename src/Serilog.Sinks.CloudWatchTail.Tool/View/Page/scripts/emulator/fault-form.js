// @ts-check
// Buttons that make the emulator's next answers go wrong.

import { post } from '../api/http.js';
import { announce } from '../common/announce.js';
import { byId, setText } from '../common/dom.js';

/** Makes the buttons of the form work. */
export function startFaultForm() {
  const form = /** @type {HTMLFormElement} */ (byId('fault-form'));
  const result = byId('fault-result');
  form.addEventListener('submit', event => event.preventDefault());
  for (const button of form.querySelectorAll('button')) {
    button.addEventListener('click', async () => {
      try {
        await post('api/emulator/faults', faultOf(new FormData(form), button.value));
        setText(result, '');
        announce(button.value === 'reset' ? 'The faults that waited are removed.' : `The next requests meet the fault "${button.textContent}".`);
      } catch (error) {
        setText(result, error instanceof Error ? error.message : String(error));
      }
    });
  }
}

/**
 * @param {FormData} values
 * @param {string} kind
 */
function faultOf(values, kind) {
  const fault = { kind, operation: String(values.get('operation')), count: Number(values.get('count')) };
  return kind === 'delay' ? { ...fault, seconds: Number(values.get('seconds')) } : fault;
}
