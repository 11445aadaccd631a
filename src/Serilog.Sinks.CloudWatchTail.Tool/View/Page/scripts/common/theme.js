// @ts-check
// Dark, light, or as the system says. The choice is kept in this browser.

import { byId } from './dom.js';

const KEY = 'cwtail-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Applies the chosen theme and makes the button change it. */
export function startTheme() {
  const button = byId('theme');
  show(button, stored());
  button.addEventListener('click', () => {
    const next = current() === 'dark' ? 'light' : 'dark';
    if (next === system()) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
    show(button, stored());
  });
  dark.addEventListener('change', () => show(button, stored()));
}

const system = () => (dark.matches ? 'dark' : 'light');
const stored = () => localStorage.getItem(KEY);
const current = () => stored() ?? system();

/**
 * @param {HTMLElement} button
 * @param {string | null} chosen
 */
function show(button, chosen) {
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  button.setAttribute('aria-label', current() === 'dark' ? 'Change to the light theme' : 'Change to the dark theme');
}
