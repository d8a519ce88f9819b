import { count, processLine, size, type ControllerView, type EnclosureView } from '@hare/drawing';
import type { LiveService, ReportData, ReportedDevice } from './report-data.js';

/** How serious something is; words say it too, never the colour alone. */
export type Tone = 'bad' | 'warn' | 'good';

export interface PageRow {
  readonly cells: readonly string[];
  readonly tone?: Tone;
}

/** A node as the page shows it when it is unfolded. */
export interface PageNode {
  readonly name: string;
  readonly line: string;
  readonly about: string;
  readonly word?: string;
  readonly tone?: Tone;
  /** Service, state, endpoint, fid. */
  readonly services: readonly PageRow[];
  readonly drives: readonly PageRow[];
}

/** Nodes that are unfolded together: a storage set, or neighbours. */
export interface PageSet {
  readonly title: string;
  readonly line: string;
  readonly nodes: readonly number[];
}

export interface PageData {
  readonly driveHead: readonly string[];
  readonly nodes: readonly PageNode[];
  readonly sets: readonly PageSet[];
}

/** Up to so many nodes are shown without unfolding a set first. */
export const mostOpenNodes = 30;
const nodesPerSet = 25;
const formatWord = 'FORMAT';

/** Everything about nodes that the page shows only on request. */
export function pageData({ cluster, live, plan }: ReportData): PageData {
  const services = new Map(
    live?.status?.nodes.map(({ name, svcs }) => [name.toLowerCase(), svcs] as const),
  );
  const states = new Map(
    live?.status?.devices?.flatMap(({ nodeName, devs }) =>
      devs.map(({ name, status }) => [keyOf(nodeName, name), status] as const),
    ),
  );
  const planned = new Map(
    plan?.devices.map((device) => [keyOf(device.node, device.path), device] as const),
  );
  const enclosures = cluster?.view.enclosures ?? [];
  const pools = cluster?.view.pools.map(({ name }) => name) ?? [];
  const known = enclosures.map((enclosure) =>
    pageNode(enclosure, {
      pools,
      services: services.get(enclosure.hostname.toLowerCase()),
      state: live?.status?.devices === undefined ? undefined : states,
      planned: plan === undefined ? undefined : planned,
    }),
  );
  const names = new Set(enclosures.map(({ hostname }) => hostname.toLowerCase()));
  const foreign = (live?.status?.nodes ?? [])
    .filter(({ name }) => !names.has(name.toLowerCase()))
    .map(({ name, svcs }) => ({
      name,
      line: 'not in the cluster description',
      about: 'hctl status lists this node; the cluster description does not.',
      services: svcs.map(serviceRow),
      drives: [],
    }));
  const nodes = [...known, ...foreign];
  return {
    driveHead: [
      'Device',
      'Use',
      'Size',
      'Pool',
      ...(live?.status?.devices === undefined ? [] : ['Live state']),
      ...(plan === undefined ? [] : ['Next run', 'On it now']),
    ],
    nodes,
    sets: setsOf(enclosures, nodes),
  };
}

interface Around {
  readonly pools: readonly string[];
  readonly services: readonly LiveService[] | undefined;
  readonly state: ReadonlyMap<string, string> | undefined;
  readonly planned: ReadonlyMap<string, ReportedDevice> | undefined;
}

function pageNode(enclosure: EnclosureView, around: Around): PageNode {
  const drives = enclosure.controllers.flatMap((controller, index) =>
    driveRows(enclosure.hostname, controller, index, around),
  );
  const services = around.services?.map(serviceRow) ?? [];
  const off = services.filter(({ tone }) => tone === 'bad').length;
  const formatted = drives.filter(({ cells }) => cells.includes(formatWord)).length;
  const bad = drives.filter(({ tone }) => tone === 'bad').length - formatted;
  const words = [
    ...(off === 0 ? [] : [`${count(off, 'service')} not started`]),
    ...(formatted === 0 ? [] : [`${count(formatted, 'drive')} will be FORMATTED`]),
    ...(bad === 0 ? [] : [`${count(bad, 'drive')} to check`]),
  ];
  const disks = enclosure.controllers.flatMap(({ data }) => data).length;
  const sizes = [
    count(enclosure.controllers.length, 'controller'),
    count(disks, 'disk'),
    ...(enclosure.bytes === undefined ? [] : [size(enclosure.bytes)]),
  ];
  return {
    name: enclosure.hostname,
    line: disks === 0 ? 'no drives' : sizes.join(', '),
    about: `Runs: ${processLine(enclosure) || 'no processes'}`,
    ...(words.length > 0
      ? { word: words.join(', '), tone: 'bad' as const }
      : services.length > 0
        ? { word: 'all services started', tone: 'good' as const }
        : {}),
    services,
    drives,
  };
}

