import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The code of an `@example`. */
export interface DocstringExample {
  /** `lens.ts:12` */
  readonly at: string;
  /** With `expression // => value` as a call of `deepStrictEqual`. */
  readonly code: string;
}

/** The examples in the docstrings of all sources below a folder. */
export function docstringExamples(folder: string): readonly DocstringExample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .toSorted()
    .flatMap((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      // Up to the next tag or the end of the comment.
      return [...text.matchAll(/^ *\/?\*+ @example((?:(?!\n *\* @|\*\/)[^])*)/gm)].map((found) => ({
        at: `${file}:${text.slice(0, found.index).split('\n').length}`,
        code: codeOf(found[1] ?? ''),
      }));
    });
}

function codeOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^ *\*? ?/, '').trimEnd())
    .filter((line) => line !== '')
    .map((line) => line.replace(/^(.*?);? \/\/ => (.*)$/, 'deepStrictEqual(await ($1), ($2));'))
    .join('\n');
}
