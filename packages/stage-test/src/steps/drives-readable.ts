import { HareError } from '@hare/base';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Step } from '@hare/stage';
import type { TestSession } from '../test-session.js';

/** The first block of every drive of this node can be read. Nothing is written. */
export function drivesReadable(session: TestSession): Step {
  const { root } = session.context;
  return {
    id: 'drives',
    title: "Read the first block of this node's drives",
    after: ['cdf'],
    check: async () => {
      const { nodeDevices } = await import('@hare/devices');
      const devices = nodeDevices(await session.cluster.node());
      const problems = await Promise.all(devices.map((device) => readFirstBlock(device, root)));
      const findings = problems.filter((problem) => problem !== undefined);
      return findings.length === 0
        ? { ok: true, note: `${devices.length} drives` }
        : {
            ok: false,
            error: new HareError(
              'DRIVE_UNREADABLE',
              `${findings.length} of ${devices.length} drives cannot be read`,
              { hint: 'check the kernel log: dmesg | tail -50' },
            ),
            findings,
          };
    },
  };
}

async function readFirstBlock(device: string, root: string): Promise<string | undefined> {
  const started = performance.now();
  try {
    const handle = await open(root === '' ? device : path.join(root, device), 'r');
    try {
      const { bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
      return bytesRead === 4096
        ? undefined
        : `${device}: only ${bytesRead} of 4096 bytes could be read`;
    } finally {
      await handle.close();
    }
  } catch (error) {
    return (
      `${device}: ${(error as Error).message} (after ` +
      `${Math.round(performance.now() - started)} ms)`
    );
  }
}
