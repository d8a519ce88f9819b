import type { FilePiece } from './config-files.js';
import { formatConfgenObject } from './format-confgen.js';
import { formatXcodeObject } from './format-xcode.js';
import { inChunks } from './in-chunks.js';
import type { MotrConfig } from './motr-config.js';
import { toConfObject } from './to-conf-object.js';

/**
 * The objects in order of creation, each converted once: as `confd.xc`, the file that Motr loads; as
 * `confd.cg`, an object a line; and that as one Dhall text literal, so that `dhall text <
 * confd.dhall | m0confgen` still works.
 */
export function* renderObjects({ objects }: MotrConfig): Generator<FilePiece> {
  yield ['confd.dhall', "''\n"];
  let before = `[${objects.length}:\n`;
  for (const chunk of inChunks(objects)) {
    const converted = chunk.map(toConfObject);
    yield ['confd.xc', before + converted.map(formatXcodeObject).join(',\n')];
    before = ',\n';
    const confgen = converted.map((object) => `${formatConfgenObject(object)}\n`).join('');
    yield ['confd.cg', confgen];
    yield ['confd.dhall', escapeForDhall(confgen)];
  }
  yield ['confd.xc', ']\n'];
  yield ['confd.dhall', "''\n"];
}

/**
 * Text inside a Dhall text literal. A quote before `${` is written as an interpolation of itself, as
 * it would make one escape with the quotes that escape `${`.
 */
export function escapeForDhall(text: string): string {
  return text.replace(/''|'(?=\$\{)|\$\{/g, (special) => escapes[special] ?? special);
}

const escapes: Readonly<Record<string, string>> = { "''": "'''", "'": '${"\'"}', '${': "''${" };
