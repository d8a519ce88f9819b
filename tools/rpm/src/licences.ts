import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ShippedPackage } from '@hare/release';

/**
 * The SPDX expression for all of the packages together, ours first: `Apache-2.0 AND ISC AND (MIT OR
 * CC0-1.0)`.
 */
export function licenceExpression(licences: readonly string[]): string {
  const [first = '', ...others] = licences;
  const rest = [
    ...new Set(
      others.flatMap((licence) =>
        / OR /.test(licence)
          ? [`(${licence.replace(/^\((.*)\)$/, '$1')})`]
          : licence.replace(/^\((.*)\)$/, '$1').split(' AND '),
      ),
    ),
  ];
  return [first, ...rest.filter((licence) => licence !== first).sort()].join(' AND ');
}

/** The licence texts of what is not ours, one after the other. */
export function thirdPartyText(shipped: readonly ShippedPackage[]): string {
  const texts = shipped
    .filter(({ own }) => !own)
    .map(({ manifest, folder }) => {
      const files = readdirSync(folder)
        .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
        .sort();
      const text = files
        .map((file) => readFileSync(path.join(folder, file), 'utf8').trim())
        .join('\n\n');
      return `${manifest.name} ${manifest.version} (${manifest.license ?? 'no licence named'})\n\n${text === '' ? 'Its package has no licence text besides that name.' : text}\n`;
    });
  return [...new Set(texts)].join(`\n${'-'.repeat(80)}\n\n`);
}
