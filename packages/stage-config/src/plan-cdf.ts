import path from 'node:path';
import type { CdfFormat, ClusterDescription, DialectName, FactsSource } from '@hare/cdf';
import { formatError } from '@hare/confstore/error';
import type { StageContext } from '@hare/stage';
import { sameButFacts } from './same-but-facts.js';
import type { ConfigOptions } from './config-options.js';
import { readIfAny } from './read-if-any.js';

/** What the ConfStore says the CDF must be. */
export interface CdfPlan {
  readonly file: string;
  /** What the file holds now; undefined: there is none. */
  readonly found: string | undefined;
  readonly text: string;
  /** As everything downstream reads it from the text. */
  readonly model: ClusterDescription;
  readonly clusterId: string;
  readonly warnings: readonly string[];
}

/** Reads the ConfStore. @throws HareError with every missing or wrong key */
export async function planCdf(context: StageContext<ConfigOptions>, facts: FactsSource, clusterRuns: () => Promise<boolean>): Promise<CdfPlan> {
  const { formatCdf, parseCdf, readDialect } = await import('@hare/cdf');
  const { options } = context;
  const file = options.file === undefined ? context.places.cdfFile : path.resolve(options.file);
  const found = await readIfAny(file);
  const reading = await readDialect(await context.confStore(), { dialect: options.dialect as DialectName | undefined, facts });
  const warnings = reading.warnings.map((warning) => formatError(warning));
  const format = (options.cdfFormat as CdfFormat | undefined) ?? reading.format;
  const text = formatCdf(reading.model, format);
  const about = { file, found, clusterId: reading.clusterId };
  if (found !== undefined && found !== text) {
    const present = await parseCdf(found, file).catch(() => undefined);
    if (present !== undefined && sameButFacts(present.model, reading.model) && (await clusterRuns())) {
      return { ...about, text: found, model: present.model, warnings: [...warnings, `${file} differs from the machine in facts only (cores, memory, sizes), and the cluster runs: it is kept`] };
    }
  }
  // Another format may carry less than the ConfStore says: what counts is what the file will say.
  const { model } = format === reading.format ? reading : await parseCdf(text, file);
  return { ...about, text, model, warnings };
}
