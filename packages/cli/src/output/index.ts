export { type Colors, createColors } from './colors.js';
export { createMasker, type Masker } from './masker.js';
export { outputFormat, type OutputFormat, requestedFormat } from './output-format.js';
export type { Output } from './output.js';
export { createStatusLine, type StatusLine } from './status-line.js';
