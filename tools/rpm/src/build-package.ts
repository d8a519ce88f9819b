import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bins } from './bins.js';
import { fillCommon } from './fill-common.js';
import { buildDeb } from './build-deb.js';
import type { Kind } from './flavour.js';
import { licenceExpression, thirdPartyText } from './licences.js';
import { fillNoarch } from './noarch/fill-noarch.js';
import { productionClosure } from '@hare/release';
import { readManifest, repository } from '../../workspace/manifests.mjs';
import { rpmVersion } from './rpm-version.js';
import { ensureRpmbuild, runRpmbuild } from './run-rpmbuild.js';
import { specText } from './spec-text.js';
import { fillStandalone } from './standalone/fill-standalone.js';
import { embeddedNode } from './standalone/embedded-node.js';
import { nodeLicence } from './standalone/node-licence.js';
import { makeTree, settleTree } from './tree.js';

export interface PackageRequest {
  readonly kind: Kind;
  /** The folder that gets the package; made when missing. */
  readonly out: string;
  /** Seconds since 1970: the time of all files. */
  readonly epochSeconds: number;
  /** Default: the version of hare_setup. */
  readonly version?: string;
}

/**
 * Builds one package with rpmbuild or dpkg-deb and answers its path. The packages of this repository must be
 * built. @throws HareError when the builder is missing or fails
 */
export async function buildPackage({
  kind,
  out,
  epochSeconds,
  version,
}: PackageRequest): Promise<string> {
  if (kind !== 'deb') ensureRpmbuild();
  const flavour = kind === 'noarch' ? kind : 'standalone';
  const manifest = readManifest(path.join(repository, 'packages', bins[0].folder));
  const shipped = productionClosure(
    repository,
    bins.map(({ folder }) => folder),
  );
  const work = mkdtempSync(path.join(tmpdir(), 'hare-rpm-'));
  try {
    const tree = makeTree(path.join(work, 'tree'));
    const node = flavour === 'standalone' ? embeddedNode() : undefined;
    const own = node === undefined ? [] : [nodeLicence(node)];
    await fillCommon(
      tree,
      epochSeconds,
      [...own.map(({ text }) => text), thirdPartyText(shipped)].join('\n'),
    );
    if (node === undefined)
      fillNoarch(tree, shipped, /\d+\.\d+/.exec(manifest.engines?.node ?? '')?.[0] ?? '20.11');
    else await fillStandalone(tree, work, node.program);
    settleTree(tree, epochSeconds);
    mkdirSync(out, { recursive: true });
    const packageVersion = rpmVersion(version ?? manifest.version);
    if (kind === 'deb') return buildDeb({ tree, work, out, epochSeconds, version: packageVersion });
    const licence = licenceExpression([
      manifest.license ?? '',
      ...own.map(({ licence: id }) => id),
      ...shipped.map(({ manifest: { license = '' } }) => license),
    ]);
    return runRpmbuild({
      flavour,
      work,
      out,
      epochSeconds,
      spec: specText({
        flavour,
        version: packageVersion,
        licence,
        tree: tree.folder,
      }),
    });
  } finally {
    rmSync(work, { recursive: true });
  }
}
