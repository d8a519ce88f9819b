export type {} from './error-codes.js';
export * from './define.js';
export type * from './forecast/effect.js';
export { fileEffect, type PlannedFiles, readPlanned } from './forecast/effect.js';
export { type Machine, loadMachine } from './load-machine.js';
export { type CommonOptionName, commonOptions } from './options/common-options.js';
export { stageCommand, type StageDescription, stageExitCodes } from './options/stage-command.js';
export type { Places } from './places.js';
export { closingLine } from './report/closing-text.js';
export type { StageReport, StepReport } from './report/stage-report.js';
export { runStage, runStageFromArgv } from './run-stage.js';
export { type Guard, asGuard, guard, guarded } from './runner/guard.js';
export { type Look, type Seen, seen } from './seen.js';
export { defaultSettings } from './settings.js';
export { type SettingKey, environmentName, settingKeys } from './settings/setting-keys.js';
export { settingsIn } from './settings/settings-in.js';
export { assertTrusted } from './settings/trusted-file.js';
export type { Closable, StageContext } from './stage-context.js';
export { type JournalEntry, appendJournal, journalFile, readJournal } from './state/journal.js';
export { isDamaged, readOwnFile, readStateFile } from './state/read-state-file.js';
export {
  type StageConfig,
  readStageConfig,
  readWholeStageConfig,
  stageConfigFile,
  stageConfigPath,
  withoutPassword,
  writeStageConfig,
} from './state/stage-config.js';
export {
  isNewerRelease,
  ownRelease,
  restoreFolder,
  restoreWork,
  unfinishedBackup,
} from './state/refused-states.js';
export { moveAside, removeStateFile, writeStateFile } from './state/write-state-file.js';
export type { Fails, Holds, Step, Verdict } from './step.js';
