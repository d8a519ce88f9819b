import type { DialectName, NodeDescription } from '@hare/cdf';
import type { StageContext } from '@hare/stage';
import { identifyNode, type NodeIdentity } from '@hare/stage/cluster';

export interface PrepareOptions {
  readonly dialect: string | undefined;
}

/** What one run of prepare knows, looked up at the first question, once. */
export interface PrepareSession {
  readonly context: StageContext<PrepareOptions>;
  /** The node that this machine is, as the ConfStore describes it. */
  node(): Promise<NodeDescription>;
  /** The same, and how sure that is. */
  identity(): Promise<NodeIdentity>;
}

export function prepareSession(context: StageContext<PrepareOptions>): PrepareSession {
  let identity: Promise<NodeIdentity> | undefined;
  const find = async (): Promise<NodeIdentity> => {
    const { readDialect } = await import('@hare/cdf');
    const store = await context.confStore();
    const { model } = await readDialect(store, { dialect: context.options.dialect as DialectName | undefined });
    return identifyNode(model, context, store);
  };
  const known = (): Promise<NodeIdentity> => (identity ??= find());
  return { context, identity: known, node: async () => (await known()).node };
}
