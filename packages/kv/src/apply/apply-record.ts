import { HareError } from '@hare/base';
import { recordKey } from '../keys/key-families.js';

/** What the KV says about its configuration: the value of `hare_setup/apply`, JSON. */
export interface ApplyRecord {
  readonly version: 1;
  /** Counts the configurations that were begun to be applied. */
  readonly generation: number;
  /** Of the configuration that is applied, or being applied. */
  readonly digest: string;
  /**
   * Digest of the cluster description that the configuration was made from; absent where the writer
   * named none. Descriptions that differ in N+K alone make the same keys.
   */
  readonly description?: string;
  /** `applying`: the keys may be a mixture of this configuration and the previous one. */
  readonly state: 'applying' | 'applied';
  /** Who applies it. */
  readonly owner: string;
  /** ISO 8601. */
  readonly time: string;
  /**
   * Keys of the configuration outside of Hare's families: host names and machine-ids. While
   * applying, the previous configuration's too.
   */
  readonly names: readonly string[];
  /**
   * Consul's index at which the writer sealed its work, and after which it found all of the
   * configuration and nothing else. Absent in a document, and where an older release wrote.
   */
  readonly sealedAt?: number;
  /** While applying: what was applied before. */
  readonly previous?: Pick<ApplyRecord, 'generation' | 'digest' | 'description'>;
}

export function formatRecord(record: ApplyRecord): string {
  return JSON.stringify(record);
}

/** @throws HareError `APPLY_RECORD` when it is not readable or of a newer version */
export function parseRecord(text: string | undefined, url: string): ApplyRecord | undefined {
  if (text === undefined) return undefined;
  const bad = (what: string, hint: string): HareError =>
    new HareError('APPLY_RECORD', what, { where: { url, key: recordKey }, hint });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!hasVersion(value))
    throw bad('the record of the applied configuration cannot be read', unreadable);
  if (value.version !== 1)
    throw bad(
      `the record of the applied configuration has version ${value.version}; this hare_setup ` +
        'supports version 1',
      'install the newer hare_setup',
    );
  if (!isRecord(value))
    throw bad('the record of the applied configuration is incomplete', unreadable);
  return value;
}

const unreadable = 'check the record: consul kv get hare_setup/apply';

function hasVersion(value: unknown): value is { readonly version: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'number'
  );
}

function isRecord(value: object): value is ApplyRecord {
  const { generation, digest, state, owner, names } = value as Partial<ApplyRecord>;
  return (
    typeof generation === 'number' &&
    typeof digest === 'string' &&
    (state === 'applying' || state === 'applied') &&
    typeof owner === 'string' &&
    Array.isArray(names)
  );
}
