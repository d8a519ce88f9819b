import { formatError } from '@hare/confstore/error';
import type { Step } from '@hare/stage';
import { checkDevices, lookAtDevices, nodeDevices, prepareRules } from '@hare/stage/devices';
import type { PrepareSession } from '../prepare-session.js';

/** Every device of this node exists, is a block device, and nobody else's data is in use on it; else nothing is written. */
export function devicesUsable(session: PrepareSession): Step {
  const { settings, run, root, env } = session.context;
  return {
    id: 'devices',
    title: 'The devices of this node may be used',
    check: async () => {
      const devices = nodeDevices(await session.node());
      const problems = checkDevices(await lookAtDevices(devices, { run, root, path: env['PATH'] }), { rules: prepareRules, allowFiles: settings.devices.allowFiles });
      if (problems.length === 0) return { ok: true, note: devices.join(', ') };
      const [first] = problems;
      return {
        ok: false,
        refuse: true,
        code: 'DEVICES_UNUSABLE',
        reason: `${problems.length === 1 ? 'a device' : `${problems.length} findings on devices`} of this node must not be used`,
        findings: problems.map((problem) => formatError(problem)),
        hint: first?.hint ?? 'correct the ConfStore, or free the devices',
      };
    },
  };
}
