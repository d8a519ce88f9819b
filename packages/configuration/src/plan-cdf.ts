import type { CdfFormat, CdfReading, ClusterDescription, DialectReading } from '@hare/cdf';
import { formatError, lstatIfThere } from '@hare/base';
import { localPath } from '@hare/cli';
import type { Places } from '@hare/stage';
import { cdfChanges } from './cdf-changes.js';
import { sameButFacts } from './same-but-facts.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { lookAtCdf, unreadable } from '@hare/cluster';

/** What the ConfStore says the CDF must be. */
export interface CdfPlan {
  readonly file: string;
  /** What the file holds now; undefined: there is none. */
  readonly found: string | undefined;
  /** What is in the file's place and is not a file: it is moved aside. */
  readonly blocked?: string | undefined;
  /** Why it is written anew even with the same text: others can have written it. */
  readonly fault?: string | undefined;
  readonly text: string;
  /** What the text changes, by meaning, a line each. */
  readonly changes: readonly string[];
  /** As everything downstream reads it from the text. */
  readonly model: ClusterDescription;
  readonly clusterId: string;
  readonly warnings: readonly string[];
}

export interface PlanCdfOptions {
  readonly places: Pick<Places, 'cdfFile'>;
  readonly options: Pick<ConfigurationOptions, 'file' | 'cdfFormat' | 'keepsText'>;
  /** What the ConfStore says. */
  readonly reading: DialectReading;
  readonly clusterRuns: () => Promise<boolean>;
}

/**
 * Looks at the file that is there, and says what it must hold. @throws HareError `CDF_UNREADABLE`
 */
export async function planCdf({
  places,
  options,
  reading,
  clusterRuns,
}: PlanCdfOptions): Promise<CdfPlan> {
  const { convertCdf, diffCdf, formatCdf, parseCdf } = await import('@hare/cdf');
  const file = options.file === undefined ? places.cdfFile : localPath(options.file, '--file');
  const { text: found, blocked } = await lookAtCdf(file);
  // Only in our own place: who names a folder with --file means something else.
  if (blocked !== undefined && file !== places.cdfFile) throw unreadable(file, `it is ${blocked}`);
  const warnings = reading.warnings.map((warning) => formatError(warning));
  const present = async (): Promise<CdfReading | undefined> =>
    found === undefined ? undefined : parseCdf(found, file).catch(() => undefined);
  const kept = options.keepsText === true ? await present() : undefined;
  const keepsNewer = kept?.format === '2022';
  const format =
    (options.cdfFormat as CdfFormat | undefined) ?? (keepsNewer ? '2022' : reading.format);
  const about = {
    file,
    found,
    blocked,
    fault: await faultOfCdf(file),
    clusterId: reading.clusterId,
  };
  if (kept !== undefined && found !== undefined && diffCdf(kept.model, reading.model).length === 0)
    return {
      ...about,
      text: (await convertCdf(found, file, format)).text,
      changes: await cdfChanges(kept.model, reading.model),
      model: reading.model,
      warnings,
    };
  const text = formatCdf(reading.model, format);
  const before = found === text ? reading.model : (kept ?? (await present()))?.model;
  if (found !== undefined && found !== text) {
    if (before !== undefined && sameButFacts(before, reading.model) && (await clusterRuns())) {
      return {
        ...about,
        text: found,
        changes: [],
        model: before,
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

/** As root a description is not believed that others can have written. */
async function faultOfCdf(file: string): Promise<string | undefined> {
  const stats = await lstatIfThere(file);
  if (stats?.isFile() !== true || process.geteuid?.() !== 0) return undefined;
  if (stats.uid !== 0) return `it belongs to user ${stats.uid}, not root`;
  return (stats.mode & 0o022) === 0 ? undefined : 'it is writable by others';
}
