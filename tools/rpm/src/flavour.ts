/** noarch needs the machine's Node; standalone brings its own. */
export type Flavour = 'noarch' | 'standalone';

/** What is built: RPM packages of both flavours, and a Debian package of the stand-alone one. */
export const kinds = ['noarch', 'standalone', 'deb'] as const;
export type Kind = (typeof kinds)[number];
