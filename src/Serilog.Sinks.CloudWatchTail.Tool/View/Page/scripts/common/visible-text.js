// @ts-check
// What a log message may hold and a page should not obey: control characters, direction overrides and broken surrogates are shown, not acted upon.

const HIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * The text with its invisible characters made visible: ESC as ␛, a right-to-left override as ‹U+202E›. Line breaks and tabs stay.
 * @param {string} text
 * @returns {string}
 */
export function visible(text) {
  return text.replace(/\r\n/g, '\n').replace(HIDDEN, symbol).replace(LONE_SURROGATE, name);
}

/**
 * The same on one line, for a row of the list.
 * @param {string} text
 * @returns {string}
 */
export function visibleLine(text) {
  return visible(text).replace(/\n/g, ' ⏎ ').replace(/\t/g, ' ');
}

/** @param {string} character */
function symbol(character) {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : name(character);
}

/** @param {string} character */
function name(character) {
  return `‹U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`;
}
