import type { ConfObject, ConfValue } from './conf-object.js';
import type { MotrObject } from './motr-object.js';

/** The attributes of one of our objects as confgen text and xcode hold them. */
export function toConfObject(object: MotrObject): ConfObject {
  return { fid: { type: object.type, key: object.key }, values: valuesOf(object) };
}

const addressSpaceLimitBytes = 134_217_728;
const anyFileOperation = 0x1000;
const substringFilter = 2;

function valuesOf(object: MotrObject): readonly ConfValue[] {
  switch (object.type) {
    case 'root':
      return [
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
      ];
    case 'node':
      return [object.memorySizeMb, object.processorCount, 0, 0, object.processes];
    case 'process': {
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
    }
    case 'service':
      return [
        { symbol: `M0_CST_${object.serviceType.toUpperCase()}` },
        [{ text: object.endpoint }],
        object.params.map((text) => ({ text })),
        object.sdevs,
      ];
    case 'sdev':
      return [
        object.key,
        2,
        1,
        object.blockSizeBytes,
        object.sizeBytes,
        0,
        0,
        { text: object.path },
      ];
    case 'site':
      return [object.racks, object.pvers];
    case 'rack':
      return [object.enclosures, object.pvers];
    case 'enclosure':
      return [object.node, object.controllers, object.pvers];
    case 'controller':
      return [object.drives, object.pvers];
    case 'drive':
      return [object.sdev, object.pvers];
    case 'pool':
      return [0, object.pvers];
    case 'pver':
      return [
        object.dataUnits,
        object.parityUnits,
        object.spareUnits,
        object.poolWidth,
        object.tolerance,
        object.sites,
      ];
    case 'pver_f':
      return [object.key, object.base, object.allowance];
    case 'objv':
      return [object.real, object.children];
    case 'profile':
      return [object.pools];
    case 'fdmi_flt_grp':
      return [anyFileOperation, object.filters];
    case 'fdmi_filter':
      return [
        { type: object.type, key: object.key },
        substringFilter,
        { text: '' },
        object.node,
        object.dixPver,
        object.substrings.map((text) => ({ text })),
        [{ text: object.endpoint }],
      ];
  }
}
