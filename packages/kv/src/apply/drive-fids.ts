const fid = '0x[0-9a-f]+:0x[0-9a-f]+';
const nodeKey = new RegExp(`^m0conf/nodes/(${fid})$`);
const sdevKey = new RegExp(
  `^(m0conf/nodes/(${fid})/processes/${fid}/services/${fid})/sdevs/(${fid})$`,
);
const driveKey = new RegExp(`^m0conf/sites/.*/drives/(${fid})$`);

/** The services that keep something on their drives. */
const services: ReadonlySet<string> = new Set(['ios', 'cas']);

/** A drive whose fids would be others than before. */
export interface RenumberedDrive {
  readonly node: string;
  readonly path: string;
  /** `sdev/drive` fids. */
  readonly before: string;
  readonly after: string;
}

/**
 * The data drives (service ios) and metadata drives (service cas) that are in both configurations
 * by node and path but would get other fids: Motr would look for its data on the wrong disks.
 * Metadata devices are numbered after all data drives, so a new data drive renumbers them.
 * `/dev/null`, which stands for a metadata device where there is none, does not count.
 */
export function renumberedDrives(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly RenumberedDrive[] {
  const old = drivesOf(before);
  return [...drivesOf(after)].flatMap(([identity, fids]) => {
    const known = old.get(identity);
    if (known === undefined || known.join() === fids.join()) return [];
    const [node = '', path = ''] = identity.split('\0');
    return [{ node, path, before: known.join(' '), after: fids.join(' ') }];
  });
}

/** Per node and path of a drive, the fids of its sdevs and drives, sorted. */
function drivesOf(
  configuration: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const nodes = new Map<string, string>();
  const drives = new Map<string, string>();
  const sdevs: { readonly node: string; readonly sdev: string; readonly path: string }[] = [];
  for (const [key, text] of configuration) {
    const node = nodeKey.exec(key)?.[1];
    if (node !== undefined) nodes.set(node, member(text, 'name') ?? node);
    const drive = driveKey.exec(key)?.[1];
    if (drive !== undefined) drives.set(member(text, 'sdev') ?? '', drive);
    const [, service = '', owner, sdev] = sdevKey.exec(key) ?? [];
    const path =
      sdev === undefined || !services.has(member(configuration.get(service) ?? '', 'name') ?? '')
        ? undefined
        : member(text, 'path');
    if (owner !== undefined && sdev !== undefined && path !== undefined && path !== '/dev/null')
      sdevs.push({ node: owner, sdev, path });
  }
  const found = new Map<string, string[]>();
  for (const { node, sdev, path } of sdevs) {
    const identity = `${nodes.get(node) ?? node}\0${path}`;
    found.set(
      identity,
      [...(found.get(identity) ?? []), `${sdev}/${drives.get(sdev) ?? 'none'}`].sort(),
    );
  }
  return found;
}

function member(text: string, name: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const found: unknown = (value as Record<string, unknown>)[name];
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}
