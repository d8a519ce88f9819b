import type { ConfObject } from './conf-object.js';
import type { ConfigView } from './config-view.js';
import { fidName, formatFid } from './fid.js';
import { ObjectGraph } from './object-graph.js';

/**
 * A configuration as a tree that people read: nodes down to devices, hardware down to drives, pools
 * with their versions, profiles, FDMI.
 */
export function* showConfig(view: ConfigView): Generator<string> {
  const graph = new ObjectGraph(view);
  const root = graph.objects.find(({ fid }) => fid.type === 'root');
  if (root === undefined) return;
  yield line(
    0,
    root,
    `mdpool ${graph.fids(root, 'mdpool').map(fidName).join('')}, imeta ${graph.fids(root, 'imeta_pver').map(fidName).join('')}, mdredundancy ${show(graph.value(root, 'mdredundancy'))}`,
  );
  for (const node of graph.follow(root, 'nodes')) yield* showNode(graph, node);
  for (const site of graph.follow(root, 'sites')) yield* showSite(graph, site);
  for (const pool of graph.follow(root, 'pools')) yield* showPool(graph, pool);
  for (const profile of graph.follow(root, 'profiles'))
    yield line(
      1,
      profile,
      `${graph.profileName(profile.fid)}: ${graph
        .fids(profile, 'pools')
        .map((pool) => graph.poolName(pool))
        .join(', ')}`,
    );
  for (const group of graph.follow(root, 'fdmi_flt_grps')) yield* showFdmi(graph, group);
}

function* showNode(graph: ObjectGraph, node: ConfObject): Generator<string> {
  yield line(
    1,
    node,
    `${graph.nodeName(node.fid)}, ${show(graph.value(node, 'nr_cpu'))} cores, ${show(graph.value(node, 'memsize'))} MiB`,
  );
  for (const process of graph.follow(node, 'processes')) {
    const services = graph.follow(process, 'services');
    yield line(2, process, `${processKind(graph, services)} at ${graph.text(process, 'endpoint')}`);
    for (const service of services) {
      yield line(3, service, graph.serviceType(service));
      for (const sdev of graph.follow(service, 'sdevs'))
        yield line(
          4,
          sdev,
          `${graph.text(sdev, 'filename')}, ${show(graph.value(sdev, 'size'))} bytes in blocks of ${show(graph.value(sdev, 'bsize'))}`,
        );
    }
  }
}

function processKind(graph: ObjectGraph, services: readonly ConfObject[]): string {
  const types = services.map((service) => graph.serviceType(service));
  if (types.includes('ha')) return 'hax';
  return types.includes('confd') || types.includes('ios') ? 'm0_server' : 'client';
}

function* showSite(graph: ObjectGraph, site: ConfObject): Generator<string> {
  yield line(1, site);
  for (const rack of graph.follow(site, 'racks')) {
    yield line(2, rack);
    for (const enclosure of graph.follow(rack, 'encls')) {
      yield line(
        3,
        enclosure,
        `of ${graph
          .fids(enclosure, 'node')
          .map((node) => graph.nodeName(node))
          .join('')}`,
      );
      for (const controller of graph.follow(enclosure, 'ctrls')) {
        yield line(4, controller);
        for (const drive of graph.follow(controller, 'drives')) {
          const [sdev] = graph.follow(drive, 'dev');
          yield line(
            5,
            drive,
            sdev === undefined ? undefined : `${fidName(sdev.fid)} ${graph.text(sdev, 'filename')}`,
          );
        }
      }
    }
  }
}

function* showPool(graph: ObjectGraph, pool: ConfObject): Generator<string> {
  yield line(1, pool, graph.poolName(pool.fid));
  for (const pver of graph.follow(pool, 'pvers')) {
    const names =
      pver.fid.type === 'pver' ? ['N', 'K', 'S', 'P', 'tolerance'] : ['base', 'allowance'];
    yield line(2, pver, names.map((name) => `${name} ${show(graph.value(pver, name))}`).join(', '));
  }
}

function* showFdmi(graph: ObjectGraph, group: ConfObject): Generator<string> {
  yield line(1, group);
  for (const filter of graph.follow(group, 'filters'))
    yield line(
      2,
      filter,
      `${show(graph.value(filter, 'substrings'))} to ${show(graph.value(filter, 'endpoints'))}`,
    );
}

function line(depth: number, object: ConfObject, about?: string): string {
  return `${'  '.repeat(depth)}${fidName(object.fid)} ${formatFid(object.fid)}${about === undefined ? '' : ` ${about}`}`;
}

function show(value: ReturnType<ObjectGraph['value']>): string {
  if (value === undefined) return '?';
  if (typeof value !== 'object') return String(value);
  if ('text' in value) return value.text;
  if ('symbol' in value) return value.symbol;
  if ('key' in value) return fidName(value);
  return `[${value.map(show).join(', ')}]`;
}
