// A test runner of one page: the cases run in order, each prints one line, and the exit code says whether all held.
import assert from "node:assert/strict";

const cases = [];

export function test(name, body) {
  cases.push({ name, body });
}

export async function rejects(promise, name, message) {
  try {
    await promise;
  } catch (error) {
    assert.equal(error.name, name, `${error.name}: ${error.message}`);
    if (message !== undefined) assert.equal(error.message, message);
    return error;
  }

  assert.fail(`expected ${name}`);
}

export async function run() {
  let failed = 0;
  for (const { name, body } of cases) {
    try {
      await withTimeout(body(), 20_000);
      console.log(`ok - ${name}`);
    } catch (error) {
      failed++;
      console.log(`not ok - ${name}: ${error.stack ?? error}`);
    }
  }

  console.log(`${cases.length - failed} passed, ${failed} failed`);
  return failed;
}

async function withTimeout(promise, milliseconds) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
