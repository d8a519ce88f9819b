import { fidName, type AnyFid, type UInt } from './fid.js';
import type { ObjectType } from './object-type.js';

/** An attribute's value as confgen text and xcode can express it. */
export type ConfValue = UInt | ConfText | ConfSymbol | AnyFid | readonly ConfValue[];

export interface ConfText {
  readonly text: string;
}

/** A named constant: `M0_CST_IOS`. */
export interface ConfSymbol {
  readonly symbol: string;
}

/**
 * An object of any Motr configuration, its attributes by position (`attributeSpecs`): what confgen
 * text and xcode have in common.
 */
export interface ConfObject {
  readonly fid: AnyFid;
  readonly values: readonly ConfValue[];
}

export type AttributeKind = 'number' | 'text' | 'symbol' | 'fid' | 'list';

export interface AttributeSpec {
  readonly name: string;
  readonly kind: AttributeKind;
}

/** The attributes of every type of object, in the order in which both formats list them. */
export const attributeSpecs: Readonly<Record<ObjectType, readonly AttributeSpec[]>> = {
  root: specs(
    'verno:number rootfid:fid mdpool:fid imeta_pver:fid mdredundancy:number params:list nodes:list sites:list pools:list profiles:list fdmi_flt_grps:list',
  ),
  fdmi_flt_grp: specs('rec_type:number filters:list'),
  fdmi_filter: specs(
    'id:fid type:number root:text node:fid dix_pver:fid substrings:list endpoints:list',
  ),
  node: specs('memsize:number nr_cpu:number last_state:number flags:number processes:list'),
  process: specs(
    'cores:list mem_limit_as:number mem_limit_rss:number mem_limit_stack:number mem_limit_memlock:number endpoint:text services:list',
  ),
  service: specs('type:symbol endpoints:list params:list sdevs:list'),
  sdev: specs(
    'dev_idx:number iface:number media:number bsize:number size:number last_state:number flags:number filename:text',
  ),
  site: specs('racks:list pvers:list'),
  rack: specs('encls:list pvers:list'),
  enclosure: specs('node:fid ctrls:list pvers:list'),
  controller: specs('drives:list pvers:list'),
  drive: specs('dev:fid pvers:list'),
  pool: specs('pver_policy:number pvers:list'),
  pver: specs('N:number K:number S:number P:number tolerance:list sitevs:list'),
  pver_f: specs('id:number base:fid allowance:list'),
  objv: specs('real:fid children:list'),
  profile: specs('pools:list'),
};

function specs(text: string): AttributeSpec[] {
  return text.split(' ').map((word) => {
    const [name = '', kind = ''] = word.split(':');
    return { name, kind: kind as AttributeKind };
  });
}

/** What is wrong with an object's attributes, by number and kind; undefined when nothing. */
export function checkValues(fid: AnyFid, values: readonly ConfValue[]): string | undefined {
  const specs = attributeSpecs[fid.type];
  if (values.length !== specs.length)
    return `${fidName(fid)} has ${values.length} attributes, must have ${specs.length}: ${specs.map(({ name }) => name).join(' ')}`;
  for (const [position, { name, kind }] of specs.entries()) {
    const value = values[position];
    if (value !== undefined && kindOf(value) !== kind)
      return `${fidName(fid)}: ${name} is a ${kindOf(value)}, must be a ${kind}`;
  }
  return undefined;
}

/** What kind of value this is; a list's items are not looked at. */
function kindOf(value: ConfValue): AttributeKind {
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  if (Array.isArray(value)) return 'list';
  if ('text' in value) return 'text';
  return 'symbol' in value ? 'symbol' : 'fid';
}
