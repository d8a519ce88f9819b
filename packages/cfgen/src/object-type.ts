/**
 * The types of Motr's configuration objects, in the order in which the KV lists them, with the
 * character that Motr puts into the top byte of a fid's container; a formulaic pool version shares
 * `v` with the actual ones.
 */
export const typeLetter = {
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
} as const satisfies Readonly<Record<string, string>>;

export type ObjectType = keyof typeof typeLetter;

export const objectTypes = Object.keys(typeLetter) as readonly ObjectType[];
