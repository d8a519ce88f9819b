import type { ConfMap } from '../conf-store.js';
import type { DocumentFormat } from '../formats/document-format.js';
import type { Source } from '../formats/source.js';
import { editDocument } from './edit-document.js';

/**
 * The text that parses to `after`, made from one that parses to `before` by replacing only what
 * differs. @throws HareError `EDIT_NOT_SAFE`
 */
export function editText(
  format: DocumentFormat,
  text: string,
  before: ConfMap,
  after: ConfMap,
  source: Source,
): string {
  return editDocument(format, text, before, after, source)?.text ?? text;
}
