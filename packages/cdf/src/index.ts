export * from './model.js';
export { canonical } from './canonical.js';
export type { DialectName, Machine } from './dialects/dialect.js';
export {
  driveFactsKey,
  firstKnownFacts,
  incompleteRequests,
  knownFacts,
  neededKeys,
  nodeFactsKey,
  nodeGroupKey,
  type Facts,
  type FactsRequest,
  type FactsSource,
} from './facts.js';
export { factsFromDocument, factsFromFile } from './facts-file.js';
export { factsFromKv } from './facts-kv.js';
export { cdfDigest, type DigestOptions } from './cdf-digest.js';
export { convertCdf, type Conversion } from './convert/convert-cdf.js';
export { downgrade, type Downgrade } from './convert/downgrade.js';
export { diffCdf, formatChange, type CdfChange, type FieldChange } from './diff-cdf.js';
export { formatCdf } from './format-cdf.js';
export { readHaxHttp, type HaxHttp } from './hax-http.js';
export { parseCdf, type ParsedCdf } from './parse-cdf.js';
export { formatPath, type Path } from '@hare/base/schema';
export { patientFacts, type Patience } from './patient-facts.js';
export { poolDrives, type DrivePlace, type PoolDrives } from './pool-drives.js';
export { poolLayout, type PoolLayout } from './pool-layout.js';
export { computedTolerance, poolTolerance } from './pool-tolerance.js';
export { portRanges, type PortRange } from './port-ranges.js';
export type { Problem } from '@hare/base/schema';
export { isError, problemToError } from './problem.js';
export { explain, explainable, type Explanation } from './explain/explain.js';
export { explained } from './explain/explained.js';
export { errorCodes } from './error-codes.js';
export { publishSchema } from './publish-schema.js';
export { readCdfFile } from './parse-cdf.js';
export { readCdf, type CdfReading } from './read-cdf.js';
export {
  readDialect,
  type DialectReading,
  type ReadableStore,
  type ReadDialectOptions,
} from './read-dialect.js';
export type { CdfFormat } from './to-document.js';
export { validateCdf } from './validate-cdf.js';
export { unusableAddress } from './unusable-address.js';
export { viewCluster } from './view-cluster.js';
