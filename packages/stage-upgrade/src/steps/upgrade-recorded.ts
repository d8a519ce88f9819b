import { HareError } from '@hare/base';
import { isDeepStrictEqual } from 'node:util';
import { ownRelease, type Step } from '@hare/stage';
import { parsePackageRequirement } from '@hare/os-packages';
import { readUpgradeRecord, writeUpgradeRecord, type UpgradeRecord } from '../upgrade-record.js';
import type { UpgradeSession } from '../upgrade-session.js';

/** The next upgrade knows which versions were here. */
export function upgradeRecorded(
  { context, manager }: UpgradeSession,
  requirements: readonly string[],
): Step {
  const wanted = async (): Promise<UpgradeRecord> => {
    const found = await manager();
    const packages: Record<string, string> = {};
    for (const { name } of requirements.map(parsePackageRequirement))
      packages[name] = (await found.version(name)) ?? '';
    return { release: await ownRelease(), manager: found.kind, packages };
  };
  return {
    id: 'upgrade-recorded',
    title: 'Record package versions for the next upgrade',
    check: async () => {
      const [found, now] = [await readUpgradeRecord(context.places), await wanted()];
      if (isDeepStrictEqual(found, now)) return { ok: true };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          found === undefined
            ? 'no upgrade is recorded yet'
            : 'the recorded versions are different',
        ),
        diff: Object.entries(now.packages)
          .filter(([name, version]) => found?.packages[name] !== version)
          .map(([name, version]) => `~ ${name} ${found?.packages[name] ?? ''} → ${version}`)
          .join('\n'),
      };
    },
    apply: async () => writeUpgradeRecord(context.places, await wanted()),
  };
}
