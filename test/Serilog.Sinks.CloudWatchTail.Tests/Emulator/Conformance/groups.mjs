// Groups, their retention and tags, and streams.
import assert from "node:assert/strict";
import { paginateDescribeLogGroups, paginateDescribeLogStreams } from "@aws-sdk/client-cloudwatch-logs";
import { account, arnOf, create, logs, put } from "./client.mjs";
import { rejects, test } from "./harness.mjs";

test("a group is created and described", async () => {
  await logs.createLogGroup({ logGroupName: "/js/orders", tags: { team: "shop" } });
  const { logGroups } = await logs.describeLogGroups({ logGroupNamePrefix: "/js/orders" });
  assert.equal(logGroups.length, 1);
  assert.equal(logGroups[0].logGroupName, "/js/orders");
  assert.equal(logGroups[0].arn, arnOf("/js/orders") + ":*");
  assert.equal(logGroups[0].logGroupArn, arnOf("/js/orders"));
  assert.equal(logGroups[0].logGroupClass, "STANDARD");
  assert.ok(Math.abs(logGroups[0].creationTime - Date.now()) < 60_000);
});
test("a second group of the same name exists already", () =>
  rejects(logs.createLogGroup({ logGroupName: "/js/orders" }), "ResourceAlreadyExistsException", "The specified log group already exists"));
test("an error is a client's fault with a status and a request id", async () => {
  const error = await rejects(logs.deleteLogGroup({ logGroupName: "nowhere" }), "ResourceNotFoundException", "The specified log group does not exist.");
  assert.equal(error.$fault, "client");
  assert.equal(error.$metadata.httpStatusCode, 400);
  assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
});
test("an answer without members has metadata", async () => {
  const answer = await logs.createLogGroup({ logGroupName: "/js/empty" });
  assert.deepEqual(Object.keys(answer), ["$metadata"]);
  assert.equal(answer.$metadata.httpStatusCode, 200);
});
test("a bad name is an invalid parameter in the service's words", () => rejects(
  logs.createLogGroup({ logGroupName: "a b" }), "InvalidParameterException",
  "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+"));
test("a missing name is null", () => rejects(
  logs.createLogGroup({}), "InvalidParameterException",
  "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null"));
test("an unknown class is refused", () => rejects(logs.createLogGroup({ logGroupName: "x", logGroupClass: "CHEAP" }), "InvalidParameterException"));
test("a name of aws/ is reserved", () => rejects(logs.createLogGroup({ logGroupName: "aws/x" }), "InvalidParameterException"));
test("a group is deleted", async () => {
  await logs.deleteLogGroup({ logGroupName: "/js/empty" });
  assert.equal((await logs.describeLogGroups({ logGroupNamePrefix: "/js/empty" })).logGroups.length, 0);
});
test("a protected group is not deleted", async () => {
  await logs.createLogGroup({ logGroupName: "/js/protected", deletionProtectionEnabled: true });
  await rejects(logs.deleteLogGroup({ logGroupName: "/js/protected" }), "ValidationException");
});
test("the paginator walks through all groups", async () => {
  for (let i = 0; i < 7; i++) await logs.createLogGroup({ logGroupName: `/pages/${i}` });
  const names = [];
  for await (const page of paginateDescribeLogGroups({ client: logs, pageSize: 3 }, { logGroupNamePrefix: "/pages/" })) names.push(...page.logGroups.map(g => g.logGroupName));
  assert.deepEqual(names, [0, 1, 2, 3, 4, 5, 6].map(i => `/pages/${i}`));
});
test("a pattern finds anywhere in the name", async () =>
  assert.deepEqual((await logs.describeLogGroups({ logGroupNamePattern: "ages/6" })).logGroups.map(g => g.logGroupName), ["/pages/6"]));
test("prefix and pattern exclude each other", () => rejects(logs.describeLogGroups({ logGroupNamePattern: "a", logGroupNamePrefix: "b" }), "InvalidParameterException"));
test("a limit of 51 is too many", () => rejects(
  logs.describeLogGroups({ limit: 51 }), "InvalidParameterException",
  "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50"));
test("groups are chosen by class", async () => {
  await logs.createLogGroup({ logGroupName: "/js/ia", logGroupClass: "INFREQUENT_ACCESS" });
  assert.deepEqual((await logs.describeLogGroups({ logGroupClass: "INFREQUENT_ACCESS" })).logGroups.map(g => g.logGroupName), ["/js/ia"]);
});
test("groups are chosen by identifier", async () =>
  assert.deepEqual((await logs.describeLogGroups({ logGroupIdentifiers: ["/pages/1", arnOf("/pages/2")] })).logGroups.map(g => g.logGroupName), ["/pages/1", "/pages/2"]));

