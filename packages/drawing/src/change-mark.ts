import type { Change } from './cluster-view.js';
import type { Attributes } from './svg-text.js';

/** How a change is drawn: a sign before the name, and a distinct frame and colour. */
export const changeMarks: Readonly<
  Record<Change, { readonly sign: string; readonly frame: Attributes; readonly word: string }>
> = {
  added: { sign: '+', frame: { stroke: '#00563F', 'stroke-width': 2.5 }, word: 'added' },
  removed: {
    sign: '−',
    frame: { stroke: '#A8160E', 'stroke-width': 2.5, 'stroke-dasharray': '4 2' },
    word: 'removed',
  },
  changed: {
    sign: '≠',
    frame: { stroke: '#00538F', 'stroke-width': 2.5, 'stroke-dasharray': '1 2' },
    word: 'changed',
  },
};

/** The name with the sign of its change. */
export function marked(name: string, change: Change | undefined): string {
  return change === undefined ? name : `${changeMarks[change].sign} ${name}`;
}

/** The frame of a shape: that of its change, or the usual one. */
export function frameOf(change: Change | undefined, usual: Attributes): Attributes {
  return change === undefined ? usual : changeMarks[change].frame;
}
