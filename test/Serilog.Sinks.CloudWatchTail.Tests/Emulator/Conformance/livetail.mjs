// Live Tail.
import assert from "node:assert/strict";
import { account, arnOf, client, create, fault, logs, put } from "./client.mjs";
import { rejects, test } from "./harness.mjs";

async function tail(input, body, use = logs) {
  const abort = new AbortController();
  try {
    const { responseStream } = await use.startLiveTail(input, { abortSignal: abort.signal });
    return await body(responseStream[Symbol.asyncIterator](), abort);
  } finally {
    abort.abort();
  }
}

async function nextEvents(stream) {
  while (true) {
    const { value } = await stream.next();
    assert.ok(value.sessionUpdate, JSON.stringify(value));
    if (value.sessionUpdate.sessionResults.length > 0) return value.sessionUpdate;
  }
}

test("a live tail starts, shows events and can be left", async () => {
  await create("/js/tail", "s", "t");
  await tail({ logGroupIdentifiers: [arnOf("/js/tail")], logEventFilterPattern: "hello" }, async stream => {
    const { value } = await stream.next();
    assert.deepEqual(value.sessionStart.logGroupIdentifiers, [arnOf("/js/tail")]);
    assert.equal(value.sessionStart.logEventFilterPattern, "hello");
    assert.match(value.sessionStart.sessionId, /^[0-9a-f-]{36}$/);
    await put("/js/tail", "s", "hello wörld", "other");
    const update = await nextEvents(stream);
    assert.equal(update.sessionMetadata.sampled, false);
    assert.equal(update.sessionResults.length, 1);
    assert.equal(update.sessionResults[0].message, "hello wörld");
    assert.equal(update.sessionResults[0].logStreamName, "s");
    assert.equal(update.sessionResults[0].logGroupIdentifier, `${account}:/js/tail`);
    assert.ok(Math.abs(update.sessionResults[0].ingestionTime - Date.now()) < 60_000);
  });
});
test("an idle live tail has empty updates", () => tail({ logGroupIdentifiers: [arnOf("/js/tail")] }, async stream => {
  await stream.next();
  const { value } = await stream.next();
  assert.deepEqual(value.sessionUpdate, { sessionMetadata: { sampled: false }, sessionResults: [] });
}));
test("a live tail chooses by streams", () => tail({ logGroupIdentifiers: [arnOf("/js/tail")], logStreamNames: ["t"] }, async stream => {
  await stream.next();
  await put("/js/tail", "s", "not this");
  await put("/js/tail", "t", "this");
  assert.deepEqual((await nextEvents(stream)).sessionResults.map(r => r.message), ["this"]);
}));
test("a live tail of too much is sampled", () => tail({ logGroupIdentifiers: [arnOf("/js/tail")] }, async stream => {
  await stream.next();
  await put("/js/tail", "s", ...[...Array(2000).keys()].map(String));
  const update = await nextEvents(stream);
  assert.equal(update.sessionMetadata.sampled, true);
  assert.equal(update.sessionResults.length, 500);
}));
test("a live tail of what is not there is not found", () => rejects(logs.startLiveTail({ logGroupIdentifiers: [arnOf("nowhere")] }), "ResourceNotFoundException"));
test("a live tail of a name is refused", () => rejects(logs.startLiveTail({ logGroupIdentifiers: ["/js/tail"] }), "InvalidParameterException"));
test("a live tail of eleven groups is refused", () => rejects(logs.startLiveTail({ logGroupIdentifiers: Array(11).fill(arnOf("/js/tail")) }), "InvalidParameterException"));
test("a live tail of infrequent access is refused", () => rejects(logs.startLiveTail({ logGroupIdentifiers: [arnOf("/js/ia")] }), "InvalidOperationException"));
test("a live tail of an ARN with a star is refused", () => rejects(logs.startLiveTail({ logGroupIdentifiers: [arnOf("/js/tail") + ":*"] }), "InvalidParameterException"));
test("a live tail that times out says so", async () => {
  await fault({ fault: "expireSession", operation: "StartLiveTail" });
  await tail({ logGroupIdentifiers: [arnOf("/js/tail")] }, async stream => {
    await stream.next();
    await assert.rejects(async () => { while (!(await stream.next()).done); }, error => error.name === "SessionTimeoutException");
  });
});
test("a live tail that fails says so", async () => {
  await fault({ fault: "endWithException", operation: "StartLiveTail" });
  await tail({ logGroupIdentifiers: [arnOf("/js/tail")] }, async stream => {
    await stream.next();
    await assert.rejects(async () => { while (!(await stream.next()).done); }, error => error.name === "SessionStreamingException");
  });
});
test("an error that the SDK does not know is an error", async () => {
  await fault({ fault: "endWithError", operation: "StartLiveTail", code: "Overheated", message: "Too hot." });
  await tail({ logGroupIdentifiers: [arnOf("/js/tail")] }, async stream => {
    await stream.next();
    await assert.rejects(async () => { while (!(await stream.next()).done); }, error => error.message === "Too hot.");
  });
});
test("a wrong checksum is an error", async () => {
  await fault({ fault: "corruptMessageChecksum", operation: "StartLiveTail" });
  await tail({ logGroupIdentifiers: [arnOf("/js/tail")] }, async stream => {
    await stream.next();
    await assert.rejects(async () => { while (!(await stream.next()).done); }, /checksum/i);
  });
});
test("a cut in the middle of a message is an error", async () => {
  await fault({ fault: "cutMidFrame", operation: "StartLiveTail", afterUpdates: 1 });
  await tail({ logGroupIdentifiers: [arnOf("/js/tail")] }, async stream => {
    await stream.next();
    await assert.rejects(async () => { while (!(await stream.next()).done); });
  });
});
test("the sixteenth live tail at once is one too many", async () => {
  const aborts = [];
  try {
    for (let i = 0; i < 15; i++) {
      const abort = new AbortController();
      aborts.push(abort);

      // Sessions that were just left may still count for a moment.
      await client({ maxAttempts: 6 }).startLiveTail({ logGroupIdentifiers: [arnOf("/js/choice")] }, { abortSignal: abort.signal });
    }

    await rejects(logs.startLiveTail({ logGroupIdentifiers: [arnOf("/js/choice")] }), "LimitExceededException");
  } finally {
    for (const abort of aborts) abort.abort();
  }
});