// Retention and tags.

test("a retention is put, described and deleted", async () => {
  await logs.putRetentionPolicy({ logGroupName: "/js/orders", retentionInDays: 7 });
  assert.equal((await logs.describeLogGroups({ logGroupNamePrefix: "/js/orders" })).logGroups[0].retentionInDays, 7);
  await logs.deleteRetentionPolicy({ logGroupName: "/js/orders" });
  assert.equal((await logs.describeLogGroups({ logGroupNamePrefix: "/js/orders" })).logGroups[0].retentionInDays, undefined);
});
test("a retention of two days is not on the list", () => rejects(logs.putRetentionPolicy({ logGroupName: "/js/orders", retentionInDays: 2 }), "InvalidParameterException"));
test("tags given at creation are listed", async () =>
  assert.deepEqual((await logs.listTagsForResource({ resourceArn: arnOf("/js/orders") })).tags, { team: "shop" }));
test("tags are added and removed", async () => {
  await logs.tagResource({ resourceArn: arnOf("/js/orders"), tags: { tier: "1", "ключ": "значение" } });
  await logs.untagResource({ resourceArn: arnOf("/js/orders"), tagKeys: ["team"] });
  assert.deepEqual((await logs.listTagsForResource({ resourceArn: arnOf("/js/orders") })).tags, { tier: "1", "ключ": "значение" });
});
test("the fifty-first tag is one too many", () => rejects(
  logs.tagResource({ resourceArn: arnOf("/js/orders"), tags: Object.fromEntries([...Array(49).keys()].map(i => [`k${i}`, "v"])) }), "TooManyTagsException"));
test("tags of another account are refused", () => rejects(logs.listTagsForResource({ resourceArn: arnOf("x").replace(account, "999999999999") }), "InvalidParameterException"));

// Streams.

test("a stream is created and described", async () => {
  await logs.createLogStream({ logGroupName: "/js/orders", logStreamName: "2026/03/01/[$LATEST]ü" });
  const { logStreams } = await logs.describeLogStreams({ logGroupName: "/js/orders" });
  assert.equal(logStreams[0].logStreamName, "2026/03/01/[$LATEST]ü");
  assert.equal(logStreams[0].arn, arnOf("/js/orders") + ":log-stream:2026/03/01/[$LATEST]ü");
  assert.equal(logStreams[0].storedBytes, 0);
});
test("a second stream of the same name exists already", () => rejects(
  logs.createLogStream({ logGroupName: "/js/orders", logStreamName: "2026/03/01/[$LATEST]ü" }), "ResourceAlreadyExistsException", "The specified log stream already exists"));
test("a stream without its group is not found", () => rejects(logs.createLogStream({ logGroupName: "nowhere", logStreamName: "s" }), "ResourceNotFoundException"));
test("a colon in a stream's name is refused", () => rejects(logs.createLogStream({ logGroupName: "/js/orders", logStreamName: "a:b" }), "InvalidParameterException"));
test("streams come by their last event", async () => {
  await create("/js/streams", "a", "b", "c");
  await put("/js/streams", "b", "x");
  const { logStreams } = await logs.describeLogStreams({ logGroupIdentifier: arnOf("/js/streams"), orderBy: "LastEventTime", descending: true });
  assert.deepEqual(logStreams.map(s => s.logStreamName), ["b", "c", "a"]);
  assert.ok(Math.abs(logStreams[0].lastEventTimestamp - Date.now()) < 60_000);
});
test("the paginator walks through all streams", async () => {
  const names = [];
  for await (const page of paginateDescribeLogStreams({ client: logs, pageSize: 2 }, { logGroupName: "/js/streams" })) names.push(...page.logStreams.map(s => s.logStreamName));
  assert.deepEqual(names, ["a", "b", "c"]);
});
test("a prefix with the order of events is refused", () => rejects(
  logs.describeLogStreams({ logGroupName: "/js/streams", orderBy: "LastEventTime", logStreamNamePrefix: "a" }), "InvalidParameterException"));
test("a stream is deleted", async () => {
  await logs.deleteLogStream({ logGroupName: "/js/streams", logStreamName: "c" });
  assert.equal((await logs.describeLogStreams({ logGroupName: "/js/streams" })).logStreams.length, 2);
});
