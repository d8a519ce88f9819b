import type { NodeDescription } from '@hare/cdf';

/** Every device of a node that Motr writes to: data, log and metadata, each path once, in the CDF's order. */
export function nodeDevices({ m0Servers }: NodeDescription): readonly string[] {
  return [...new Set(m0Servers.filter((server) => server.data.length > 0).flatMap(({ data, log, metaData }) => [...data.map((drive) => drive.path), ...(log ?? []).map((drive) => drive.path), ...(metaData === undefined ? [] : [metaData])]))];
}