function serviceRow({ name, status, ep = '', fid }: LiveService): PageRow {
  return {
    cells: [name, status, ep, fid],
    ...(status === 'started' ? {} : { tone: 'bad' as const }),
  };
}

function driveRows(
  node: string,
  { data, log, metaData }: ControllerView,
  controller: number,
  { pools, state, planned }: Around,
): readonly PageRow[] {
  const uses = [
    ...data.map((drive) => ({ drive, use: 'data' })),
    ...log.map((drive) => ({ drive, use: 'log' })),
    ...(metaData === undefined ? [] : [{ drive: metaData, use: 'metadata' }]),
  ];
  return uses.map(({ drive, use }) => {
    const device = planned?.get(keyOf(node, drive.path));
    const live = state?.get(keyOf(node, drive.path));
    const isBad =
      device?.action === 'format' ||
      device?.action === 'refuse' ||
      (live !== undefined && !/^(online|M0_NC_ONLINE|M0_NC_UNKNOWN)$/.test(live));
    return {
      cells: [
        drive.path,
        `${use}, controller ${controller}`,
        size(drive.bytes ?? device?.now?.sizeBytes),
        drive.pool === undefined ? '–' : (pools[drive.pool] ?? '–'),
        ...(state === undefined ? [] : [live ?? '–']),
        ...(planned === undefined
          ? []
          : [actionOf(device), device === undefined ? '–' : onIt(device)]),
      ],
      ...(isBad ? { tone: 'bad' as const } : {}),
    };
  });
}

/** What a run would do with a device: `FORMAT`, `keep`, `refuse`. */
export function actionOf(device: ReportedDevice | undefined): string {
  return device === undefined ? '–' : device.action === 'format' ? formatWord : device.action;
}

/** What is on a device now, in words. */
export function onIt({ now }: ReportedDevice): string {
  if (now === undefined) return 'on another node: not looked at';
  if (now.kind === 'missing') return 'device is missing';
  const contents =
    now.holdsUnknownData === true
      ? 'data of an unknown kind'
      : now.signatures.length === 0
        ? 'no signature'
        : now.signatures.join(', ');
  return [
    contents,
    ...now.uses,
    ...(now.serial === undefined ? [] : [`serial ${now.serial}`]),
  ].join('; ');
}

function setsOf(
  enclosures: readonly EnclosureView[],
  nodes: readonly PageNode[],
): readonly PageSet[] {
  const groups = new Map<string, number[]>();
  const isSmall = nodes.length <= mostOpenNodes;
  for (const number of nodes.keys()) {
    const set = enclosures[number]?.storageSet;
    const key =
      set === undefined
        ? isSmall
          ? 'Nodes'
          : `#${Math.floor(number / nodesPerSet)}`
        : `Storage set ${set}`;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [number]);
    else members.push(number);
  }
  return [...groups].map(([key, members]) => ({
    title: key.startsWith('#')
      ? `${nodes[members[0] ?? 0]?.name ?? ''} … ${nodes[members.at(-1) ?? 0]?.name ?? ''}`
      : key,
    line: setLine(members.flatMap((number) => nodes[number] ?? [])),
    nodes: members,
  }));
}

function setLine(nodes: readonly PageNode[]): string {
  const bad = nodes.filter(({ tone }) => tone === 'bad').length;
  return [
    count(nodes.length, 'node'),
    count(nodes.flatMap(({ drives }) => drives).length, 'drive'),
    ...(bad === 0 ? [] : [`${count(bad, 'node')} to look at`]),
  ].join(', ');
}

function keyOf(node: string, path: string): string {
  return `${node.toLowerCase()}\n${path}`;
}
