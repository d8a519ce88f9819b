import { once, type Given, HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { confStoreIfAny, identifyNode, type NodeKnownBy, type NodeIdentity } from '@hare/cluster';
import type { InitSession } from '../init-session.js';

const known: Readonly<Record<NodeKnownBy, string>> = {
  option: 'by --node',
  recorded: 'by --node of config',
  'machine-id': 'by machine-id',
  'host-name': 'by host name',
  'only-node': 'as the only node',
};

/**
 * Before mkfs: the CDF, the ConfStore, or a person, names this machine. That it describes one node only
 * names none (RFC 20, assumption 1, is not enough).
 */
export function machineNamed({ context, cluster, decision }: InitSession): Step {
  const identity: Given<NodeIdentity> = once(async () =>
    identifyNode((await cluster.cdf()).model, context, await confStoreIfAny(context)),
  );
  return {
    id: 'machine',
    title: 'Check that the CDF or the ConfStore names this machine',
    after: ['plan'],
    check: async (look) => {
      if ((await look(decision)).kind !== 'format') return { ok: true, note: 'nothing to format' };
      const { node, by, machineId, host, warnings } = await identity();
      if (by !== 'only-node') return { ok: true, note: `${node.hostname}, ${known[by]}`, warnings };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'NODE_NOT_THIS_MACHINE',
          `neither the CDF nor the ConfStore names this machine (machine-id ${machineId ?? 'unknown'}, ` +
            `host name ${host ?? 'unknown'}); the only node is ${node.hostname}`,
          {
            hint:
              `run init on ${node.hostname}; if this machine is ${node.hostname}, confirm ` +
              `it: hare_setup init --node ${node.hostname}`,
          },
        ),
      };
    },
  };
}
