import { isDeepStrictEqual } from 'node:util';
import { fileEffect } from '../../forecast/file-effect.js';
import { once } from '../../once.js';
import type { Step } from '../../step.js';
import { lookAtDevices, nodeDevices, readSeenDevices, seenDevicesFile, writeSeenDevices, type DeviceState } from '../../devices/index.js';
import type { ConfigurationSession } from '../configuration-session.js';

/** What this node's devices are is remembered, so that init formats those and no others. */
export function devicesSeen(session: Pick<ConfigurationSession, 'node' | 'context'>): Step {
  const { places, run, root, env } = session.context;
  const devices = once(async (): Promise<readonly DeviceState[]> => lookAtDevices(nodeDevices(await session.node()), { run, root, path: env['PATH'] }));
  return {
    id: 'devices-seen',
    title: "This node's devices are recorded",
    check: async () => {
      const now = await devices();
      const missing = now.filter(({ kind }) => kind === 'missing').map(({ path }) => `${path} is not there; init will refuse to format it`);
      const seen = await readSeenDevices(places);
      const wanted = new Map(now.map((device) => [device.path, device.identity]));
      if (isDeepStrictEqual(new Map(seen), wanted)) return { ok: true, note: `${now.length} devices`, warnings: missing };
      return { ok: false, reason: seen.size === 0 ? `${now.length} devices are not recorded yet` : 'the devices are not those that are recorded', warnings: missing };
    },
    forecast: async () => {
      const { file, text } = await seenDevicesFile(places, await devices());
      return [await fileEffect(file, text)];
    },
    apply: async () => writeSeenDevices(places, await devices()),
  };
}
