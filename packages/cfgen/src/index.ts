export type {} from './error-codes.js';
export {
  attributeSpecs,
  type AttributeKind,
  type AttributeSpec,
  type ConfObject,
  type ConfSymbol,
  type ConfText,
  type ConfValue,
} from './conf-object.js';
export { compareConfigFiles, type WriteOutcome } from './compare-config-files.js';
export { commonFiles, configFolders, isConfigFile } from './config-file-names.js';
export { viewOfConfig, viewOfFiles, type ConfigView } from './config-view.js';
export { decodeXcode } from './decode-xcode.js';
export {
  diffConfigs,
  isSameConfig,
  type AttributeChange,
  type ConfigDiff,
  type ObjectChange,
} from './diff-configs.js';
export type { Endpoint } from './endpoint.js';
export { fidName, formatFid, type AnyFid, type Fid, type UInt } from './fid.js';
export { holdsUnfinishedWork, recoverConfigFiles } from './finish-config-files.js';
export { formatConfgenObject } from './format-confgen.js';
export { formatDiff } from './format-diff.js';
export { formatXcode } from './format-xcode.js';
export { factsFromMachine } from './facts-from-machine.js';
export { gatherFacts } from './gather-facts.js';
export { gatherLocalFacts, type LocalFactsRequest } from './gather-local-facts.js';
export { generateMotrConfig, type GenerateOptions } from './generate-motr-config.js';
export { kvEntries, renderConsulKv } from './kv-entries.js';
export type { Machine } from './machine.js';
export type * from './motr-config.js';
export type * from './motr-object.js';
export { objectTypes, type ObjectType } from './object-type.js';
export { listConfigFiles } from './list-config-files.js';
export { parseConfgen } from './parse-confgen.js';
export { readConfigFiles } from './read-config-files.js';
export {
  readDevice,
  type DeviceFacts,
  type DevicePlaces,
  type DeviceReading,
} from './read-device.js';
export { renderConfgen, renderXcode } from './render-objects.js';
export { renderConsulAgentConfig, type AgentPlaces } from './render-consul-agent-config.js';
export { renderConsulAgents } from './render-consul-agents.js';
export { renderDhall } from './render-dhall.js';
export { renderFiles, type RenderOptions } from './render-files.js';
export { renderSysconfig } from './render-sysconfig.js';
export { showConfig } from './show-config.js';
export { toConfObject } from './to-conf-object.js';
export { whichNode, type WhichNodeOptions } from './which-node.js';
export { writeConfigFiles } from './write-config-files.js';
