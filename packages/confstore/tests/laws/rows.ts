import { jsonFormat } from '../../src/formats/json/json-format.js';
import { yamlFormat } from '../../src/formats/yaml/yaml-format.js';
import { jsonDocuments } from './json-documents.js';
import type { LawRow } from './law-row.js';
import { openText } from './memory-row.js';
import { treeKeys, treeValues } from './tree-values.js';
import { yamlDocuments } from './yaml-documents.js';

/** Every format and backend for which the laws of a ConfStore are tested. */
export const rows: readonly LawRow[] = [
  { name: 'json', documents: jsonDocuments, values: treeValues, keys: treeKeys, open: (text) => openText(jsonFormat, text) },
  { name: 'yaml', documents: yamlDocuments, values: treeValues, keys: treeKeys, open: (text) => openText(yamlFormat, text), anyOrder: (text) => text.includes('<<'), mayRefuse: (text) => /[|>]\+/.test(text) },
];
