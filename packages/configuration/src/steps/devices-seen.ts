import { isFromElsewhere, removeRestoredMark } from '@hare/cluster';
import { HareError } from '@hare/base';
import { isDeepStrictEqual } from 'node:util';
import { fileEffect, seen, type Step, isDamaged } from '@hare/stage';
import {
  lookAtDevices,
  readSeenDevices,
  seenDevicesFile,
  writeSeenDevices,
  type DeviceState,
} from '@hare/devices';
import type { ConfigurationSession } from '../configuration-session.js';

/** What this node's devices are is remembered, so that init formats those and no others. */
export function devicesSeen(session: Pick<ConfigurationSession, 'devices' | 'context'>): Step {
  const { places, run, root, env } = session.context;
  const devices = seen(async (look): Promise<readonly DeviceState[]> =>
    lookAtDevices(await look(session.devices), { run, root, path: env['PATH'] }),
  );
  return {
    id: 'devices-seen',
    title: 'Record the devices of this node',
    check: async (look) => {
      const now = await look(devices);
      const missing = now
        .filter(({ kind }) => kind === 'missing')
        .map(({ path }) => `${path} does not exist; init will refuse to format it`);
      const recorded = await readSeenDevices(places).catch((error: unknown) => {
        if (isDamaged(error)) return new Map<string, never>();
        throw error;
      });
      const wanted = new Map(now.map((device) => [device.path, device.identity]));
      if (isFromElsewhere(places))
        return {
          ok: false,
          error: new HareError(
            'STEP_NOT_EFFECTIVE',
            'the configuration comes from a backup of another machine',
          ),
          warnings: missing,
        };
      if (isDeepStrictEqual(new Map(recorded), wanted))
        return { ok: true, note: `${now.length} devices`, warnings: missing };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          recorded.size === 0
            ? `${now.length} devices are not recorded yet`
            : 'the devices differ from the recorded ones',
        ),
        warnings: missing,
      };
    },
    forecast: async (look) => {
      const { file, text } = await seenDevicesFile(places, await look(devices));
      return [await fileEffect(file, text)];
    },
    apply: async (look) => {
      await writeSeenDevices(places, await look(devices));
      await removeRestoredMark(places);
    },
  };
}
