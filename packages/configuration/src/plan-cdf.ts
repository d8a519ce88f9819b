import type { CdfFormat, CdfReading, ClusterDescription, DialectReading } from '@hare/cdf';
import { formatError, lstatIfThere } from '@hare/base';
import { localPath } from '@hare/cli';
import type { Places } from '@hare/stage';
import { cdfChanges } from './cdf-changes.js';
import { sameButFacts } from './same-but-facts.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { lookAtCdf, unreadable } from '@hare/cluster';

/** What is in the place of the CDF now. */
export interface FoundCdf {
  readonly file: string;
  /** The content of the file; undefined if there is none. */
  readonly found: string | undefined;
  /** What is in the file's place and is not a file: it is moved aside. */
  readonly blocked?: string | undefined;
  /** Why it is written again even with the same text: another user can have written it. */
  readonly fault?: string | undefined;
}

/** What the ConfStore says the CDF must be. */
export interface CdfPlan extends FoundCdf {
  readonly text: string;
  /** What the text changes, by meaning, a line each. */
  readonly changes: readonly string[];
  /** As everything downstream reads it from the text. */
  readonly model: ClusterDescription;
  readonly clusterId: string;
  readonly warnings: readonly string[];
  /** It differs from the ConfStore, and stays only because the cluster runs. */
  readonly staysForNow?: true;
}

/** Looks at the place of the CDF. @throws HareError `CDF_UNREADABLE` */
export async function findCdf(
  places: Pick<Places, 'cdfFile'>,
  options: Pick<ConfigurationOptions, 'file'>,
): Promise<FoundCdf> {
  const file = cdfPlace(places, options);
  const { text: found, blocked } = await lookAtCdf(file);
  // Only in our own place: who names a folder with --file means something else.
  if (blocked !== undefined && file !== places.cdfFile) throw unreadable(file, `it is ${blocked}`);
  return { file, found, blocked, fault: await faultOfCdf(file) };
}

/** What the ConfStore says, and as a CDF. */
export interface CdfSource extends DialectReading {
  textIn(format: CdfFormat): string;
}

export interface PlanCdfOptions {
  readonly options: Pick<ConfigurationOptions, 'cdfFormat' | 'keepsText'>;
  readonly reading: CdfSource;
  readonly clusterRuns: () => Promise<boolean>;
}

/** Determines what the CDF must contain, if set. */
export async function planCdf(
  place: FoundCdf,
  { options, reading, clusterRuns }: PlanCdfOptions,
): Promise<CdfPlan> {
  const { convertCdf, diffCdf, parseCdf } = await import('@hare/cdf');
  const { file, found } = place;
  const warnings = reading.warnings.map((warning) => formatError(warning));
  const present = async (): Promise<CdfReading | undefined> =>
    found === undefined ? undefined : parseCdf(found, file).catch(() => undefined);
  const kept = options.keepsText === true ? await present() : undefined;
  const keepsNewer = kept?.format === '2022';
  const format =
    (options.cdfFormat as CdfFormat | undefined) ?? (keepsNewer ? '2022' : reading.format);
  const about = { ...place, clusterId: reading.clusterId };
  if (kept !== undefined && found !== undefined && diffCdf(kept.model, reading.model).length === 0)
    return {
      ...about,
      text: (await convertCdf(found, file, format)).text,
      changes: await cdfChanges(kept.model, reading.model),
      model: reading.model,
      warnings,
    };
  const text = reading.textIn(format);
  const before = found === text ? reading.model : (kept ?? (await present()))?.model;
  if (found !== undefined && found !== text) {
    if (before !== undefined && sameButFacts(before, reading.model) && (await clusterRuns())) {
      return {
        ...about,
        text: found,
        changes: [],
        model: before,
        staysForNow: true,
        warnings: [
          ...warnings,
          `${file} differs from the machine only in facts (cores, memory, sizes); not ` +
            'changed, because the cluster is running',
        ],
      };
    }
  }
  // Another format may carry less than the ConfStore says: what counts is what the file will say.
  const { model } = format === reading.format ? reading : await parseCdf(text, file);
  return { ...about, text, changes: await cdfChanges(before, model), model, warnings };
}

/** The path of the CDF; generated files are next to it. */
export function cdfPlace(
  { cdfFile }: Pick<Places, 'cdfFile'>,
  { file }: Pick<ConfigurationOptions, 'file'>,
): string {
  return file === undefined ? cdfFile : localPath(file, '--file');
}

/** As root a description is not believed that others can have written. */
export async function faultOfCdf(file: string): Promise<string | undefined> {
  const stats = await lstatIfThere(file);
  if (stats?.isFile() !== true || process.geteuid?.() !== 0) return undefined;
  if (stats.uid !== 0) return `it belongs to user ${stats.uid}, not root`;
  return (stats.mode & 0o022) === 0 ? undefined : 'it is writable by others';
}
