/** One step into a document: a name of a map, or a position of a list counted from 0. */
export type Step = string | number;

/** A parsed key: `a>b[0]` is `['a', 'b', 0]`. */
export type Path = readonly Step[];
