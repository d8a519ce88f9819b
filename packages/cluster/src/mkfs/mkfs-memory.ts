import { isNoKvThere } from '@hare/kv';
import { seen, type Seen, type StageContext } from '@hare/stage';
import { readMkfsFromKv, writeMkfsToKv, type KvAnswer } from './mkfs-in-kv.js';
import {
  readMkfsRecord,
  removeMkfsRecord,
  writeMkfsRecord,
  type MkfsRecord,
} from './mkfs-record.js';

/**
 * What is known about mkfs of this cluster: in the state folder, and in the KV for the nodes that
 * have no file.
 */
export interface MkfsMemory {
  /**
   * What the file says, else the KV. @throws HareError `STATE_FILE_BROKEN`; and when the KV answers
   * but cannot be read: it might say that there is data
   */
  readonly known: Seen<KnownMkfs>;
  readonly inFile: Seen<MkfsRecord | undefined>;
  readonly inKv: Seen<KvAnswer>;
  /** Undefined: there is none any more. */
  writeFile(record: MkfsRecord | undefined): Promise<void>;
  writeKv(record: MkfsRecord | undefined): Promise<void>;
}

export interface KnownMkfs {
  readonly record: MkfsRecord | undefined;
  readonly from: 'file' | 'kv' | undefined;
  readonly warnings: readonly string[];
}

/** Whether two records say the same; time and host say when that was first known. */
export function isSameRecord(wanted: MkfsRecord, found: MkfsRecord | undefined): boolean {
  return (
    found?.state === wanted.state &&
    found.clusterId === wanted.clusterId &&
    found.cdfDigest === wanted.cdfDigest
  );
}

/** The memory of one run: a node without the file believes the KV. */
export function createMkfsMemory(context: StageContext): MkfsMemory {
  const inFile = seen(() => readMkfsRecord(context.places));
  const inKv = seen(() => readMkfsFromKv(context));
  const known = seen<KnownMkfs>(async (look) => {
    const record = await look(inFile);
    if (record !== undefined) return { record, from: 'file', warnings: [] };
    const answer = await look(inKv);
    if (answer.kind === 'unreadable') {
      if (!isNoKvThere(answer.error)) throw answer.error;
      return {
        record: undefined,
        from: undefined,
        warnings: answer.isNamed
          ? [
              `${answer.error.message}; only the state directory records whether the devices ` +
                'were formatted',
            ]
          : [],
      };
    }
    return {
      record: answer.record,
      from: answer.record === undefined ? undefined : 'kv',
      warnings: [],
    };
  });
  return {
    known,
    inFile,
    inKv,
    writeFile: async (record) => {
      if (record === undefined) await removeMkfsRecord(context.places);
      else await writeMkfsRecord(context.places, record);
    },
    writeKv: (record) => writeMkfsToKv(context, record),
  };
}
