import type { ConfValue } from '../conf-store.js';
import { equalValues } from '../document/equal-values.js';
import { HareError } from '@hare/base';
import type { DocumentFormat, ParsedDocument, PreparedText } from '../formats/document-format.js';
import type { Source } from '../formats/source.js';
import { diffModels } from './diff-models.js';
import { applySplices } from './splice.js';

/** A changed text, what it parses to, and what else than the change was rewritten. */
export interface EditedText extends PreparedText {
  readonly parsed: ParsedDocument;
}

/**
 * The text that parses to `after`, by replacing what differs; undefined when nothing does. It is
 * parsed again and compared with `after`. @throws HareError `EDIT_NOT_SAFE`
 */
export function editDocument(
  format: DocumentFormat,
  text: string,
  before: ConfValue,
  after: ConfValue,
  source: Source,
): EditedText | undefined {
  const change = diffModels(before, after);
  if (change === undefined) return undefined;
  try {
    const { text: prepared, writtenOut } = format.prepare?.(text, change, source) ?? {
      text,
      writtenOut: [],
    };
    const edited = applySplices(prepared, format.splices(prepared, change, source));
    const parsed = format.parse(edited, source, after);
    if (equalValues(parsed.root, after, { anyOrder: format.looseOrder?.(prepared) ?? false }))
      return { text: edited, parsed, writtenOut };
  } catch (error) {
    throw notSafe(format, source, error);
  }
  throw notSafe(format, source, undefined);
}

function notSafe(format: DocumentFormat, source: Source, cause: unknown): HareError {
  if (cause instanceof HareError && cause.code === 'EDIT_NOT_SAFE') return cause;
  const what = `this change cannot be made in the ${format.name} text without risk to the rest of it`;
  const where = source.file === undefined ? { url: source.url } : { file: source.file };
  const hint = 'make this change in an editor; nothing was written';
  return new HareError('EDIT_NOT_SAFE', what, { where, hint, cause });
}

/** The same, as a text alone: the one given when nothing differs. */
export function editText(
  format: DocumentFormat,
  text: string,
  before: ConfValue,
  after: ConfValue,
  source: Source,
): string {
  return editDocument(format, text, before, after, source)?.text ?? text;
}
