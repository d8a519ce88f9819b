import type { ClusterDescription } from '@hare/cdf';
import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import type { ConfValue } from './conf-object.js';
import { decodeXcode } from './decode-xcode.js';
import { fidName, formatFid } from './fid.js';
import { formatConfgenObject } from './format-confgen.js';
import { formatXcode } from './format-xcode.js';
import { generateMotrConfig } from './generate-motr-config.js';
import { kvEntries } from './kv-entries.js';
import type { MotrConfig } from './motr-config.js';
import type { MotrObject } from './motr-object.js';
import { objectTypes, type ObjectType } from './object-type.js';
import { isFid } from './object-graph.js';
import { parseConfgen } from './parse-confgen.js';
import { renderConfgen, renderXcode } from '../tests/support/rendered.js';
import { renderTexts } from '../tests/support/rendered.js';
import { anyCluster, isValid } from '../tests/support/any-cluster.js';
import { toConfObject } from './to-conf-object.js';

const numRuns = inject('limits').cfgenClusters;

function forEveryCluster(
  title: string,
  check: (config: MotrConfig, cluster: ClusterDescription) => void,
): void {
  test(title, () => {
    fc.assert(
      fc.property(anyCluster(), (cluster) => check(generateMotrConfig(cluster), cluster)),
      { numRuns },
    );
  });
}

const ofType = <T extends ObjectType>(
  config: MotrConfig,
  type: T,
): Extract<MotrObject, { readonly type: T }>[] =>
  config.objects.filter(
    (object): object is Extract<MotrObject, { readonly type: T }> => object.type === type,
  );

describe('for every cluster', () => {
  test('the generated clusters are valid', () => {
    fc.assert(fc.property(anyCluster(), isValid), { numRuns });
  });

  forEveryCluster('every reference leads to an object', (config) => {
    const known = new Set(config.objects.map(fidName));
    const check = (value: ConfValue): void => {
      if (isFid(value)) {
        if (!known.has(fidName(value))) throw new Error(`${fidName(value)} does not exist`);
      } else if (Array.isArray(value)) (value as readonly ConfValue[]).forEach(check);
    };
    for (const object of config.objects) toConfObject(object).values.forEach(check);
  });

  forEveryCluster(
    'keys are unique and dense per type; the keys of clients themselves are service keys',
    (config) => {
      for (const type of objectTypes) {
        const extra =
          type === 'service'
            ? config.nodes.flatMap(({ processes }) =>
                processes.flatMap((process) =>
                  process.kind === 'client' ? process.extraServiceKey : [],
                ),
              )
            : [];
        const keys = [
          ...config.objects.filter((object) => object.type === type).map(({ key }) => key),
          ...extra,
        ].sort((a, b) => a - b);
        expect(keys).toEqual(keys.map((_, index) => index));
        expect(config.nextKeys[type]).toBe(keys.length);
      }
    },
  );

  forEveryCluster(
    'every pool version is on exactly the drives that it should be, each once',
    (config, cluster) => {
      const expected = expectedDrives(cluster);
      for (const [index, pool] of config.pools.entries()) {
        const object = ofType(config, 'pool')[index];
        const pver = ofType(config, 'pver').find(({ key }) => key === object?.pvers[0]?.key);
        if (pver === undefined) throw new Error(`pool ${index} has no pool version`);
        const drives = drivesBelow(
          config,
          pver.sites.map(({ key }) => key),
        );
        expect(drives).toHaveLength(pver.poolWidth);
        const named = pool.base ?? pool.name ?? `(${pool.type})`;
        if (pool.base === undefined)
          expect([...drives].sort()).toEqual([...(expected.get(named) ?? [])].sort());
        else expect(drives.every((drive) => expected.get(named)?.has(drive))).toBe(true);
        expect(
          ofType(config, 'drive').filter(({ pvers }) => pvers.some(({ key }) => key === pver.key)),
        ).toHaveLength(drives.length);
      }
    },
  );

  forEveryCluster(
    'no tolerance is above K, and no formulaic pool version allows more than its base',
    (config) => {
      const pvers = ofType(config, 'pver');
      for (const { tolerance, parityUnits } of pvers)
        expect(Math.max(...tolerance)).toBeLessThanOrEqual(parityUnits);
      for (const { base, allowance } of ofType(config, 'pver_f')) {
        expect(
          allowance.every((value, level) => value <= (pvers[base.key]?.tolerance[level] ?? -1)),
        ).toBe(true);
        expect(allowance.some((value) => value > 0)).toBe(true);
      }
    },
  );

  forEveryCluster('endpoints never collide', (config) => {
    const endpoints = config.nodes.flatMap(({ processes }) =>
      processes.map(({ endpoint }) => endpoint.text),
    );
    expect(new Set(endpoints).size).toBe(endpoints.length);
  });

  forEveryCluster(
    'decoding what was encoded gives the objects again, and encoding that the same text',
    (config) => {
      const objects = config.objects.map(toConfObject);
      const [xcode, confgen] = [renderXcode(config), renderConfgen(config)];
      expect(decodeXcode(xcode)).toEqual(objects);
      expect(formatXcode(decodeXcode(xcode))).toBe(xcode);
      expect(parseConfgen(confgen)).toEqual(objects);
      expect(
        formatXcode(
          parseConfgen(objects.map((object) => formatConfgenObject(object, 'motr')).join('\n')),
        ),
      ).toBe(xcode);
    },
  );

  forEveryCluster('the same input gives the same bytes', (config, cluster) => {
    const node = cluster.nodes[0]?.hostname;
    expect(renderTexts(generateMotrConfig(structuredClone(cluster)), { node })).toEqual(
      renderTexts(config, { node }),
    );
  });

  forEveryCluster(
    'a node more at the end leaves the keys of the nodes before it as they are',
    (config, cluster) => {
      const added = {
        hostname: 'one-more',
        dataIface: 'eth1',
        processorCount: 1,
        memorySizeMb: 1024,
        m0Servers: [],
        m0Clients: [{ name: 'm0_client_other', instances: 1 }],
      };
      const longer = generateMotrConfig({ ...cluster, nodes: [...cluster.nodes, added] });
      expect(longer.nodes.slice(0, -1)).toEqual(config.nodes);
    },
  );

  forEveryCluster(
    'the KV names every node, process, service, device and piece of hardware of confd, and nothing else',
    (config) => {
      const inTrees = new Set(
        [...kvEntries(config)].flatMap(({ key }) =>
          /^m0conf\/(nodes\/0x|sites\/)/.test(key) ? [key.split('/').at(-1)] : [],
        ),
      );
      const types: readonly ObjectType[] = [
        'node',
        'process',
        'service',
        'sdev',
        'site',
        'rack',
        'enclosure',
        'controller',
        'drive',
      ];
      expect(inTrees).toEqual(
        new Set(config.objects.filter(({ type }) => types.includes(type)).map(formatFid)),
      );
    },
  );
});

