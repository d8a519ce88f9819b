import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../../workspace/manifests.mjs';

/** A package as its notice names it. */
export interface Noticed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** What a notice says of a package. */
export function noticed({ name, version, license: licence = '' }: Manifest): Noticed {
  return { name, version, licence };
}

interface NoticeParts {
  readonly inside: readonly Noticed[];
  readonly beside?: readonly Noticed[];
  /** Folders of what is not ours in it. */
  readonly licencesOf: readonly string[];
}

/** The file NOTICE of a package: what of others is in it, with their licences. */
export function noticeText(
  repository: string,
  { inside, beside = [], licencesOf }: NoticeParts,
): string {
  const parts = [
    readFileSync(path.join(repository, 'NOTICE'), 'utf8'),
    listed('In this package:', inside),
    listed('Installed with it:', beside),
    ...licencesOf.map(licenceText),
  ];
  return `${parts.flatMap((part) => part?.trim() ?? []).join('\n\n')}\n`;
}

function listed(head: string, packages: readonly Noticed[]): string | undefined {
  if (packages.length === 0) return undefined;
  return [
    head,
    ...packages.map(({ name, version, licence }) => `  ${name} ${version} (${licence})`),
  ].join('\n');
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence text`);
  return readFileSync(path.join(folder, file), 'utf8');
}
