import type { DialectName, NodeDescription } from '@hare/cdf';
import { once, type Given } from '@hare/base';
import type { StageContext } from '@hare/stage';
import { confStore, identifyNode, type NodeIdentity } from '@hare/cluster';

export interface PrepareOptions {
  readonly dialect: string | undefined;
}

/** What one run of prepare is given. */
export interface PrepareSession {
  readonly context: StageContext<PrepareOptions>;
  /** The node that this machine is, as the ConfStore describes it. */
  readonly node: Given<NodeDescription>;
  /** The same, and how sure that is. */
  readonly identity: Given<NodeIdentity>;
}

export function prepareSession(context: StageContext<PrepareOptions>): PrepareSession {
  const identity: Given<NodeIdentity> = once(async () => {
    const { readDialect } = await import('@hare/cdf');
    const store = await confStore(context);
    const { model } = await readDialect(store, {
      dialect: context.options.dialect as DialectName | undefined,
    });
    return identifyNode(model, context, store);
  });
  return { context, identity, node: async () => (await identity()).node };
}
