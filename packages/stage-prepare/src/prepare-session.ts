import type { DialectName, NodeDescription } from '@hare/cdf';
import type { StageContext } from '@hare/stage';
import { thisNode } from '@hare/stage/cluster';

export interface PrepareOptions {
  readonly dialect: string | undefined;
}

/** What one run of prepare knows, looked up at the first question, once. */
export interface PrepareSession {
  readonly context: StageContext<PrepareOptions>;
  /** The node that this machine is, as the ConfStore describes it. */
  node(): Promise<NodeDescription>;
}

export function prepareSession(context: StageContext<PrepareOptions>): PrepareSession {
  let node: Promise<NodeDescription> | undefined;
  const find = async (): Promise<NodeDescription> => {
    const { readDialect } = await import('@hare/cdf');
    const store = await context.confStore();
    const { model } = await readDialect(store, { dialect: context.options.dialect as DialectName | undefined });
    return thisNode(model, context, store);
  };
  return { context, node: () => (node ??= find()) };
}
