import path from 'node:path';
import { HareError } from '@hare/base';
import type { BootstrapSource, Hctl } from '@hare/hctl';
import { descriptionDigest } from '../configuration/description-digest.js';
import { factsOfMachines } from '../configuration/facts-of-machines.js';
import { readIfAny } from '../configuration/read-if-any.js';
import { formattedCdfFile } from '../mkfs/mkfs-record.js';
import { bootstrapFromKv } from './bootstrap-from-kv.js';
import { bringIntoKv, generatedEntries } from './bring-into-kv.js';
import type { ClusterSession } from '../cluster-session.js';
import { transportOf } from '../transport-of.js';

/**
 * Starts the cluster without mkfs. Where its KV has lost the configuration, that is brought into it
 * first, and nothing is formatted.
 */
export async function bootstrapWithoutMkfs(
  session: ClusterSession,
  hctl: Hctl,
  source: BootstrapSource,
): Promise<void> {
  if ((await bootstrapFromKv(session, hctl, source)) === 'started') return;
  const { context } = session;
  const { file, model } = await session.cdf();
  const folder = path.dirname(file);
  context.progress('writing the generated configuration to the empty KV, without formatting');
  await refuseRenumbered(session, folder);
  await bringIntoKv(session, hctl, {
    folder,
    replace: false,
    description: await descriptionDigest(model),
  });
  context.log.info('the KV had no configuration; the generated one was written to it');
  await hctl.shutdown();
  await hctl.bootstrap({ mkfs: false, source, xprt: transportOf(model) });
}

/**
 * An empty KV contradicts nothing: what the devices were formatted for is known from the
 * description that was kept then.
 */
async function refuseRenumbered(session: ClusterSession, folder: string): Promise<void> {
  const { context } = session;
  const file = formattedCdfFile(context.places);
  const text = await readIfAny(file);
  if (text === undefined) return;
  const { readCdf } = await import('@hare/cdf');
  const { model } = await readCdf(text, file);
  if ((await descriptionDigest(model)) === (await descriptionDigest((await session.cdf()).model)))
    return;
  const [{ gatherFacts, generateMotrConfig, kvEntries }, { renumberedDrives }] = await Promise.all([
    import('@hare/cfgen'),
    import('@hare/kv'),
  ]);
  const before = generateMotrConfig(model, {
    facts: await gatherFacts(model, [await factsOfMachines(context, () => session.node())]),
  });
  const drives = renumberedDrives(
    textsOf(kvEntries(before)),
    textsOf(await generatedEntries(folder)),
  );
  if (drives.length === 0) return;
  throw new HareError(
    'APPLY_RENUMBERS',
    `${drives.length} drive${drives.length === 1 ? '' : 's'} would get different fids than ` +
      'at formatting, and Motr would look for their data on the wrong disks',
    {
      where: { file: folder },
      hint:
        `in the ConfStore, restore the order of nodes and drives in ${file}, then run ` +
        'config: hare_setup config',
      problems: drives
        .slice(0, 10)
        .map(
          (drive) =>
            new HareError(
              'DRIVE_RENUMBERED',
              `${drive.path} of ${drive.node} was ${drive.before}, would be ${drive.after}`,
            ),
        ),
    },
  );
}

function textsOf(
  entries: Iterable<{ readonly key: string; readonly value: string | number }>,
): ReadonlyMap<string, string> {
  return new Map([...entries].map(({ key, value }) => [key, String(value)]));
}
