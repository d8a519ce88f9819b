import path from 'node:path';
import type { CdfFormat, ClusterDescription, DialectName } from '@hare/cdf';
import { formatError } from '@hare/confstore/error';
import type { StageContext } from '@hare/stage';
import type { ConfigOptions } from './config-options.js';

/** What the ConfStore says the CDF must be. */
export interface CdfPlan {
  readonly file: string;
  readonly text: string;
  readonly model: ClusterDescription;
  readonly warnings: readonly string[];
}

/** Reads the ConfStore at the first call, once. @throws HareError with every missing or wrong key */
export function cdfPlan(context: StageContext<ConfigOptions>): () => Promise<CdfPlan> {
  let plan: Promise<CdfPlan> | undefined;
  return () => (plan ??= makePlan(context));
}

async function makePlan(context: StageContext<ConfigOptions>): Promise<CdfPlan> {
  const { formatCdf, readDialect } = await import('@hare/cdf');
  const { options } = context;
  const store = await context.confStore();
  const { model, format, warnings } = await readDialect(store, { dialect: options.dialect as DialectName | undefined });
  return {
    file: options.file === undefined ? context.places.cdfFile : path.resolve(options.file),
    text: formatCdf(model, (options.cdfFormat as CdfFormat | undefined) ?? format),
    model,
    warnings: warnings.map((warning) => formatError(warning)),
  };
}
