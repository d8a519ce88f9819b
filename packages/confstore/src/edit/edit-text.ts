import type { ConfMap } from '../conf-store.js';
import { equalValues } from '../document/equal-values.js';
import { HareError } from '../error.js';
import type { DocumentFormat } from '../formats/document-format.js';
import type { Source } from '../formats/source.js';
import { diffMaps } from './diff-models.js';
import { applySplices } from './splice.js';

/**
 * The text that parses to `after`, made from one that parses to `before` by replacing only what differs.
 * The result is parsed again and compared with `after`, so a wrong edit is never written.
 * @throws HareError `EDIT_NOT_SAFE`
 */
export function editText(format: DocumentFormat, text: string, before: ConfMap, after: ConfMap, source: Source): string {
  const change = diffMaps(before, after);
  if (change === undefined) return text;
  try {
    const prepared = format.prepare?.(text, change, source) ?? text;
    const edited = applySplices(prepared, format.splices(prepared, change, source));
    if (equalValues(format.parse(edited, source).root, after, { anyOrder: format.looseOrder?.(prepared) ?? false })) return edited;
  } catch (error) {
    throw notSafe(format, source, error);
  }
  throw notSafe(format, source, undefined);
}

function notSafe(format: DocumentFormat, source: Source, cause: unknown): HareError {
  if (cause instanceof HareError && cause.code === 'EDIT_NOT_SAFE') return cause;
  return new HareError('EDIT_NOT_SAFE', `this change cannot be made in the ${format.name} text without risk to the rest of it`, {
    where: source.file === undefined ? { url: source.url } : { file: source.file },
    hint: 'nothing was written; make this change with an editor',
    cause,
  });
}
