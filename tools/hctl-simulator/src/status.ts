import { setTimeout as delay } from 'node:timers/promises';
import { haxRuns } from './cluster-state.js';
import type { Context } from './context.js';
import { beSlow, misbehaveMidway } from './misbehave.js';
import { Refusal } from './refusal.js';
import { statusOf } from './status-of.js';

/** `hctl status [--json] [-d]` */
export async function status(context: Context): Promise<void> {
  const { args, failures, memory, out } = context;
  const unknown = args.find(
    (word) =>
      !['--json', ...(failures.has('status-no-d') ? [] : ['-d', '--devices'])].includes(word),
  );
  if (unknown !== undefined)
    throw new Refusal(
      `usage: hctl status [--json]\nhctl status: error: unrecognized arguments: ${unknown}`,
      2,
    );
  await misbehaveMidway(context);
  await beSlow(context);
  const cluster = await memory.cluster();
  if (haxRuns(cluster) && failures.has('consul-dead')) for (;;) await delay(1_000_000);
  if (!haxRuns(cluster)) throw new Refusal('Cluster is not running');
  const answer = statusOf(cluster, await memory.left(), failures, {
    devices: args.includes('-d') || args.includes('--devices'),
    nowMs: Date.now(),
  });
  if (!args.includes('--json')) return out(JSON.stringify(answer, undefined, 4));
  const json = JSON.stringify(answer, undefined, 2);
  if (failures.has('status-garbage'))
    out('Traceback (most recent call last):\n  File "hctl-status", line 1\nKeyError: \'{\'');
  else if (failures.has('status-cut')) out(json.slice(0, json.length / 2));
  else if (failures.has('status-shape')) out('{"nodes": {"a": []}, "pools": null}');
  else if (!failures.has('status-empty')) out(json);
}
