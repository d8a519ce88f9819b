export { type Colors, createColors, paintDiffLine, shortened } from './colors.js';
export { type EntryLog, type LogLevel, openEntryLog } from './entry-log.js';
export { createMasker, type Masker } from './masker.js';
export { outputFormat, type OutputFormat, requestedFormat } from './output-format.js';
export type { Output } from './output.js';
export { type ProcessIo, processIo } from './process-io.js';
export { createStatusLine, type StatusLine } from './status-line.js';
export { type DiffLine, textDiff, unifiedDiff } from './unified-diff.js';
export { createInterruption, type Interruption } from './stop-signals.js';
