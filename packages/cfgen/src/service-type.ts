/**
 * The services of a Motr process, named as in the KV; confgen text has them in upper case after
 * `M0_CST_`.
 */
export type ServiceType =
  | 'ha'
  | 'rms'
  | 'confd'
  | 'ios'
  | 'sns_rep'
  | 'sns_reb'
  | 'dix_rep'
  | 'dix_reb'
  | 'addb2'
  | 'cas'
  | 'iscs'
  | 'fdmi'
  | 'fis'
  | 'dtm0';

/** The services of hax, in order of creation. */
export const haxServices: readonly ServiceType[] = ['ha', 'rms'];

/** The services of a client process, in order of creation. */
export const clientServices: readonly ServiceType[] = ['rms', 'dtm0', 'fis'];

/** The services of an m0_server, in order of creation. */
export function serverServices(server: {
  readonly runsConfd: boolean;
  readonly hasData: boolean;
}): readonly ServiceType[] {
  return [
    'rms',
    ...(server.runsConfd ? (['confd'] as const) : []),
    ...(server.hasData
      ? ([
          'ios',
          'sns_rep',
          'sns_reb',
          'dix_rep',
          'dix_reb',
          'addb2',
          'cas',
          'iscs',
          'fdmi',
          'fis',
          'dtm0',
        ] as const)
      : []),
  ];
}
