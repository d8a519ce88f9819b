import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RunCommand } from '@hare/command';
import { isHareError } from '@hare/base';
import { blockTree } from './block-tree.js';
import { type BootTables, readBootTables } from './boot-tables.js';
import { blockFlags, blockIdentity } from './device-identity.js';
import { deviceRegion, devicesBelow } from './device-region.js';
import type { DeviceState } from './device-state.js';
import type { HeldDevices } from './hold-devices.js';
import { type DeviceProbe, probeDevice } from './probe-device.js';
import { smallestDeviceBytes } from './rules/is-large-enough.js';
import { readSignatures, type Signatures } from './signatures.js';
import { formatNumber, type KernelPlaces, readSystemUses, type SystemUses } from './system-uses.js';
import { usesOfBlock, usesOfFile } from './uses-of.js';

export interface LookAtDevicesOptions {
  readonly run: RunCommand;
  /** `--root`, or empty: what device paths are opened below. */
  readonly root: string;
  /** The environment's PATH. */
  readonly path: string | undefined;
  /** Default: this kernel's. */
  readonly kernel?: KernelPlaces;
  /** Devices that this process has claimed: they are not busy because of that. */
  readonly held?: HeldDevices | undefined;
  /**
   * Motr's mkfs was done here: data without a signature are its own, not unknown. Default: false.
   */
  readonly isFormatted?: boolean;
}

interface World extends LookAtDevicesOptions {
  readonly sys: string;
  readonly system: SystemUses;
  readonly tables: BootTables;
}

/**
 * Looks at devices of this machine without changing anything on them: what they are, what uses
 * them, what is on them.
 */
export async function lookAtDevices(
  paths: readonly string[],
  options: LookAtDevicesOptions,
): Promise<readonly DeviceState[]> {
  const kernel = options.kernel ?? { sys: '/sys', proc: '/proc' };
  const system = await readSystemUses(kernel);
  const tables = await readBootTables(options.root === '' ? '/' : options.root);
  const world = { ...options, sys: kernel.sys, system, tables };
  const looked: Looked[] = [];
  for (const device of paths) looked.push(await lookAt(device, world));
  const found = await readSignatures(
    options.run,
    looked.flatMap(({ opened, probed }) => (probed === undefined ? [] : [opened])),
    options.path,
  );
  return looked.map(({ probed, ...state }) => {
    const signatures = found.get(state.opened);
    return probed === undefined || signatures === undefined
      ? state
      : { ...state, ...contents(probed, signatures, options.isFormatted === true) };
  });
}

/** What is known of a device before its signatures are. */
interface Looked extends DeviceState {
  /** Not for one whose signatures need not be read. */
  readonly probed?: Probed;
}

interface Probed {
  readonly probe: DeviceProbe;
  readonly sizeBytes: number | undefined;
}

async function lookAt(device: string, world: World): Promise<Looked> {
  const opened = world.root === '' ? device : path.join(world.root, device);
  const nothing = { path: device, opened, identity: {}, uses: [], busy: false, signatures: [] };
  try {
    const [found, realPath] = [await stat(opened), await realpath(opened)];
    const about = { ...nothing, realPath };
    if (found.isBlockDevice()) return await lookAtBlock(about, formatNumber(found.rdev), world);
    if (!found.isFile()) return { ...about, kind: 'other' };
    return await lookAtFile({ ...about, realPath }, found.size, world);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (isHareError(error) || code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { ...nothing, kind: 'missing' };
    return { ...nothing, kind: 'other', unreadable: `${syscall ?? 'stat'} failed with ${code}` };
  }
}

type About = Pick<DeviceState, 'path' | 'opened' | 'uses' | 'busy' | 'signatures'> & {
  readonly realPath: string;
};

async function lookAtBlock(about: About, number: string, world: World): Promise<Looked> {
  const { sys, system, tables, held } = world;
  const tree = await blockTree(sys, number);
  const identity = await blockIdentity(sys, number);
  const named = [number, ...tree.map((node) => node.number)].map((each) => tables.get(each));
  const region = await deviceRegion(sys, number);
  const below = await devicesBelow(sys, number);
  return {
    ...about,
    kind: 'block',
    number,
    identity,
    uses: usesOfBlock(tree, system),
    ...(await probed(about.opened, identity.sizeBytes, held?.has(number) !== true)),
    ...onlySet(await blockFlags(sys, number)),
    ...namedIn(named),
    ...(region === undefined ? {} : { region }),
    ...(below.length === 0 ? {} : { below }),
  };
}

async function lookAtFile(about: About, sizeBytes: number, world: World): Promise<Looked> {
  const isReadOnly = await access(about.opened, constants.W_OK).then(
    () => false,
    (error: unknown) => ['EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''),
  );
  return {
    ...about,
    kind: 'file',
    identity: { sizeBytes },
    uses: usesOfFile(about.realPath, world.system),
    ...(await probed(about.opened, sizeBytes, false)),
    ...onlySet({ isReadOnly }),
    ...namedIn([world.tables.get(about.realPath)]),
  };
}

/** Whether a device can be read, and by whom else it is claimed. */
async function probed(
  file: string,
  sizeBytes: number | undefined,
  alone: boolean,
): Promise<Pick<Looked, 'busy' | 'unreadable' | 'probed'>> {
  const probe = await probeDevice(file, { sizeBytes, alone });
  if (probe.kind === 'unreadable') return { busy: false, unreadable: probe.why };
  return {
    busy: probe.kind === 'busy',
    ...(sizeBytes === 0 ? {} : { probed: { probe, sizeBytes } }),
  };
}

/**
 * What is on a device. A wipefs failure on a device too small to be used is not reported
 * separately.
 */
function contents(
  { probe, sizeBytes }: Probed,
  found: Signatures,
  isFormatted: boolean,
): Pick<DeviceState, 'signatures' | 'unreadable' | 'holdsUnknownData'> {
  if (found.kind === 'unreadable') {
    const isSmall = sizeBytes !== undefined && sizeBytes < smallestDeviceBytes;
    return { signatures: [], ...(isSmall ? {} : { unreadable: found.why }) };
  }
  const { signatures } = found;
  const isUnknown =
    probe.kind === 'read' && !probe.isBlank && signatures.length === 0 && !isFormatted;
  return { signatures, ...onlySet({ holdsUnknownData: isUnknown }) };
}

/** Flags that are set; the others are left out. */
function onlySet<K extends string>(
  flags: Readonly<Record<K, boolean>>,
): { readonly [key in K]?: true } {
  const set = Object.entries(flags).filter(([, isSet]) => isSet === true);
  return Object.fromEntries(set) as { readonly [key in K]?: true };
}

function namedIn(files: readonly (string | undefined)[]): Pick<DeviceState, 'namedIn'> {
  const named = [...new Set(files.filter((file) => file !== undefined))];
  return named.length === 0 ? {} : { namedIn: named };
}
