import { readdirSync } from 'node:fs';
import path from 'node:path';
import { HareError } from '@hare/base';
import { bins } from '../bins.js';
import type { ShippedPackage } from '@hare/release';
import type { Tree } from '../tree.js';
import { copyPackages } from './copy-packages.js';
import { launcherText, libFolder, startText } from './launchers.js';

/**
 * The programs of the package that runs with the machine's Node, `nodeVersion` (`20.11`) or newer.
 * @throws HareError when a dependency is made for one kind of machine only
 */
export function fillNoarch(
  tree: Tree,
  shipped: readonly ShippedPackage[],
  nodeVersion: string,
): void {
  copyPackages(tree, libFolder, shipped);
  const native = readdirSync(tree.folder, { recursive: true, encoding: 'utf8' }).find(
    (file) => file.endsWith('.node') || file.endsWith('.so'),
  );
  if (native !== undefined)
    throw new HareError(
      'RPM_NATIVE',
      'a dependency has machine code, which a noarch package cannot contain',
      {
        where: { file: native },
        hint: 'drop that dependency, or build only the other package: npm run package:rpm -- --only standalone',
      },
    );
  const files = Object.fromEntries(
    bins.map(({ name, folder }) => [name, binFile(shipped, name, folder)]),
  );
  tree.put(path.join(libFolder, 'start.cjs'), startText(nodeVersion, files));
  for (const { name } of bins)
    tree.put(path.join('bin', name), launcherText(name, nodeVersion), 0o755);
}

function binFile(shipped: readonly ShippedPackage[], name: string, folder: string): string {
  const found = shipped.find(({ own, folder: from }) => own && path.basename(from) === folder);
  const file = found?.manifest.bin?.[name];
  if (found === undefined || file === undefined)
    throw new Error(`packages/${folder} has no bin ${name}`);
  return path.join(found.place, file);
}
