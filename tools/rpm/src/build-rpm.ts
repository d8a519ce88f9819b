import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bins } from './bins.js';
import { fillCommon } from './fill-common.js';
import type { Flavour } from './flavour.js';
import { licenceExpression, thirdPartyText } from './licences.js';
import { fillNoarch } from './noarch/fill-noarch.js';
import { productionClosure } from './production-closure.js';
import { readManifest, repository } from '../../workspace/manifests.mjs';
import { rpmVersion } from './rpm-version.js';
import { ensureRpmbuild, runRpmbuild } from './run-rpmbuild.js';
import { specText } from './spec-text.js';
import { fillStandalone } from './standalone/fill-standalone.js';
import { nodeLicence } from './standalone/node-licence.js';
import { makeTree, settleTree } from './tree.js';

export interface RpmRequest {
  readonly flavour: Flavour;
  /** The folder that gets the package; made when missing. */
  readonly out: string;
  /** Seconds since 1970: the time of all files. */
  readonly epochSeconds: number;
  /** Default: the version of hare_setup. */
  readonly version?: string;
}

/**
 * Builds one package with rpmbuild and answers its path. The packages of this repository must be
 * built. @throws HareError when rpmbuild is missing or fails
 */
export async function buildRpm({
  flavour,
  out,
  epochSeconds,
  version,
}: RpmRequest): Promise<string> {
  ensureRpmbuild();
  const manifest = readManifest(path.join(repository, 'packages', bins[0].folder));
  const shipped = productionClosure(
    repository,
    bins.map(({ folder }) => folder),
  );
  const work = mkdtempSync(path.join(tmpdir(), 'hare-rpm-'));
  try {
    const tree = makeTree(path.join(work, 'tree'));
    const own = flavour === 'standalone' ? [nodeLicence()] : [];
    await fillCommon(
      tree,
      epochSeconds,
      [...own.map(({ text }) => text), thirdPartyText(shipped)].join('\n'),
    );
    if (flavour === 'noarch')
      fillNoarch(tree, shipped, /\d+\.\d+/.exec(manifest.engines?.node ?? '')?.[0] ?? '20.11');
    else await fillStandalone(tree, work);
    settleTree(tree, epochSeconds);
    const licence = licenceExpression([
      manifest.license ?? '',
      ...own.map(({ licence: id }) => id),
      ...shipped.map(({ manifest: { license = '' } }) => license),
    ]);
    mkdirSync(out, { recursive: true });
    return runRpmbuild({
      flavour,
      work,
      out,
      epochSeconds,
      spec: specText({
        flavour,
        version: rpmVersion(version ?? manifest.version),
        licence,
        tree: tree.folder,
      }),
    });
  } finally {
    rmSync(work, { recursive: true });
  }
}
