import { readMkfsRecord, writeMkfsRecord, type MkfsRecord, type StageContext } from '@hare/stage';
import { readMkfsFromKv, writeMkfsToKv, type KvAnswer } from './mkfs-in-kv.js';

/** What is known about mkfs of this cluster: in the state folder, and in the KV for the nodes that have no file. */
export interface MkfsMemory {
  /** As it was when init began. @throws HareError `STATE_FILE_BROKEN`; and when the KV answers but cannot be read: it might say that there is data */
  atStart(): Promise<{ readonly record: MkfsRecord | undefined; readonly from: 'file' | 'kv' | undefined; readonly warnings: readonly string[] }>;
  /** As the state folder has it now. */
  inFile(): Promise<MkfsRecord | undefined>;
  /** As the KV has it now. */
  inKv(): Promise<KvAnswer>;
  writeFile(record: MkfsRecord): Promise<void>;
  writeKv(record: MkfsRecord): Promise<void>;
}

/** Whether two records say the same; time and host say when that was first known. */
export function isSameRecord(wanted: MkfsRecord, found: MkfsRecord | undefined): boolean {
  return found?.state === wanted.state && found.clusterId === wanted.clusterId && found.cdfDigest === wanted.cdfDigest;
}

/** The memory of one run: a node without the file believes the KV. */
export function createMkfsMemory(context: StageContext): MkfsMemory {
  let atStart: ReturnType<MkfsMemory['atStart']> | undefined;
  const look: MkfsMemory['atStart'] = async () => {
    const record = await readMkfsRecord(context.places);
    if (record !== undefined) return { record, from: 'file', warnings: [] };
    const answer = await readMkfsFromKv(context);
    if (answer.kind === 'unreadable') {
      if (answer.error.code !== 'CONSUL_UNREACHABLE') throw answer.error;
      return { record: undefined, from: undefined, warnings: answer.isNamed ? [`${answer.error.message}: whether the devices were formatted is known from the state folder only`] : [] };
    }
    return { record: answer.record, from: answer.record === undefined ? undefined : 'kv', warnings: [] };
  };
  return {
    atStart: () => (atStart ??= look()),
    inFile: () => readMkfsRecord(context.places),
    inKv: () => readMkfsFromKv(context),
    writeFile: async (record) => {
      await writeMkfsRecord(context.places, record);
    },
    writeKv: (record) => writeMkfsToKv(context, record),
  };
}