/**
 * Per pool the drives it should be on, derived from the model alone: `node-0 /dev/x`, with `(cas)`
 * for the drive of a CAS service.
 */
function expectedDrives({ nodes, pools }: ClusterDescription): Map<string, Set<string>> {
  const servers = nodes.flatMap(({ hostname, m0Servers }) =>
    m0Servers.filter(({ data }) => data.length > 0).map((server) => ({ hostname, server })),
  );
  const data = servers.flatMap(({ hostname, server }) =>
    server.data.map(({ path }) => `${hostname} ${path}`),
  );
  const dix = servers.map(
    ({ hostname, server }, index) =>
      `${hostname} (cas of ${index}) ${server.metaData ?? '/dev/null'}`,
  );
  const md = servers.map(({ hostname, server }) => `${hostname} ${server.data[0]?.path ?? ''}`);
  const result = new Map([
    ['(dix)', new Set(dix)],
    ['(md)', new Set(md)],
  ]);
  for (const { name, type, diskRefs } of pools)
    result.set(
      name,
      new Set(
        type === 'dix'
          ? dix
          : type === 'md'
            ? md
            : (diskRefs?.map(({ node, path }) => `${node ?? ''} ${path}`) ?? data),
      ),
    );
  return result;
}

function drivesBelow(config: MotrConfig, objvs: readonly number[]): string[] {
  const names = driveNames(config);
  const all = ofType(config, 'objv');
  const seen: string[] = [];
  const pending = [...objvs];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    const objv = all[key];
    if (objv?.real.type === 'drive') seen.push(names.get(objv.real.key) ?? '?');
    else pending.push(...(objv?.children ?? []).map((child) => child.key));
  }
  return seen;
}

function driveNames(config: MotrConfig): Map<number, string> {
  let controllers = 0;
  return new Map(
    config.nodes.flatMap(({ hostname, controllers: own }) =>
      own.flatMap(({ drives }) => {
        const index = controllers;
        controllers += 1;
        return drives.map(({ fid, path }, position): [number, string] => [
          fid.key,
          position === drives.length - 1
            ? `${hostname} (cas of ${index}) ${path}`
            : `${hostname} ${path}`,
        ]);
      }),
    ),
  );
}
