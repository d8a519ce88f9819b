import path from 'node:path';
import { choice, openObject, optional, record, string } from '@hare/base/schema';
import type { PlannedFiles } from '../forecast/effect.js';
import type { Places } from '../places.js';
import { isDamaged, readStateFile } from './read-state-file.js';
import { writeStateFile } from './write-state-file.js';

/** Which node somebody said that a machine is. */
export interface RecordedNode {
  /** As it was given to `--node`. */
  readonly name: string;
  /** Of the machine on which it was said; undefined: it had none. */
  readonly machineId?: string | undefined;
}

/** What config leaves for later stages in `<stateDir>/config.json`. */
export interface StageConfig {
  /** The ConfStore's URL, passwords left out. */
  readonly url: string;
  /** The CDF that was written. */
  readonly cdf: string;
  /** The KV that was named, passwords left out; undefined: the default one. */
  readonly kv: string | undefined;
  /** Of the generated configuration. */
  readonly digest: string;
  /**
   * Of what the CDF means, facts left out, as config wrote it: whoever edits it by hand is noticed.
   * Absent in what older releases wrote.
   */
  readonly cdfDigest?: string | undefined;
  /** Of the generated files that hctl reads, by name. Absent in what older releases wrote. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** The `--node` that config was given; absent when it was given none. */
  readonly node?: RecordedNode | undefined;
  /** The release of this package that wrote it; absent in what older releases wrote. */
  readonly release?: string | undefined;
}

const name = 'config.json';
const recordSchema = openObject({
  version: choice(1),
  url: string(),
  cdf: string(),
  kv: optional(string()),
  digest: string(),
  cdfDigest: optional(string()),
  files: optional(record(string())),
  node: optional(openObject({ name: string(), machineId: optional(string()) })),
  release: optional(string()),
});

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
  const found = await readStateFile(
    file,
    recordSchema,
    `run config, which writes this file again: hare_setup config --config URL`,
    planned,
  );
  if (found === undefined) return undefined;
  const { url, cdf, kv, digest, cdfDigest, files, node, release } = found;
  return { url, cdf, kv, digest, cdfDigest, files, node, release };
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
  { stateDir }: Pick<Places, 'stateDir'>,
  { url, cdf, kv, digest, cdfDigest, files, node, release }: StageConfig,
): { readonly file: string; readonly text: string } {
  const written = {
    version: 1,
    url: withoutPassword(url),
    cdf,
    kv: kv === undefined ? undefined : withoutPassword(kv),
    digest,
    cdfDigest,
    files,
    node,
    release,
  };
  return {
    file: stageConfigPath({ stateDir }),
    text: `${JSON.stringify(written, undefined, 2)}\n`,
  };
}

/** The URL without the password it may carry; its user stays. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#\s:@]*):[^/?#\s]*@/i, '$1@');
}
