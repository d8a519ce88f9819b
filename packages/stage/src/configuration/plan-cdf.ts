import path from 'node:path';
import type { CdfFormat, ClusterDescription, DialectName, FactsSource } from '@hare/cdf';
import type { ConfStore } from '@hare/confstore';
import { formatError } from '@hare/confstore/error';
import type { Places } from '../places.js';
import { sameButFacts } from './same-but-facts.js';
import type { ConfigurationOptions } from './configuration-options.js';
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

export interface PlanCdfOptions {
  readonly places: Pick<Places, 'cdfFile'>;
  readonly options: Pick<ConfigurationOptions, 'file' | 'dialect' | 'cdfFormat'>;
  readonly store: ConfStore;
  readonly facts: FactsSource;
  readonly clusterRuns: () => Promise<boolean>;
}

/** Reads the ConfStore. @throws HareError with every missing or wrong key */
export async function planCdf({ places, options, store, facts, clusterRuns }: PlanCdfOptions): Promise<CdfPlan> {
  const { formatCdf, parseCdf, readDialect } = await import('@hare/cdf');
  const file = options.file === undefined ? places.cdfFile : path.resolve(options.file);
  const found = await readIfAny(file);
  const reading = await readDialect(store, { dialect: options.dialect as DialectName | undefined, facts });
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
