import type { DeviceEffect } from '@hare/devices';
import type { HareError } from '@hare/base';
import type { Look } from '@hare/stage';
import type { InitSession } from './init-session.js';

/**
 * What becomes of every device that init has to do with, and why: those of this node as they are
 * now, of other nodes those that a bootstrap from here would format.
 */
export async function forecastDevices(
  session: InitSession,
  look: Look,
  problems: readonly HareError[],
): Promise<readonly DeviceEffect[]> {
  const { deviceRole, nodeDevices } = await import('@hare/devices');
  const [{ kind }, { note }, { model }, here] = [
    await look(session.decision),
    await look(session.plan),
    await session.cluster.cdf(),
    await session.cluster.node(),
  ];
  const formats = kind === 'format' || kind === 'wait';
  const because =
    kind === 'wait'
      ? `${model.nodes[0]?.hostname ?? 'the first node'} formats the cluster: it was never ` +
        'formatted'
      : note;
  const own = (await look(session.devices)).map((state): DeviceEffect => {
    const { path } = state;
    const ofThis = problems
      .filter((problem) => problem.message.startsWith(`${path} `))
      .map(({ message }) => message.slice(path.length + 1));
    const verdict = !formats
      ? { action: 'keep' as const, because }
      : problems.length === 0
        ? { action: 'format' as const, because }
        : ofThis.length > 0
          ? { action: 'refuse' as const, because: ofThis.join('; ') }
          : {
              action: 'keep' as const,
              because: 'init formats no device while one of them is refused',
            };
    return {
      kind: 'device',
      node: here.hostname,
      path,
      role: deviceRole(here, path),
      state,
      problems: formats ? ofThis : [],
      ...verdict,
    };
  });
  if (kind !== 'format' || problems.length > 0) return own;
  const others = model.nodes.filter((node) => node.hostname !== here.hostname);
  return [
    ...own,
    ...others.flatMap((node) =>
      nodeDevices(node).map((path): DeviceEffect => ({
        kind: 'device',
        node: node.hostname,
        path,
        role: deviceRole(node, path),
        action: 'format',
        because,
        problems: [],
      })),
    ),
  ];
}
