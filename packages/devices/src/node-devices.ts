import type { NodeDescription } from '@hare/cdf';
import type { DeviceEffect } from './device-effect.js';

/**
 * Every device of a node that Motr writes to: data, log and metadata, each path once, in the CDF's
 * order.
 */
export function nodeDevices({ m0Servers }: NodeDescription): readonly string[] {
  return [
    ...new Set(
      m0Servers
        .filter((server) => server.data.length > 0)
        .flatMap(({ data, log, metaData }) => [
          ...data.map((drive) => drive.path),
          ...(log ?? []).map((drive) => drive.path),
          ...(metaData === undefined ? [] : [metaData]),
        ]),
    ),
  ];
}

/** What Motr uses a device of a node for. */
export function deviceRole({ m0Servers }: NodeDescription, path: string): DeviceEffect['role'] {
  if (m0Servers.some(({ data }) => data.some((drive) => drive.path === path))) return 'data';
  return m0Servers.some(({ log }) => log?.some((drive) => drive.path === path) === true)
    ? 'log'
    : 'metadata';
}
