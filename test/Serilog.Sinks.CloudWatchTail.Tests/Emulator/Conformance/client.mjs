// What the cases share: clients of the emulator, and short words for what they do most.
import assert from "node:assert/strict";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";

const { EMULATOR_URL, EMULATOR_REGION, EMULATOR_KEY, EMULATOR_SECRET, EMULATOR_URL_2, EMULATOR_REGION_2, EMULATOR_TOKEN_2 } = process.env;

export const account = "123456789012";
export const keys = { accessKeyId: EMULATOR_KEY, secretAccessKey: EMULATOR_SECRET };
export const arnOf = group => `arn:aws:logs:${EMULATOR_REGION}:${account}:log-group:${group}`;

export function client(changes = {}) {
  return new CloudWatchLogs({
    endpoint: EMULATOR_URL,
    region: EMULATOR_REGION,
    credentials: keys,

    // The SDK puts "stream-" before any host for Live Tail, also before 127.0.0.1.
    disableHostPrefix: true,
    maxAttempts: 1,
    ...changes,
  });
}

// Another region, temporary credentials, and a clock an hour ahead.
export const second = (changes = {}) => client({
  endpoint: EMULATOR_URL_2, region: EMULATOR_REGION_2, credentials: { ...keys, sessionToken: EMULATOR_TOKEN_2 }, maxAttempts: 3, ...changes,
});

export const logs = client();

export const put = (logGroupName, logStreamName, ...messages) => logs.putLogEvents({
  logGroupName, logStreamName, logEvents: messages.map(message => ({ timestamp: Date.now(), message })),
});

export const messagesOf = answer => answer.events.map(e => e.message);

export async function create(group, ...streams) {
  await logs.createLogGroup({ logGroupName: group });
  for (const stream of streams) await logs.createLogStream({ logGroupName: group, logStreamName: stream });
}

export async function fault(fault) {
  const answer = await fetch(`${EMULATOR_URL}/_emulator/faults`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(fault),
  });
  assert.equal(answer.status, 201, await answer.text());
}
