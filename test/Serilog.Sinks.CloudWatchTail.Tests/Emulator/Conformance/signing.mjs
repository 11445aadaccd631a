// Signatures, retries, and what is not there.
import assert from "node:assert/strict";
import { client, create, fault, keys, logs, messagesOf, second } from "./client.mjs";
import { rejects, test } from "./harness.mjs";

test("an operation that is not there is unknown", () => rejects(logs.startQuery({ logGroupName: "/js/many", startTime: 0, endTime: 1, queryString: "fields @message" }), "UnknownOperationException"));
test("a wrong secret is refused", () => rejects(
  client({ credentials: { ...keys, secretAccessKey: "guess" } }).describeLogGroups({}), "InvalidSignatureException"));
test("an unknown key is refused", () => rejects(
  client({ credentials: { ...keys, accessKeyId: "OTHER" } }).describeLogGroups({}), "UnrecognizedClientException"));
test("another region is refused", () => rejects(client({ region: "eu-north-1" }).describeLogGroups({}), "InvalidSignatureException"));
test("temporary credentials carry their token", async () => {
  await second().describeLogGroups({});
  await rejects(second({ credentials: keys }).describeLogGroups({}), "UnrecognizedClientException");
});
test("a clock that is wrong by an hour is corrected from the answer", async () => {
  const behind = second();
  assert.equal((await behind.describeLogGroups({})).$metadata.attempts, 2);
  assert.equal((await behind.describeLogGroups({})).$metadata.attempts, 1);
});
test("throttling is retried until it ends", async () => {
  await fault({ fault: "throttle", operation: "CreateLogGroup", times: 2 });
  const answer = await client({ maxAttempts: 4 }).createLogGroup({ logGroupName: "/js/throttled" });
  assert.equal(answer.$metadata.attempts, 3);
});
test("throttling that does not end is an error of its name", async () => {
  await fault({ fault: "throttle", operation: "CreateLogGroup" });
  await rejects(logs.createLogGroup({ logGroupName: "/js/never" }), "ThrottlingException", "Rate exceeded");
});
test("an unavailable service is retried", async () => {
  await fault({ fault: "status", status: 503, operation: "DescribeLogGroups" });
  assert.equal((await client({ maxAttempts: 3 }).describeLogGroups({ limit: 1 })).$metadata.attempts, 2);
});
test("a proxy's page is an error with its status", async () => {
  await fault({ fault: "status", status: 502, body: "<html>Bad Gateway</html>", operation: "DescribeLogGroups" });
  await assert.rejects(logs.describeLogGroups({}), error => error.$metadata?.httpStatusCode === 502 || error.$response?.statusCode === 502);
});
test("a cut connection is retried", async () => {
  await fault({ fault: "cutAfterStoring", operation: "PutLogEvents" });
  await create("/js/cut", "s");
  await client({ maxAttempts: 3 }).putLogEvents({ logGroupName: "/js/cut", logStreamName: "s", logEvents: [{ timestamp: Date.now(), message: "twice" }] });
  assert.deepEqual(messagesOf(await logs.filterLogEvents({ logGroupName: "/js/cut" })), ["twice", "twice"]);
});
