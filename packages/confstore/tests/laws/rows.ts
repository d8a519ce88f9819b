import { jsoncFormat, jsonFormat } from '../../src/formats/json/json-format.js';
import { envFormat, iniFormatFor, propertiesFormat } from '../../src/formats/lines/lines-format.js';
import { tomlFormat } from '../../src/formats/toml/toml-format.js';
import { yamlFormat } from '../../src/formats/yaml/yaml-format.js';
import { dirDocuments, openDirText } from './dir-row.js';
import { envDocuments, flavourRows } from './flavour-rows.js';
import { flatKeys, flatValues } from './flat-values.js';
import { iniDocuments } from './ini-documents.js';
import { jsonDocuments, jsoncDocuments } from './json-documents.js';
import type { LawRow } from './law-row.js';
import { openText } from './memory-row.js';
import { propertiesDocuments } from './properties-documents.js';
import { tomlDocuments } from './toml-documents.js';
import { treeKeys, treeValues } from './tree-values.js';
import { yamlDocuments, yamlLists, yamlStreams } from './yaml-documents.js';

/** Every format and backend for which the laws of a ConfStore are tested. */
export const rows: readonly LawRow[] = [
  {
    name: 'json',
    documents: jsonDocuments,
    values: treeValues,
    keys: treeKeys,
    open: (text) => openText(jsonFormat, text),
  },
  {
    name: 'jsonc',
    documents: jsoncDocuments,
    values: treeValues,
    keys: treeKeys,
    open: (text) => openText(jsoncFormat, text),
  },
  {
    name: 'yaml',
    documents: yamlDocuments,
    values: treeValues,
    keys: treeKeys,
    open: (text) => openText(yamlFormat, text),
    anyOrder: (text) => text.includes('<<'),
    mayRefuse: (text) => /[|>]\+/.test(text),
  },
  {
    name: 'yaml with a list outermost',
    documents: yamlLists,
    values: treeValues,
    keys: treeKeys,
    open: (text) => openText(yamlFormat, text),
    anyOrder: (text) => text.includes('<<'),
    mayRefuse: (text) => /[|>]\+/.test(text),
  },
  {
    name: 'yaml with several documents',
    documents: yamlStreams,
    values: treeValues,
    keys: treeKeys,
    open: (text) => openText(yamlFormat, text),
    anyOrder: (text) => text.includes('<<'),
    mayRefuse: () => true,
  },
  {
    name: 'toml',
    documents: tomlDocuments,
    values: treeValues,
    keys: treeKeys,
    open: (text) => openText(tomlFormat, text),
    anyOrder: () => true,
  },
  {
    name: 'ini',
    documents: iniDocuments,
    values: flatValues,
    keys: flatKeys([2]),
    open: (text) => openText(iniFormatFor('a.ini'), text),
    anyOrder: () => true,
  },
  {
    name: 'properties',
    documents: propertiesDocuments,
    values: flatValues,
    keys: flatKeys([1, 1, 2]),
    open: (text) => openText(propertiesFormat, text),
  },
  {
    name: 'env',
    documents: envDocuments,
    values: flatValues,
    keys: flatKeys([1]),
    open: (text) => openText(envFormat, text),
  },
  ...flavourRows,
  {
    name: 'dir',
    documents: dirDocuments,
    values: flatValues,
    keys: flatKeys([1, 2, 3]),
    open: openDirText,
    anyOrder: () => true,
    runs: 'dirLawRuns',
  },
];
