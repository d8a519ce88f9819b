import type { DocumentFormat } from '../document-format.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import { YamlModelBuilder } from './build-yaml-model.js';
import { loadFlowJoiner } from './join-flow-lines.js';
import { locateInYaml } from './locate-in-yaml.js';
import { readYaml } from './read-yaml.js';
import { prepareYaml, yamlSplices } from './yaml-splices.js';

/** YAML 1.2 with the core schema: one document, anchors and merge keys resolved, no other tags. */
export const yamlFormat: DocumentFormat = {
  name: 'yaml',
  emptyText: '',
  prepareToParse: loadFlowJoiner,
  parse: (text, source, expected) =>
    readYaml(text, source, (events) => {
      const builder = new YamlModelBuilder(events, text, source);
      return { root: builder.build(expected), warnings: builder.warnings };
    }),
  splices: yamlSplices,
  prepare: prepareYaml,
  locate: locateInYaml,
  looseOrder: (text) => text.includes('<<'),
  refuses(value) {
    if (value instanceof Date) return 'the core schema of yaml has no dates; set it as text';
    return typeof value === 'string' && hasLoneSurrogate(value)
      ? 'it is no well-formed Unicode'
      : undefined;
  },
};
