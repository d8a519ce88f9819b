import path from 'node:path';
import { choice, openObject, record, string } from '@hare/base/schema';
import { readStateFile, writeStateFile, type Places } from '@hare/stage';

/** What the last upgrade found installed: `<stateDir>/upgrade.json`. */
export interface UpgradeRecord {
  /** Of @hare/stage. */
  readonly release: string;
  readonly manager: 'rpm' | 'dpkg';
  /** Name → version. */
  readonly packages: Readonly<Record<string, string>>;
}

const recordSchema = openObject({
  version: choice(1),
  release: string(),
  manager: choice('rpm', 'dpkg'),
  packages: record(string()),
});

type Where = Pick<Places, 'stateDir'>;

/** The path of the record. */
export function upgradeRecordFile({ stateDir }: Where): string {
  return path.join(stateDir, 'upgrade.json');
}

/**
 * What the last upgrade recorded; undefined before the first one. @throws HareError
 * `STATE_FILE_BROKEN`
 */
export async function readUpgradeRecord(places: Where): Promise<UpgradeRecord | undefined> {
  const file = upgradeRecordFile(places);
  const found = await readStateFile(
    file,
    recordSchema,
    'restore this file from a backup; it records the earlier package versions: hare_setup ' +
      'restore --target URL',
  );
  return found === undefined
    ? undefined
    : { release: found.release, manager: found.manager, packages: found.packages };
}

/** Records what is installed; durable and whole at any moment. */
export async function writeUpgradeRecord(
  places: Where,
  { release, manager, packages }: UpgradeRecord,
): Promise<void> {
  await writeStateFile(
    upgradeRecordFile(places),
    `${JSON.stringify({ version: 1, release, manager, packages }, undefined, 2)}\n`,
  );
}
