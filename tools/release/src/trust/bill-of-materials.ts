import type { ShippedPackage } from '../production-closure.js';

/** How a package was locked: `sha512-…` in base64. */
export type Integrity = (shipped: ShippedPackage) => string | undefined;

/**
 * What a release is made of, as CycloneDX 1.5: our packages and everything that is installed with
 * them, with licences, digests, and what needs what. Pure.
 * @param time ISO 8601, UTC.
 */
export function billOfMaterials(
  shipped: readonly ShippedPackage[],
  integrity: Integrity,
  time: string,
): object {
  const main = shipped.find(({ manifest }) => manifest.name === 'hare_setup');
  // One name and version may be installed at two places, and is one component.
  const unique = [...new Map(shipped.map((each) => [reference(each), each])).values()];
  const byName = (from: ShippedPackage, name: string): ShippedPackage | undefined =>
    shipped.find(({ place }) => place === `${from.place}/node_modules/${name}`) ??
    shipped.find(({ place }) => place === `node_modules/${name}`);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: time,
      ...(main === undefined ? {} : { component: { ...component(main), type: 'application' } }),
    },
    components: unique
      .filter((each) => each !== main)
      .map((each) => ({ ...component(each), ...hashes(integrity(each)) })),
    dependencies: unique.map((each) => ({
      ref: reference(each),
      dependsOn: [
        ...new Set(
          Object.keys(each.manifest.dependencies ?? {}).flatMap((name) => {
            const needed = byName(each, name);
            return needed === undefined ? [] : [reference(needed)];
          }),
        ),
      ].toSorted(),
    })),
  };
}

/** Its package URL. */
function reference({ manifest: { name, version } }: ShippedPackage): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function component(shipped: ShippedPackage): object {
  const { name, version, license, description } = shipped.manifest;
  return {
    type: 'library',
    'bom-ref': reference(shipped),
    name,
    version,
    ...(description === undefined ? {} : { description }),
    purl: reference(shipped),
    ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
  };
}

function hashes(integrity: string | undefined): object {
  const [, base64 = ''] = /^sha512-(.+)$/.exec(integrity ?? '') ?? [];
  return base64 === ''
    ? {}
    : { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] };
}
