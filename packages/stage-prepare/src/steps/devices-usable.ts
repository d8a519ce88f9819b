import { formatError } from '@hare/confstore/error';
import { once, type Step } from '@hare/stage';
import { checkDevices, deviceRole, lookAtDevices, nodeDevices, prepareRules } from '@hare/stage/devices';
import type { PrepareSession } from '../prepare-session.js';

/** Every device of this node exists, is a block device, and nobody else's data is in use on it; else nothing is written. */
export function devicesUsable(session: PrepareSession): Step {
  const { settings, run, root, env } = session.context;
  const look = once(async () => {
    const devices = await lookAtDevices(nodeDevices(await session.node()), { run, root, path: env['PATH'] });
    return { devices, problems: checkDevices(devices, { rules: prepareRules, allowFiles: settings.devices.allowFiles }) };
  });
  return {
    id: 'devices',
    title: 'The devices of this node may be used',
    check: async () => {
      const { devices, problems } = await look();
      if (problems.length === 0) return { ok: true, note: devices.map((device) => device.path).join(', ') };
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
    forecast: async () => {
      const [{ devices, problems }, node] = [await look(), await session.node()];
      return devices.map((state) => {
        const { path } = state;
        const found = problems.filter(({ message }) => message.startsWith(`${path} `)).map(({ message }) => message.slice(path.length + 1));
        return { kind: 'device', node: node.hostname, path, role: deviceRole(node, path), state, action: found.length === 0 ? 'keep' : 'refuse', because: found.length === 0 ? 'it is only looked at' : found.join('; '), problems: found };
      });
    },
  };
}
