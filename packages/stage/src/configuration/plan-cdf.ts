import path from 'node:path';
import type { CdfFormat, ClusterDescription, DialectName, FactsSource } from '@hare/cdf';
import type { ConfStore } from '@hare/confstore';
import { formatError } from '@hare/confstore/error';
import { once } from '../once.js';
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
  readonly options: Pick<ConfigurationOptions, 'file' | 'dialect' | 'cdfFormat' | 'keepsText'>;
  readonly store: ConfStore;
  readonly facts: FactsSource;
  readonly clusterRuns: () => Promise<boolean>;
}

/** Reads the ConfStore. @throws HareError with every missing or wrong key */
export async function planCdf({ places, options, store, facts, clusterRuns }: PlanCdfOptions): Promise<CdfPlan> {
  const { convertCdf, diffCdf, formatCdf, parseCdf, readDialect } = await import('@hare/cdf');
  const file = options.file === undefined ? places.cdfFile : path.resolve(options.file);
  const found = await readIfAny(file);
  const reading = await readDialect(store, { dialect: options.dialect as DialectName | undefined, facts });
  const warnings = reading.warnings.map((warning) => formatError(warning));
  const present = once(() => (found === undefined ? Promise.resolve(undefined) : parseCdf(found, file).catch(() => undefined)));
  const keepsNewer = options.keepsText === true && (await present())?.format === '2022';
  const format = (options.cdfFormat as CdfFormat | undefined) ?? (keepsNewer ? '2022' : reading.format);
  const about = { file, found, clusterId: reading.clusterId };
  if (options.keepsText === true && found !== undefined) {
    const model = (await present())?.model;
    if (model !== undefined && diffCdf(model, reading.model).length === 0) return { ...about, text: (await convertCdf(found, file, format)).text, model: reading.model, warnings };
  }
  const text = formatCdf(reading.model, format);
  if (found !== undefined && found !== text) {
    const model = (await present())?.model;
    if (model !== undefined && sameButFacts(model, reading.model) && (await clusterRuns())) {
      return { ...about, text: found, model, warnings: [...warnings, `${file} differs from the machine in facts only (cores, memory, sizes), and the cluster runs: it is kept`] };
    }
  }
  // Another format may carry less than the ConfStore says: what counts is what the file will say.
  const { model } = format === reading.format ? reading : await parseCdf(text, file);
  return { ...about, text, model, warnings };
}
