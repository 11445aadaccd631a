// AWS's own SDK against the emulator: what it sends must be understood, and what it gets must be what its types say.
import "./groups.mjs";
import "./events.mjs";
import "./signing.mjs";
import "./livetail.mjs";
import { run } from "./harness.mjs";

process.exit(await run() === 0 ? 0 : 1);
