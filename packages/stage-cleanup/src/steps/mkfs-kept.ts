import { HareError, lstatIfThere } from '@hare/base';
import { mkfsFile, parseMkfsRecord, writeMkfsRecord, type MkfsRecord } from '@hare/cluster';
import type { StageContext, Step } from '@hare/stage';
import { mkfsKey, openStageKv } from '@hare/kv';

/**
 * Before the keys go: a record of mkfs that only the KV has is kept in the state folder, or the
 * next init would format devices that hold data.
 */
export function mkfsKept({ places, kvUrl }: Pick<StageContext, 'places' | 'kvUrl'>): Step {
  const onlyInKv = async (): Promise<MkfsRecord | undefined> => {
    if ((await lstatIfThere(mkfsFile(places))) !== undefined) return undefined;
    const found = await openStageKv({ kvUrl });
    if (found.kind === 'absent') return undefined;
    await found.kv.close();
    const text = found.entries.get(mkfsKey);
    if (text === undefined) return undefined;
    try {
      return parseMkfsRecord(typeof text === 'string' ? text : JSON.stringify(text));
    } catch (cause) {
      throw new HareError('MKFS_RECORD_BROKEN', 'the record of mkfs in the KV is damaged', {
        where: { url: found.kv.url, key: mkfsKey },
        hint: 'the cluster may hold data: only if that may be lost, delete this key and run again',
        cause,
      });
    }
  };
  return {
    id: 'mkfs-kept',
    title: 'This node knows whether the devices were formatted',
    check: async () => {
      const record = await onlyInKv();
      return record === undefined
        ? { ok: true }
        : {
            ok: false,
            error: new HareError(
              'STEP_NOT_EFFECTIVE',
              'only the KV, whose keys go, says that the devices were formatted',
            ),
            diff: `+ ${places.stateDir}/mkfs.json`,
          };
    },
    apply: async () => {
      const record = await onlyInKv();
      if (record !== undefined) await writeMkfsRecord(places, record);
    },
  };
}
