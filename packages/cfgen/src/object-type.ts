/** The types of Motr's configuration objects, in the order in which the KV lists them. */
export const objectTypes = [
  'root',
  'fdmi_flt_grp',
  'fdmi_filter',
  'node',
  'process',
  'service',
  'sdev',
  'site',
  'rack',
  'enclosure',
  'controller',
  'drive',
  'pool',
  'pver',
  'pver_f',
  'objv',
  'profile',
] as const;

export type ObjectType = (typeof objectTypes)[number];

/**
 * The character that Motr puts into the top byte of a fid's container; a formulaic pool version
 * shares `v` with the actual ones.
 */
export const typeLetter: Readonly<Record<ObjectType, string>> = {
  root: 't',
  fdmi_flt_grp: 'g',
  fdmi_filter: 'l',
  node: 'n',
  process: 'r',
  service: 's',
  sdev: 'd',
  site: 'S',
  rack: 'a',
  enclosure: 'e',
  controller: 'c',
  drive: 'k',
  pool: 'o',
  pver: 'v',
  pver_f: 'v',
  objv: 'j',
  profile: 'p',
};
