export * from './define-stage.js';
export * from './forecast/effect.js';
export * from './places.js';
export * from './settings.js';
export * from './stage-context.js';
export * from './step.js';
export { runStage, runStageFromArgv, type RunStageOptions } from './run-stage.js';
export { processIo, type StageIo } from './process-io.js';
export {
  createInterruption,
  interruptExitCodes,
  type Interruption,
  type InterruptName,
} from './interruption.js';
export { commonOptions } from './options/common-options.js';
export { outputFormat, type OutputFormat } from './options/output-format.js';
export { durationOption, formatDuration, parseDuration } from './options/duration.js';
export { commandText, helpText } from './options/help-text.js';
export {
  optionTable,
  type CommonOptionName,
  type OptionRow,
  type StageDescription,
} from './options/option-table.js';
export { localPath } from './options/local-path.js';
export { parseStageOptions } from './options/parse-stage-options.js';
export { cdfOption } from './options/cdf-option.js';
export { parseSize } from './settings/parse-size.js';
export { defaultSettings } from './settings/default-settings.js';
export { environmentName, settingKeys, type SettingKey } from './settings/setting-keys.js';
export { settingsIn } from './settings/settings-in.js';
export { settingDefault } from './settings/setting-default.js';
export { settingMeanings } from './settings/setting-meanings.js';
export type {
  StageReport,
  StageOutcome,
  StepCounts,
  StepOutcome,
  StepReport,
} from './report/stage-report.js';
export { closingLine } from './report/closing-text.js';
export { eventSchema } from './report/event-schema.js';
export { reportSchema } from './report/report-schema.js';
export {
  backupRecordFile,
  readBackupRecord,
  recordBackup,
  type BackupRecord,
} from './state/backup-record.js';
export { isNewerRelease } from './state/refuse-newer-state.js';
export { ownRelease } from './state/own-release.js';
export { isFromElsewhere, removeRestoredMark, restoredMarkFile } from './state/restored-mark.js';
export { configStateFiles, mkfsStateFiles, restoredMark } from './state/state-files.js';
export { readStateFile } from './state/read-state-file.js';
export { removeStateFile, writeStateFile } from './state/write-state-file.js';
export {
  readStageConfig,
  readWholeStageConfig,
  stageConfigFile,
  stageConfigPath,
  withoutPassword,
  writeStageConfig,
  type RecordedNode,
  type StageConfig,
} from './state/stage-config.js';
export {
  forgetMkfs,
  formattedCdfFile,
  isFormatted,
  mkfsFile,
  mkfsForgottenFile,
  removeMkfsRecord,
  parseMkfsRecord,
  readMkfsRecord,
  writeMkfsDone,
  writeMkfsRecord,
  writeMkfsStarted,
  type MkfsRecord,
} from './state/mkfs-record.js';
export { journalFile, readJournal, type JournalEntry } from './state/journal.js';
export { loadMachine, type Machine } from './load-machine.js';
export { parseOptions, type ParsedGroups, type ParsedOptions } from './options/parse-options.js';
export type { Masker } from './report/masker.js';
export { defaultKv, findKv, isNoKvThere, kvOfEnvironment, type KvChoice } from './find-kv.js';
export { once, type Given } from './once.js';
export { seen, type Look, type Seen } from './seen.js';
export { asGuard, guard, guarded, type Guard } from './runner/guard.js';
export { dialectOption } from './configuration/dialect-option.js';
export { fileEffect } from './forecast/file-effect.js';
export { addressesIn, isLoopback } from './names/parse-hosts.js';
