import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkspacePackage } from '../list-packages.js';
import { productionClosure, type ShippedPackage } from '../production-closure.js';
import { outputOf } from '../run-command.js';
import { billOfMaterials } from './bill-of-materials.js';
import { writeChecksums } from './write-checksums.js';

/**
 * Writes next to the packed packages what is in them (`sbom.cdx.json`), under which licences
 * (`LICENCES.md`), and the checksums of all files of the folder (`SHA256SUMS`); returns the files.
 * The time is that of the commit.
 */
export async function writeTrust(
  repository: string,
  packages: readonly WorkspacePackage[],
  folder: string,
): Promise<readonly string[]> {
  const shipped = productionClosure(
    repository,
    packages.map((each) => path.basename(each.folder)),
  );
  const { packages: locked } = JSON.parse(
    readFileSync(path.join(repository, 'package-lock.json'), 'utf8'),
  ) as { readonly packages: Readonly<Record<string, { readonly integrity?: string }>> };
  const seconds = await outputOf('git', ['log', '-1', '--format=%ct'], { cwd: repository });
  const bill = billOfMaterials(
    shipped,
    ({ folder: place }) => locked[path.relative(repository, place)]?.integrity,
    new Date(Number(seconds) * 1000).toISOString(),
  );
  const sbom = path.join(folder, 'sbom.cdx.json');
  writeFileSync(sbom, `${JSON.stringify(bill, undefined, 2)}\n`);
  const licences = path.join(folder, 'LICENCES.md');
  writeFileSync(licences, licencesPage(shipped));
  return [sbom, licences, writeChecksums(folder)];
}

function licencesPage(shipped: readonly ShippedPackage[]): string {
  const rows = (own: boolean): string =>
    [
      ...new Set(
        shipped
          .filter((each) => each.own === own)
          .map(
            ({ manifest: { name, version, license = 'no licence named' } }) =>
              `| ${name} | ${version} | ${license} |\n`,
          ),
      ),
    ]
      .toSorted()
      .join('');
  const head = '| package | version | licence |\n| --- | --- | --- |\n';
  return `# Licences\n\n${head}${rows(true)}\nInstalled with them:\n\n${head}${rows(false)}`;
}
