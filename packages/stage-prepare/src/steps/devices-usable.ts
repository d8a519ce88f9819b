import { formatError, HareError } from '@hare/base';
import { isFormatted, readMkfsRecord } from '@hare/cluster';
import { seen, type Step } from '@hare/stage';
import {
  checkDevices,
  deviceRole,
  deviceWarnings,
  lookAtDevices,
  nodeDevices,
  prepareRules,
} from '@hare/devices';
import type { PrepareSession } from '../prepare-session.js';

/**
 * Every device of this node exists, is a block device, and has no foreign data in use; otherwise
 * nothing is written.
 */
export function devicesUsable(session: PrepareSession): Step {
  const { settings, run, root, env, places } = session.context;
  const found = seen(async () => {
    const formatted = isFormatted(await readMkfsRecord(places));
    const devices = await lookAtDevices(nodeDevices(await session.node()), {
      run,
      root,
      path: env['PATH'],
      isFormatted: formatted,
    });
    const problems = checkDevices(devices, {
      rules: prepareRules,
      allowFiles: settings.devices.allowFiles,
    });
    const { warnings } = await session.identity();
    return { devices, problems, warnings: [...warnings, ...deviceWarnings(devices)] };
  });
  return {
    id: 'devices',
    title: 'Check the devices of this node',
    check: async (look) => {
      const { devices, problems, warnings } = await look(found);
      if (problems.length === 0)
        return { ok: true, note: devices.map((device) => device.path).join(', '), warnings };
      const [first] = problems;
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'DEVICES_UNUSABLE',
          `${problems.length === 1 ? 'a device' : `devices (${problems.length} findings)`} ` +
            'of this node cannot be used',
          { hint: first?.hint ?? 'free the devices, or correct the ConfStore' },
        ),
        warnings,
        findings: problems.map((problem) => formatError(problem)),
      };
    },
    forecast: async (look) => {
      const { devices, problems } = await look(found);
      const node = await session.node();
      return devices.map((state) => {
        const { path } = state;
        const reasons = problems
          .filter(({ message }) => message.startsWith(`${path} `))
          .map(({ message }) => message.slice(path.length + 1));
        return {
          kind: 'device',
          node: node.hostname,
          path,
          role: deviceRole(node, path),
          state,
          action: reasons.length === 0 ? 'keep' : 'refuse',
          because: reasons.length === 0 ? 'prepare only checks it' : reasons.join('; '),
          problems: reasons,
        };
      });
    },
  };
}
