import { parse, TomlError } from 'smol-toml';
import { HareError } from '../../error.js';
import type { ConfMap } from '../../conf-store.js';
import type { DocumentFormat } from '../document-format.js';
import type { MapChange } from '../../edit/change.js';
import { errorAt, type Source } from '../source.js';
import { buildTomlTree } from './build-toml-tree.js';
import { locateInToml } from './locate-in-toml.js';
import { readTomlModel } from './read-toml-model.js';
import { refusedByToml } from './refused-by-toml.js';
import { scanToml } from './scan-toml.js';
import { explainTomlError } from './explain-toml-error.js';
import { tomlTableValue } from './toml-model.js';
import { tomlSplices } from './toml-splices.js';
import { TomlSyntaxError } from './toml-syntax-error.js';
import type { TomlTable } from './toml-tree.js';

/**
 * TOML 1.0. What usual lines are is read at once; of all else smol-toml decides what is valid, and
 * places, order and values come from the scanner.
 */
export const tomlFormat: DocumentFormat = {
  name: 'toml',
  emptyText: '',
  parse: (text, source, expected) => ({
    root: readTomlModel(text, expected) ?? parseWhole(text, source),
    warnings: [],
  }),
  splices: (text, change) => tomlSplices(text, treeOf(text, change), change),
  // Values of a table that has tables below it are written above them, wherever they come in
  // memory.
  looseOrder: () => true,
  locate: (text, path) => locateInToml(treeOf(text), path),
  refuses: refusedByToml,
};

/**
 * The model by way of all that smol-toml and the scanner make of the text: what is wrong with it
 * they tell with its place.
 */
export function parseWhole(text: string, source: Source): ConfMap {
  return atPlaces(text, source, () => {
    validate(text, source);
    return tomlTableValue(text, treeOf(text));
  });
}

function treeOf(text: string, change?: MapChange): TomlTable {
  return buildTomlTree(scanToml(text), change);
}

function validate(text: string, source: Source): void {
  try {
    parse(text, { integersAsBigInt: 'asNeeded' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { code, what, hint } = explainTomlError(error.message);
    const { line, column } = error;
    throw new HareError(code, what, {
      where: {
        ...(source.file === undefined ? { url: source.url } : { file: source.file }),
        line,
        column,
      },
      hint,
    });
  }
}

function atPlaces<T>(text: string, source: Source, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TomlSyntaxError)) throw error;
    throw errorAt(error.code, error.what, text, error.offset, source);
  }
}
