import { attributeSpecs, type ConfObject, type ConfValue } from './conf-object.js';
import { fidName, formatFid, type AnyFid } from './fid.js';
import type { ConfigView } from './config-view.js';

/** The objects of a configuration by name, with what the KV knows of their names. */
export class ObjectGraph {
  readonly objects: readonly ConfObject[];
  readonly #byName: ReadonlyMap<string, ConfObject>;
  readonly #kv: ConfigView['kv'];

  constructor(view: ConfigView) {
    this.objects = view.objects;
    this.#kv = view.kv;
    this.#byName = new Map(view.objects.map((object) => [fidName(object.fid), object]));
  }

  get(fid: AnyFid): ConfObject | undefined {
    return this.#byName.get(fidName(fid));
  }

  /** The objects that an attribute refers to; dangling references are left out. */
  follow(object: ConfObject, attribute: string): ConfObject[] {
    return this.fids(object, attribute).flatMap((fid) => this.get(fid) ?? []);
  }

  fids(object: ConfObject, attribute: string): AnyFid[] {
    const value = this.value(object, attribute);
    if (typeof value !== 'object') return [];
    return (Array.isArray(value) ? (value as readonly ConfValue[]) : [value]).filter(isFid);
  }

  value(object: ConfObject, attribute: string): ConfValue | undefined {
    return object.values[
      attributeSpecs[object.fid.type].findIndex(({ name }) => name === attribute)
    ];
  }

  text(object: ConfObject, attribute: string): string {
    const value = this.value(object, attribute);
    return typeof value === 'object' && 'text' in value ? value.text : '';
  }

  /** A service's type as the KV has it: `ios`. */
  serviceType(object: ConfObject): string {
    const value = this.value(object, 'type');
    return typeof value === 'object' && 'symbol' in value
      ? value.symbol.replace(/^M0_CST_/, '').toLowerCase()
      : '';
  }

  /** The hostname of a node, its fid where the KV has no name. */
  nodeName(node: AnyFid): string {
    return nameIn(this.#kv.get(`m0conf/nodes/${formatFid(node)}`)) ?? fidName(node);
  }

  /** The name of a pool; without one in the KV it is dix, md, or known by its fid only. */
  poolName(pool: AnyFid): string {
    const name = this.#kv.get(`m0conf/pools/${formatFid(pool)}`);
    if (typeof name === 'string' && name !== '') return name;
    const root = this.objects.find(({ fid }) => fid.type === 'root');
    const isAt = (fids: readonly AnyFid[]): boolean =>
      fids.some((fid) => fidName(fid) === fidName(pool));
    if (root !== undefined && isAt(this.fids(root, 'mdpool'))) return '(md)';
    const object = this.get(pool);
    const imeta = root === undefined ? [] : this.fids(root, 'imeta_pver');
    return object !== undefined &&
      this.fids(object, 'pvers').some((pver) => fidName(pver) === imeta.map(fidName)[0])
      ? '(dix)'
      : fidName(pool);
  }

  profileName(profile: AnyFid): string {
    return nameIn(this.#kv.get(`m0conf/profiles/${formatFid(profile)}`)) ?? fidName(profile);
  }
}

/** True for a reference to an object. */
export function isFid(value: ConfValue): value is AnyFid {
  return typeof value === 'object' && 'key' in value;
}

function nameIn(json: number | string | undefined): string | undefined {
  try {
    const { name } = JSON.parse(String(json)) as { readonly name?: unknown };
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
