// Putting and reading back.
import assert from "node:assert/strict";
import { paginateFilterLogEvents, paginateGetLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { arnOf, create, logs, messagesOf, put } from "./client.mjs";
import { rejects, test } from "./harness.mjs";

test("what is put is read back, whatever its characters", async () => {
  await create("/js/text", "s");
  const text = "quotes \" \\ newline \n tab \t control \u0001 umlaut ü snowman ☃ emoji 😀";
  const answer = await put("/js/text", "s", text);
  assert.match(answer.nextSequenceToken, /^\d{56}$/);
  assert.equal(answer.rejectedLogEventsInfo, undefined);
  assert.deepEqual(messagesOf(await logs.getLogEvents({ logGroupName: "/js/text", logStreamName: "s" })), [text]);
  assert.deepEqual(messagesOf(await logs.filterLogEvents({ logGroupName: "/js/text" })), [text]);
});
test("half a surrogate pair does not fail the batch", async () => {
  await put("/js/text", "s", "half \ud83d pair");
  assert.ok(messagesOf(await logs.filterLogEvents({ logGroupName: "/js/text" })).includes("half \ufffd pair"));
});
test("a put without its stream is not found", () => rejects(put("/js/text", "nowhere", "x"), "ResourceNotFoundException", "The specified log stream does not exist."));
test("a put without its group is not found", () => rejects(put("nowhere", "s", "x"), "ResourceNotFoundException", "The specified log group does not exist."));
test("an empty message is refused", () => rejects(
  put("/js/text", "s", "good", ""), "InvalidParameterException",
  "1 validation error detected: Value '' at 'logEvents.2.member.message' failed to satisfy constraint: Member must have length greater than or equal to 1"));
test("an empty batch is refused", () => rejects(put("/js/text", "s"), "InvalidParameterException"));
test("events out of order are refused", () => rejects(
  logs.putLogEvents({ logGroupName: "/js/text", logStreamName: "s", logEvents: [{ timestamp: Date.now(), message: "a" }, { timestamp: Date.now() - 1000, message: "b" }] }),
  "InvalidParameterException", "Log events in a single PutLogEvents request must be in chronological order."));
test("a batch of more than a day is refused", () => rejects(
  logs.putLogEvents({ logGroupName: "/js/text", logStreamName: "s", logEvents: [{ timestamp: Date.now() - 90_000_000, message: "a" }, { timestamp: Date.now(), message: "b" }] }),
  "InvalidParameterException", "The batch of log events in a single PutLogEvents request cannot span more than 24 hours."));
test("ten thousand events are a batch", async () => {
  await create("/js/many", "s");
  const now = Date.now();
  await logs.putLogEvents({ logGroupName: "/js/many", logStreamName: "s", logEvents: [...Array(10_000).keys()].map(i => ({ timestamp: now + i, message: `${i}` })) });
});
test("one event more is not", () => rejects(
  logs.putLogEvents({ logGroupName: "/js/many", logStreamName: "s", logEvents: Array(10_001).fill({ timestamp: Date.now(), message: "x" }) }), "InvalidParameterException"));
test("an event of more than a megabyte is too large", () => rejects(
  put("/js/text", "s", "x".repeat(1_048_551)), "InvalidParameterException", "Log event too large: 1048577 bytes exceeds limit of 1048576"));
test("a batch of more than a megabyte is too large", () => rejects(
  put("/js/text", "s", "x".repeat(524_262), "ü".repeat(262_131), "y"), "InvalidParameterException", "Upload too large: 1048603 bytes exceeds limit of 1048576"));
test("rejected ranges come in an answer that succeeds", async () => {
  const day = 86_400_000;
  const { rejectedLogEventsInfo } = await logs.putLogEvents({
    logGroupName: "/js/text", logStreamName: "s",
    logEvents: [{ timestamp: Date.now() - 15 * day, message: "old" }, { timestamp: Date.now(), message: "good" }, { timestamp: Date.now() + 3 * 3_600_000, message: "new" }],
  });
  assert.deepEqual(rejectedLogEventsInfo, { tooNewLogEventStartIndex: 2, tooOldLogEventEndIndex: 1 });
});
test("a bad entity is rejected and its events are not", async () => {
  const { rejectedEntityInfo } = await logs.putLogEvents({
    logGroupName: "/js/text", logStreamName: "s", logEvents: [{ timestamp: Date.now(), message: "with an entity" }],
    entity: { keyAttributes: { Type: "Gadget", Name: "shop" } },
  });
  assert.deepEqual(rejectedEntityInfo, { errorType: "InvalidTypeValue" });
});
test("the paginator of FilterLogEvents walks through all events", async () => {
  const found = [];
  for await (const page of paginateFilterLogEvents({ client: logs, pageSize: 3000 }, { logGroupName: "/js/many" })) found.push(...messagesOf(page));
  assert.deepEqual(found, [...Array(10_000).keys()].map(String));
});
test("the paginator of GetLogEvents walks through all events and ends", async () => {
  const found = [];
  const config = { client: logs, pageSize: 3000, stopOnSameToken: true };
  for await (const page of paginateGetLogEvents(config, { logGroupName: "/js/many", logStreamName: "s", startFromHead: true })) found.push(...messagesOf(page));
  assert.deepEqual(found, [...Array(10_000).keys()].map(String));
});
test("GetLogEvents begins at the end and walks backwards", async () => {
  const last = await logs.getLogEvents({ logGroupName: "/js/many", logStreamName: "s", limit: 2 });
  assert.deepEqual(messagesOf(last), ["9998", "9999"]);
  const before = await logs.getLogEvents({ logGroupName: "/js/many", logStreamName: "s", limit: 2, nextToken: last.nextBackwardToken });
  assert.deepEqual(messagesOf(before), ["9996", "9997"]);
});
test("FilterLogEvents reads newest first", async () =>
  assert.deepEqual(messagesOf(await logs.filterLogEvents({ logGroupName: "/js/many", startFromHead: false, limit: 2 })), ["9999", "9998"]));
test("FilterLogEvents chooses by streams, by prefix and by time", async () => {
  await create("/js/choice", "a1", "a2", "b");
  const now = Date.now();
  for (const [i, stream] of ["a1", "a2", "b"].entries()) {
    await logs.putLogEvents({ logGroupName: "/js/choice", logStreamName: stream, logEvents: [{ timestamp: now + i, message: stream }] });
  }

  assert.deepEqual(messagesOf(await logs.filterLogEvents({ logGroupName: "/js/choice", logStreamNames: ["b", "a1"] })), ["a1", "b"]);
  assert.deepEqual(messagesOf(await logs.filterLogEvents({ logGroupName: "/js/choice", logStreamNamePrefix: "a" })), ["a1", "a2"]);
  assert.deepEqual(messagesOf(await logs.filterLogEvents({ logGroupIdentifier: arnOf("/js/choice"), startTime: now + 1, endTime: now + 1 })), ["a2"]);
  const { events } = await logs.filterLogEvents({ logGroupName: "/js/choice" });
  assert.equal(new Set(events.map(e => e.eventId)).size, 3);
  assert.deepEqual(events.map(e => e.logStreamName), ["a1", "a2", "b"]);
});
test("streams and a prefix exclude each other", () => rejects(
  logs.filterLogEvents({ logGroupName: "/js/choice", logStreamNames: ["b"], logStreamNamePrefix: "a" }), "InvalidParameterException"));
test("FilterLogEvents chooses by a JSON pattern", async () => {
  await create("/js/json", "s");
  await put("/js/json", "s", '{"level":"Error","n":7,"at":{"a.b":null}}', '{"level":"Information","n":3}', "no JSON");
  const found = async filterPattern => (await logs.filterLogEvents({ logGroupName: "/js/json", filterPattern })).events.length;
  assert.equal(await found('{ $.level = "Error" && $.n > 5 }'), 1);
  assert.equal(await found("{ $.at.['a.b'] IS NULL || $.n <= 3 }"), 2);
  assert.equal(await found("{ $.at NOT EXISTS }"), 1);
  assert.equal(await found("%no JSON|Error%"), 2);
  assert.equal(await found("?Error ?JSON"), 2);
});
test("a malformed pattern is refused", () => rejects(logs.filterLogEvents({ logGroupName: "/js/json", filterPattern: "{ $.a == 1 }" }), "InvalidParameterException", "Invalid filter pattern"));
test("TestMetricFilter extracts fields", async () => {
  const { matches } = await logs.testMetricFilter({ filterPattern: "[ip, status = 4*, ...]", logEventMessages: ["1.2.3.4 200 x", "1.2.3.4 404 y"] });
  assert.deepEqual(matches, [{ eventNumber: 2, eventMessage: "1.2.3.4 404 y", extractedValues: { $ip: "1.2.3.4", $status: "404", $3: "y" } }]);
});
test("an infrequent access group cannot be filtered", () => rejects(logs.filterLogEvents({ logGroupName: "/js/ia" }), "InvalidOperationException"));
test("a foreign token is refused", () => rejects(logs.filterLogEvents({ logGroupName: "/js/many", nextToken: "abc" }), "InvalidParameterException", "The specified nextToken is invalid."));
