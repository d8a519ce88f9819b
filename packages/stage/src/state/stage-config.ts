import path from 'node:path';
import { choice, type Infer, openObject, optional, record, string } from '@hare/base/schema';
import type { PlannedFiles } from '../forecast/effect.js';
import type { Places } from '../places.js';
import { isDamaged, readStateFile } from './read-state-file.js';
import { writeStateFile } from './write-state-file.js';

const name = 'config.json';
const recordSchema = openObject({
  version: choice(1),
  /** The ConfStore's URL, without passwords. */
  url: string(),
  /** The CDF that was written. */
  cdf: string(),
  /** The KV given, without passwords; absent: the default one. */
  kv: optional(string()),
  /** Of the generated configuration. */
  digest: string(),
  /**
   * The digest of the CDF's meaning as config wrote it, without facts: it reveals edits by hand.
   * Absent in records of older releases.
   */
  cdfDigest: optional(string()),
  /** Of the generated files that hctl reads, by name. Absent in what older releases wrote. */
  files: optional(record(string())),
  /**
   * The `--node` that config was given, and the id of the machine on which it was, where that has
   * one; absent when config was given none.
   */
  node: optional(openObject({ name: string(), machineId: optional(string()) })),
  /** The release of this package that wrote it; absent in what older releases wrote. */
  release: optional(string()),
});

/** What config leaves for later stages in `<stateDir>/config.json`. */
export type StageConfig = Omit<Infer<typeof recordSchema>, 'version'>;

/** Which node a machine was said to be. */
export type RecordedNode = NonNullable<StageConfig['node']>;

/** The path of the record. */
export function stageConfigPath({ stateDir }: Pick<Places, 'stateDir'>): string {
  return path.join(stateDir, name);
}

/** What config recorded; undefined when it never ran. @throws HareError `STATE_FILE_BROKEN` */
export async function readStageConfig(
  { stateDir }: Pick<Places, 'stateDir'>,
  planned?: PlannedFiles,
): Promise<StageConfig | undefined> {
  const file = stageConfigPath({ stateDir });
  const hint = 'run config, which writes this file again: hare_setup config --config URL';
  const found = await readStateFile(file, recordSchema, hint, planned);
  if (found === undefined) return undefined;
  const { version: _version, ...config } = found;
  return config;
}

/** The same for who brings order: what is damaged says nothing; the stage has warned of it. */
export async function readWholeStageConfig(
  places: Pick<Places, 'stateDir'>,
): Promise<StageConfig | undefined> {
  return readStageConfig(places).catch((error: unknown) => {
    if (isDamaged(error)) return undefined;
    throw error;
  });
}

/** Records for later stages what config did; durable and whole at any moment. */
export async function writeStageConfig(
  places: Pick<Places, 'stateDir'>,
  config: StageConfig,
): Promise<void> {
  const { file, text } = stageConfigFile(places, config);
  await writeStateFile(file, text, { aside: true });
}

/** The file that later stages read, and its text. */
export function stageConfigFile(
  places: Pick<Places, 'stateDir'>,
  config: StageConfig,
): { readonly file: string; readonly text: string } {
  const { url, kv } = config;
  const written = {
    version: 1,
    ...config,
    url: withoutPassword(url),
    kv: kv === undefined ? undefined : withoutPassword(kv),
  };
  return {
    file: stageConfigPath(places),
    text: `${JSON.stringify(written, undefined, 2)}\n`,
  };
}

/** The URL without the password it may carry; its user stays. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#\s:@]*):[^/?#\s]*@/i, '$1@');
}
