export type {} from './error-codes.js';
export { compareConfigFiles, type WriteOutcome } from './compare-config-files.js';
export { configFolders, isConfigFile, listConfigFiles } from './config-file-names.js';
export { ConfigFiles, type FilePiece } from './config-files.js';
export { viewOfConfig, viewOfFiles, type ConfigView } from './config-view.js';
export { decodeXcode } from './decode-xcode.js';
export { diffConfigs, type ConfigDiff } from './diff-configs.js';
export type { Endpoint } from './endpoint.js';
export { fidName, formatFid, type AnyFid, type Fid, type UInt } from './fid.js';
export { holdsUnfinishedWork, recoverConfigFiles } from './finish-config-files.js';
export { formatDiff } from './format-diff.js';
export { gatherFacts } from './gather-facts.js';
export {
  factsFromMachine,
  gatherLocalFacts,
  type LocalFactsRequest,
} from './gather-local-facts.js';
export { generateMotrConfig, type GenerateOptions } from './generate-motr-config.js';
export { kvEntries } from './kv-entries.js';
export type { Machine } from './machine.js';
export type * from './motr-config.js';
export type * from './motr-object.js';
export { objectTypes, type ObjectType } from './object-type.js';
export { parseConfgen } from './parse-confgen.js';
export { readConfigFiles } from './read-config-files.js';
export { renderFiles, type RenderOptions } from './render-files.js';
export { writeConfigFiles } from './write-config-files.js';
