import { formatError, HareError } from '@hare/base';
import type { Look, Step } from '@hare/stage';
import type { DeviceIdentity } from '@hare/devices';
import { forecastDevices } from '../forecast-devices.js';
import type { InitSession } from '../init-session.js';

/**
 * Before mkfs: every device of this node is the one that config saw, is free, and has no foreign
 * data.
 */
export function devicesSafe(session: InitSession): Step {
  const problems = async (look: Look): Promise<readonly HareError[]> => {
    const { checkDevices, mkfsRules, mkfsRulesWhileOpen } = await import('@hare/devices');
    const { leftBy } = await look(session.cluster.found);
    return checkDevices(await look(session.devices), {
      rules: leftBy === undefined ? mkfsRules : mkfsRulesWhileOpen,
      allowFiles: session.context.settings.devices.allowFiles,
      expected: await expected(session),
    });
  };
  return {
    id: 'devices',
    title: 'Check the devices before formatting',
    after: ['plan'],
    check: async (look) => {
      const { kind } = await look(session.decision);
      if (kind !== 'format' && kind !== 'wait') return { ok: true, note: 'nothing to format' };
      const { deviceWarnings } = await import('@hare/devices');
      const [devices, found] = [await look(session.devices), await problems(look)];
      const warnings = deviceWarnings(devices);
      if (found.length === 0)
        return { ok: true, note: devices.map((device) => device.path).join(', '), warnings };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'DEVICES_UNSAFE',
          `${new Set(found.map((problem) => problem.message.split(' ')[0])).size} of ` +
            `${devices.length} devices cannot be formatted`,
          {
            hint: 'free the devices, or correct the ConfStore and run config again',
          },
        ),
        warnings,
        findings: found.map((problem) => formatError(problem)),
        diff: (await look(session.wiped)).join('\n'),
      };
    },
    forecast: async (look) => forecastDevices(session, look, await problems(look)),
  };
}

/** What config saw; of devices that it did not look at, the size that the description gives. */
async function expected({
  context,
  cluster,
}: InitSession): Promise<ReadonlyMap<string, DeviceIdentity>> {
  const { readSeenDevices } = await import('@hare/devices');
  const drives = (await cluster.node()).m0Servers.flatMap((server) => [
    ...server.data,
    ...(server.log ?? []),
  ]);
  return new Map<string, DeviceIdentity>([
    ...drives.flatMap(({ path, sizeBytes }) =>
      sizeBytes === undefined ? [] : [[path, { sizeBytes }] as const],
    ),
    ...(await readSeenDevices(context.places, context.planned)),
  ]);
}
