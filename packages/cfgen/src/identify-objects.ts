import { valueToJson } from './conf-json.js';
import type { ConfObject } from './conf-object.js';
import type { ConfigView } from './config-view.js';
import { fidName } from './fid.js';
import { ObjectGraph } from './object-graph.js';

/**
 * What every object of a configuration is, in words that do not depend on its fid: `drive /dev/sdb
 * of ssc-1`; by the object's name.
 */
export type Identities = ReadonlyMap<string, string>;

/** Names every object by what it is. Objects that nothing leads to keep their name with fid key. */
export function identifyObjects(view: ConfigView): Identities {
  const graph = new ObjectGraph(view);
  const names = new Map<string, string>();
  const used = new Set<string>();
  /** Equal objects in one place are distinguished by their order. */
  const identify = (object: ConfObject, what: string): string => {
    const known = names.get(fidName(object.fid));
    if (known !== undefined) return known;
    let unique = what;
    for (let next = 2; used.has(unique); next += 1) unique = `${what} #${next}`;
    used.add(unique);
    names.set(fidName(object.fid), unique);
    return unique;
  };
  for (const root of graph.objects.filter(({ fid }) => fid.type === 'root')) {
    identify(root, 'root');
    for (const node of graph.follow(root, 'nodes')) identifyNode(graph, node, identify);
    for (const site of graph.follow(root, 'sites')) identifyHardware(graph, site, identify);
    for (const pool of graph.follow(root, 'pools')) identifyPool(graph, pool, names, identify);
    for (const profile of graph.follow(root, 'profiles'))
      identify(profile, `profile ${graph.profileName(profile.fid)}`);
    for (const group of graph.follow(root, 'fdmi_flt_grps')) identifyFdmi(graph, group, identify);
  }
  for (const object of graph.objects) identify(object, fidName(object.fid));
  return names;
}

type Identify = (object: ConfObject, what: string) => string;

function identifyNode(graph: ObjectGraph, node: ConfObject, identify: Identify): void {
  const host = graph.nodeName(node.fid);
  identify(node, `node ${host}`);
  for (const process of graph.follow(node, 'processes')) {
    const services = graph.follow(process, 'services');
    const role =
      ['ha', 'confd', 'ios'].find((type) =>
        services.some((service) => graph.serviceType(service) === type),
      ) ?? 'client';
    const name = identify(process, `process ${role === 'ha' ? 'hax' : role} of ${host}`);
    for (const service of services) {
      identify(service, `service ${graph.serviceType(service)} of ${name}`);
      for (const sdev of graph.follow(service, 'sdevs'))
        identify(sdev, `sdev ${graph.text(sdev, 'filename')} of ${host}`);
    }
  }
}

function identifyHardware(graph: ObjectGraph, site: ConfObject, identify: Identify): void {
  identify(site, 'site');
  for (const rack of graph.follow(site, 'racks')) {
    identify(rack, 'rack');
    for (const enclosure of graph.follow(rack, 'encls')) {
      const host = graph
        .fids(enclosure, 'node')
        .map((node) => graph.nodeName(node))
        .join('');
      identify(enclosure, `enclosure of ${host}`);
      for (const controller of graph.follow(enclosure, 'ctrls')) {
        identify(controller, `controller of ${host}`);
        for (const drive of graph.follow(controller, 'drives'))
          identify(
            drive,
            `drive ${graph
              .follow(drive, 'dev')
              .map((sdev) => graph.text(sdev, 'filename'))
              .join('')} of ${host}`,
          );
      }
    }
  }
}

function identifyPool(
  graph: ObjectGraph,
  pool: ConfObject,
  names: ReadonlyMap<string, string>,
  identify: Identify,
): void {
  const name = identify(pool, `pool ${graph.poolName(pool.fid)}`);
  for (const pver of graph.follow(pool, 'pvers')) {
    if (pver.fid.type === 'pver_f')
      identify(
        pver,
        `formulaic version ${JSON.stringify(valueToJson(graph.value(pver, 'allowance') ?? []))} of ${name}`,
      );
    else identify(pver, `version of ${name}`);
    const pending = graph.follow(pver, 'sitevs');
    for (let objv = pending.pop(); objv !== undefined; objv = pending.pop()) {
      const [real] = graph.fids(objv, 'real');
      identify(
        objv,
        `${real === undefined ? fidName(objv.fid) : (names.get(fidName(real)) ?? fidName(real))} in ${name}`,
      );
      pending.push(...graph.follow(objv, 'children'));
    }
  }
}

function identifyFdmi(graph: ObjectGraph, group: ConfObject, identify: Identify): void {
  for (const filter of graph.follow(group, 'filters')) {
    const host = graph
      .fids(filter, 'node')
      .map((node) => graph.nodeName(node))
      .join('');
    identify(group, `group of ${identify(filter, `FDMI filter of ${host}`)}`);
  }
}
