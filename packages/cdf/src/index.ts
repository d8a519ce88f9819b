export * from './model.js';
export type { DialectName, Machine } from './dialects/dialect.js';
export {
  driveFactsKey,
  firstKnownFacts,
  incompleteRequests,
  knownFacts,
  nodeFactsKey,
  type Facts,
  type FactsRequest,
  type FactsSource,
} from './facts.js';
export { factsFromDocument, factsFromFile, factsFromKv } from './facts-sources.js';
export { cdfDigest, type DigestOptions } from './meaning.js';
export { convertCdf, type Conversion } from './convert/convert-cdf.js';
export { downgrade, type Downgrade } from './convert/downgrade.js';
export { diffCdf, formatChange, type CdfChange, type FieldChange } from './diff-cdf.js';
export { formatCdf } from './write-yaml.js';
export { readHaxHttp, type HaxHttp } from './hax-http.js';
export { parseCdf, type ParsedCdf, readCdfFile, readCdf, type CdfReading } from './read-cdf.js';
export { formatPath, type Path } from '@hare/base/schema';
export { poolDrives, type DrivePlace, type PoolDrives } from './pool-drives.js';
export { poolLayout, type PoolLayout, computedTolerance } from './pool-tolerance.js';
export { basePort, portRanges, type PortRange, type PortUser } from './port-ranges.js';
export type { Problem } from '@hare/base/schema';
export { isError, problemToError } from './problem.js';
export { explain, explainable, type Explanation } from './explain/explain.js';
export { explained } from './explain/explained.js';
export { errorCodes } from './error-codes.js';
export { publishSchema } from './publish-schema.js';
export { readDialect, type DialectReading } from './read-dialect.js';
export type { CdfFormat } from './to-document.js';
export { validateCdf } from './validate-cdf.js';
export { unusableAddress } from './unusable-address.js';
export { viewCluster } from './view-cluster.js';
