import { HareError, lstatIfThere } from '@hare/base';
import { mkfsFile, parseMkfsRecord, writeMkfsRecord, type MkfsRecord } from '@hare/cluster';
import type { StageContext, Step } from '@hare/stage';
import { mkfsKey, openStageKv } from '@hare/kv';

/**
 * Before the keys go: a record of mkfs that only the KV has is kept in the state folder, or the
 * next init would format devices with data.
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
      throw new HareError('MKFS_RECORD_BROKEN', 'the mkfs record in the KV is damaged', {
        where: { url: found.kv.url, key: mkfsKey },
        hint:
          'find out whether the cluster contains data, and check the record: consul kv get ' +
          'hare_setup/mkfs',
        cause,
      });
    }
  };
  return {
    id: 'mkfs-kept',
    title: 'Keep the mkfs record on this node',
    check: async () => {
      const record = await onlyInKv();
      return record === undefined
        ? { ok: true }
        : {
            ok: false,
            error: new HareError(
              'STEP_NOT_EFFECTIVE',
              'the mkfs record is only in the KV, whose keys will be removed',
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
