// @ts-check
// Times, sizes and numbers as the page writes them. Times are local; the event panel shows the exact one.

const DAY = 24 * 3_600_000;

/** @param {number} value @param {number} [width] */
const pad = (value, width = 2) => String(value).padStart(width, '0');

/**
 * 14:03:20.123
 * @param {number} milliseconds
 */
export function clock(milliseconds) {
  const time = new Date(milliseconds);
  return `${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}.${pad(time.getMilliseconds(), 3)}`;
}

/**
 * 14:03:20, with the day if it is not today.
 * @param {number} milliseconds
 */
export function moment(milliseconds) {
  const text = clock(milliseconds).slice(0, -4);
  return isToday(milliseconds) ? text : `${day(milliseconds)} ${text}`;
}

/**
 * 14:03:20.123, with the day if it is not today.
 * @param {number} milliseconds
 */
export function exactMoment(milliseconds) {
  return isToday(milliseconds) ? clock(milliseconds) : `${day(milliseconds)} ${clock(milliseconds)}`;
}

/** @param {number} milliseconds */
export function isToday(milliseconds) {
  return new Date(milliseconds).toDateString() === new Date().toDateString();
}

/**
 * 2026-11-30
 * @param {number} milliseconds
 */
export function day(milliseconds) {
  const time = new Date(milliseconds);
  return `${pad(time.getFullYear(), 4)}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
}

/**
 * A length of time: 0.12 ms, 340 ms, 1.2 s, 3 min 20 s, 2 h 5 min, 3.5 days.
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  const absolute = Math.abs(milliseconds);
  if (absolute < 9.995) return `${round(milliseconds, 2)} ms`;
  if (absolute < 999.5) return `${round(milliseconds, 0)} ms`;
  if (absolute < 59_995) return `${round(milliseconds / 1000, 2)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (absolute < 3_600_000) return `${Math.trunc(seconds / 60)} min ${Math.abs(seconds % 60)} s`;
  if (absolute < 2 * DAY) return `${Math.trunc(seconds / 3600)} h ${Math.trunc(Math.abs(seconds % 3600) / 60)} min`;
  return absolute < 730 * DAY ? `${round(milliseconds / DAY, 1)} days` : `${round(milliseconds / DAY / 365.25, 1)} years`;
}

/** @param {number} value @param {number} digits */
function round(value, digits) {
  return String(Number(value.toFixed(digits)));
}

/**
 * 1,234,567
 * @param {number} value
 */
export function count(value) {
  return Math.round(value).toLocaleString('en-US');
}

/**
 * The noun in its number: "1 event", "2 events".
 * @param {number} value
 * @param {string} noun
 */
export function counted(value, noun) {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/**
 * 12.3 MB
 * @param {number} value
 */
export function bytes(value) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : round(value, value < 10 ? 1 : 0)} ${units[unit]}`;
}
