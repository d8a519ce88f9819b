/** noarch needs the machine's Node; standalone brings its own. */
export const flavours = ['noarch', 'standalone'] as const;
export type Flavour = (typeof flavours)[number];
