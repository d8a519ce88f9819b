import type { ClusterDescription, NodeDescription } from '@hare/cdf';
import { isHareError } from '@hare/base';
import { readStageConfig, type Machine, type PlannedFiles } from '@hare/stage';

/** The cluster as the doctor knows it: described already, or as config would describe it. */
export interface KnownCluster {
  readonly model: ClusterDescription;
  /** The node that this machine is. */
  readonly node: NodeDescription | undefined;
}

/**
 * The existing cluster description, or the one after config; if there is none, the reason as text.
 */
export async function knownCluster(
  { common, settings, places }: Machine,
  planned: PlannedFiles,
): Promise<KnownCluster | string> {
  try {
    const [{ readClusterCdf, thisNode }, { openConfStore }, recorded] = await Promise.all([
      import('@hare/cluster'),
      import('@hare/confstore'),
      readStageConfig(places, planned),
    ]);
    const { model } = await readClusterCdf({ places, planned });
    const url = common.config ?? recorded?.url;
    const store =
      url === undefined
        ? undefined
        : await openConfStore(url, { maps: true }).catch(() => undefined);
    const path = (systemPath: string): string => `${common.root}${systemPath}`;
    const node = await thisNode(
      model,
      { node: common.node ?? settings.node, recordedNode: recorded?.node, root: common.root, path },
      store,
    ).catch((error: unknown) => {
      if (isHareError(error)) return undefined;
      throw error;
    });
    await store?.close();
    return { model, node };
  } catch (error) {
    if (isHareError(error)) return `no cluster description: ${error.message}`;
    throw error;
  }
}
