/** The services of hax, in order of creation. */
export const haxServices = ['ha', 'rms'] as const;

/** The services of a client process, in order of creation. */
export const clientServices = ['rms', 'dtm0', 'fis'] as const;

const diskServices = ['ios', 'sns_rep', 'sns_reb', 'dix_rep', 'dix_reb', 'addb2'] as const;
const dataServices = [...diskServices, 'cas', 'iscs', 'fdmi', 'fis', 'dtm0'] as const;

/**
 * The services of a Motr process, named as in the KV; confgen text has them in upper case after
 * `M0_CST_`.
 */
export type ServiceType =
  'confd' | (typeof haxServices | typeof clientServices | typeof dataServices)[number];

/** The services of an m0_server, in order of creation. */
export function serverServices(server: {
  readonly runsConfd: boolean;
  readonly hasData: boolean;
}): readonly ServiceType[] {
  return [
    'rms',
    ...(server.runsConfd ? (['confd'] as const) : []),
    ...(server.hasData ? dataServices : []),
  ];
}
