/** Codes of building the RPM packages: for who builds, explained by their messages alone. */
type RpmCode =
  | 'RPM_BUILD_FAILED'
  | 'RPM_DATE'
  | 'RPM_NATIVE'
  | 'RPM_NODE'
  | 'RPM_NOT_INSTALLED'
  | 'RPM_NO_RPMBUILD';

declare module '@hare/base' {
  interface ErrorCodes extends Record<RpmCode, unknown> {}
}
