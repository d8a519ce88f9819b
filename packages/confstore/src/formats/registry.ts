import type { DocumentScheme, StoreUrl } from '@hare/base';
import type { DocumentFormat } from './document-format.js';

/** The formats of text documents by scheme; each is loaded when it is first opened. */
export const documentFormats: Readonly<
  Record<DocumentScheme, (url: StoreUrl) => Promise<DocumentFormat>>
> = {
  json: async () => (await import('./json/json-format.js')).jsonFormat,
  jsonc: async () => (await import('./json/json-format.js')).jsoncFormat,
  yaml: async () => (await import('./yaml/yaml-format.js')).yamlFormat,
  toml: async () => (await import('./toml/toml-format.js')).tomlFormat,
  ini: async ({ path, flavour }) =>
    (await import('./lines/lines-format.js')).iniFormatFor(path, flavour),
  properties: async () => (await import('./lines/lines-format.js')).propertiesFormat,
  env: async () => (await import('./lines/lines-format.js')).envFormat,
};
