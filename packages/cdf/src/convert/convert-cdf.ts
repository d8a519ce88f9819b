import { formatPath, type Path } from '@hare/base/schema';
import { parseCdf } from '../read-cdf.js';
import { readYaml, type YamlNode } from '../read-yaml.js';
import { toDocument, type CdfFormat } from '../to-document.js';
import { writeYaml } from '../write-yaml.js';
import { downgrade } from './downgrade.js';
import { findComments } from './find-comments.js';
import { placeComments } from './place-comments.js';

export interface Conversion {
  readonly text: string;
  readonly from: CdfFormat;
  /** What the new format cannot say. */
  readonly lost: readonly string[];
}

/**
 * A CDF in another format, with its comments at the values they are about. A CDF that has the
 * format already comes back byte for byte.
 * @throws HareError `CDF_INVALID`, `CDF_SYNTAX`
 */
export async function convertCdf(
  text: string,
  file: string,
  format: CdfFormat,
): Promise<Conversion> {
  const reading = await parseCdf(text, file);
  if (reading.format === format) return { text, from: format, lost: [] };
  const { model, lost } =
    format === '2021' ? downgrade(reading.model) : { model: reading.model, lost: [] };
  const document = toDocument(model, format);
  const linePaths = new Set<string>();
  writeYaml(document, (path) => void linePaths.add(formatPath(path)));
  const tree = await readYaml(text, file);
  return {
    text: writeYaml(
      document,
      placeComments(findComments(text, tree), linePaths, clientPaths(tree)),
    ),
    from: reading.format,
    lost,
  };
}

/** Where clients go: counts of CDF 2021 to the list of 2022, and back. */
function clientPaths(tree: YamlNode): (path: Path) => Path {
  return (path) => {
    const [top, index, field, client, ...rest] = path;
    if (top !== 'nodes' || field !== 'm0_clients' || client === undefined || index === undefined)
      return path;
    const clients = entry(item(entry(tree, 'nodes'), index), 'm0_clients');
    if (typeof client === 'string')
      return [top, index, field, client === 'other' && entry(clients, 's3') !== undefined ? 1 : 0];
    const name = entry(item(clients, client), 'name');
    return [
      top,
      index,
      field,
      name?.kind === 'scalar' && name.value === 'm0_client_s3' ? 's3' : 'other',
      ...rest,
    ];
  };
}

function entry(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.get(name)?.node : undefined;
}

function item(node: YamlNode | undefined, index: string | number): YamlNode | undefined {
  return node?.kind === 'list' && typeof index === 'number' ? node.items[index] : undefined;
}
