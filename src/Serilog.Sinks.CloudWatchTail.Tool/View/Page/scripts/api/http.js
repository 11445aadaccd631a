// @ts-check
// Requests to the program that serves this page. There is no other host.

/** An answer that is an error, with what it says. */
export class RequestError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {{ position?: number, field?: string }} [details]
   */
  constructor(status, message, details = {}) {
    super(message);
    this.status = status;
    this.position = details.position;
    this.field = details.field;
  }
}

/**
 * The browser's own words for a program that has ended are "Failed to fetch".
 * @param {string} path
 * @param {RequestInit} [options]
 */
async function request(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new RequestError(0, 'The viewer does not answer. Is cwtail still running?');
  }
}

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
export async function getJson(path) {
  const answer = await request(path);
  if (!answer.ok) throw await failure(answer);
  return answer.json();
}

/**
 * @param {string} path
 * @param {object} [body]
 */
export async function post(path, body = {}) {
  const answer = await request(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw await failure(answer);
}

/**
 * What an answer that is no success says.
 * @param {Response} answer
 * @returns {Promise<RequestError>}
 */
export async function failure(answer) {
  if (answer.status === 401) return new RequestError(401, 'This page needs the link that cwtail printed in its terminal: open it again.');
  try {
    const body = await answer.json();
    return new RequestError(answer.status, String(body.error), body);
  } catch {
    return new RequestError(answer.status, `The viewer answered ${answer.status}.`);
  }
}
