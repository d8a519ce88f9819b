import type { ConfObject, ConfValue } from './conf-object.js';
import type { MotrObject } from './motr-object.js';
import type { ObjectType } from './object-type.js';

/** The attributes of one of our objects as confgen text and xcode express them. */
export function toConfObject(object: MotrObject): ConfObject {
  const values = valuesOf[object.type] as (object: MotrObject) => readonly ConfValue[];
  return { fid: { type: object.type, key: object.key }, values: values(object) };
}

const addressSpaceLimitBytes = 134_217_728;
const anyFileOperation = 0x1000;
const substringFilter = 2;

const valuesOf: {
  readonly [T in ObjectType]: (object: MotrObject<T>) => readonly ConfValue[];
} = {
  root: (object) => [
    1,
    { type: object.type, key: object.key },
    object.mdpool,
    object.imetaPver,
    object.mdRedundancy,
    [],
    object.nodes,
    object.sites,
    object.pools,
    object.profiles,
    object.fdmiGroups,
  ],
  node: (object) => [object.memorySizeMb, object.processorCount, 0, 0, object.processes],
  process(object) {
    const limit = object.memorySizeMb * 1024;
    return [
      new Array<number>(object.processorCount).fill(1),
      addressSpaceLimitBytes,
      limit,
      limit,
      limit,
      { text: object.endpoint },
      object.services,
    ];
  },
  service: (object) => [
    { symbol: `M0_CST_${object.serviceType.toUpperCase()}` },
    [{ text: object.endpoint }],
    object.params.map((text) => ({ text })),
    object.sdevs,
  ],
  sdev: (object) => [
    object.key,
    2,
    1,
    object.blockSizeBytes,
    object.sizeBytes,
    0,
    0,
    { text: object.path },
  ],
  site: (object) => [object.racks, object.pvers],
  rack: (object) => [object.enclosures, object.pvers],
  enclosure: (object) => [object.node, object.controllers, object.pvers],
  controller: (object) => [object.drives, object.pvers],
  drive: (object) => [object.sdev, object.pvers],
  pool: (object) => [0, object.pvers],
  pver: (object) => [
    object.dataUnits,
    object.parityUnits,
    object.spareUnits,
    object.poolWidth,
    object.tolerance,
    object.sites,
  ],
  pver_f: (object) => [object.key, object.base, object.allowance],
  objv: (object) => [object.real, object.children],
  profile: (object) => [object.pools],
  fdmi_flt_grp: (object) => [anyFileOperation, object.filters],
  fdmi_filter: (object) => [
    { type: object.type, key: object.key },
    substringFilter,
    { text: '' },
    object.node,
    object.dixPver,
    object.substrings.map((text) => ({ text })),
    [{ text: object.endpoint }],
  ],
};
