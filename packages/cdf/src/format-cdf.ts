import type { ClusterDescription } from './model.js';
import { toDocument, type CdfFormat } from './to-document.js';
import { writeYaml } from './write-yaml.js';

/**
 * The text of a CDF in a format: YAML with a fixed order of fields, ending in a newline. The same
 * model always gives the same text.
 */
export function formatCdf(model: ClusterDescription, format: CdfFormat): string {
  return writeYaml(toDocument(model, format));
}
