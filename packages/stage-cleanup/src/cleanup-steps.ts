import { asGuard, guarded, type StageContext, type Step } from '@hare/stage';
import {
  clusterDown,
  confirmed,
  kvKeysRemoved,
  logsRemoved,
  lossesOf,
  knownHosts,
  summarize,
  testArtifactsRemoved,
  type KvRemoval,
} from '@hare/footprint';
import { ownedKeys, setupFolder } from '@hare/kv';
import { configurationRemoved } from './steps/configuration-removed.js';
import { filesRemoved } from './steps/files-removed.js';
import { leftoversRemoved } from './steps/leftovers-removed.js';
import { mkfsKept } from './steps/mkfs-kept.js';
import { motrFolderRemoved } from './steps/motr-folder-removed.js';
import {
  listLastingFiles,
  listMotrSysconfig,
  listPostInstallFiles,
  listStateFiles,
} from './state-files.js';

/**
 * The steps in their order: the KV before the cluster goes down, because its Consul goes with it;
 * what says where the KV is goes last.
 */
export async function cleanupSteps(
  context: StageContext<{ readonly preFactory: boolean; readonly yes: boolean }>,
): Promise<readonly Step[]> {
  const { preFactory, yes } = context.options;
  const { places } = context;
  const hosts = await knownHosts(context);
  const down = clusterDown(context);
  // The record of what is applied names keys outside of Hare's families: it goes after them, so
  // that a run that was cut short can go on.
  const keys: KvRemoval['keys'] = (entries) =>
    [...ownedKeys(entries, hosts)].sort(
      (a, b) => Number(a.startsWith(setupFolder)) - Number(b.startsWith(setupFolder)),
    );
  const removing: readonly Step[] = [
    kvKeysRemoved(context, { id: 'kv', title: "Remove Hare's keys from the KV", keys, hosts }),
    down.step,
    // A user may start the cluster again meanwhile: its files and keys are then in use.
    ...[
      kvKeysRemoved(context, {
        id: 'kv-after-shutdown',
        title: 'Remove keys that the cluster wrote before it stopped',
        keys,
        hosts,
        skip: () => (down.wasShutDown() ? undefined : 'it was stopped'),
        after: ['kv', 'cluster-down'],
        mayBeDown: true,
      }),
      configurationRemoved(context),
      leftoversRemoved(context),
      ...(preFactory
        ? [
            filesRemoved({
              id: 'post-install-files',
              title: 'Remove the files of post_install',
              what: (count) => `post_install wrote ${summarize(count, 'file')}`,
              files: () => listPostInstallFiles(context),
            }),
            filesRemoved({
              id: 'motr-sysconfig',
              title: "Remove Motr's sysconfig",
              what: (count) => `${summarize(count, 'file')} of Motr`,
              files: () => listMotrSysconfig(context),
            }),
            motrFolderRemoved(context),
            filesRemoved({
              id: 'mkfs-record',
              title: 'Remove the mkfs record',
              what: () => 'the mkfs record still exists',
              files: () => listLastingFiles(places),
            }),
          ]
        : []),
      testArtifactsRemoved(context),
      logsRemoved(context),
      filesRemoved({
        id: 'state',
        title: 'Remove the state of the configuration',
        what: (count) => `${summarize(count, 'state file')} in ${places.stateDir}`,
        files: () => listStateFiles(places),
      }),
    ].map((step) => guarded(step, [asGuard(down.step)])),
  ];
  return [
    confirmed(context, {
      yes,
      question: 'Remove all this?',
      losses: (look) => lossesOf(removing, look),
    }),
    ...(preFactory ? [] : [mkfsKept(context)]),
    ...removing,
  ];
}
