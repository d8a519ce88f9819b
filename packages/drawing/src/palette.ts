import { element, type Attributes } from './svg-text.js';

/** Colours distinguishable with any colour vision (Okabe and Ito). */
const colours = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#CC79A7',
  '#56B4E9',
  '#D55E00',
  '#F0E442',
] as const;

/** Lines over the colour: none, then what sets a further round of colours apart. */
const patterns = [
  undefined,
  'M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6',
  'M0 4 H8',
  'M4 0 V8',
  'M0 4 H8 M4 0 V8',
] as const;

/**
 * The letters of a pool, shown on its drives and in the legend: A to Z, then AA, AB …; colours and
 * patterns are added.
 * @example poolMark(27) // => 'AB'
 */
export function poolMark(pool: number): string {
  const letter = String.fromCharCode(65 + (pool % 26));
  return pool < 26 ? letter : `${poolMark(Math.floor(pool / 26) - 1)}${letter}`;
}

/** The colour of a pool; drives in no pool are white. */
export function poolColour(pool: number | undefined): string {
  return pool === undefined ? '#ffffff' : (colours[pool % colours.length] ?? '#ffffff');
}

/** What a pool's shapes are filled with: its colour, or its pattern among `poolPatterns`. */
export function poolFill(pool: number | undefined): string {
  return pool === undefined || patternOf(pool) === undefined
    ? poolColour(pool)
    : `url(#pool-${poolMark(pool)})`;
}

/** The definitions of the patterns that so many pools need. */
export function poolPatterns(pools: number): string {
  return Array.from({ length: pools }, (_, pool) => {
    const lines = patternOf(pool);
    if (lines === undefined) return '';
    const colour = poolColour(pool);
    const square = { width: 8, height: 8 };
    return element(
      'pattern',
      { id: `pool-${poolMark(pool)}`, ...square, patternUnits: 'userSpaceOnUse' },
      element('rect', { ...square, fill: colour }) +
        element('path', { d: lines, stroke: inkOn(colour), 'stroke-width': 1.2 }),
    );
  }).join('');
}

function patternOf(pool: number): string | undefined {
  return patterns[Math.floor(pool / colours.length) % patterns.length];
}

/** How letters in the middle of a colour are drawn, so that a pattern leaves them readable. */
export function lettersOn(colour: string): Attributes {
  return {
    'text-anchor': 'middle',
    fill: inkOn(colour),
    stroke: colour,
    'stroke-width': 3,
    'paint-order': 'stroke',
  };
}

/** Black or white, whichever is read better on a colour. */
function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    parseInt(colour.slice(at, at + 2), 16),
  );
  return red * 0.299 + green * 0.587 + blue * 0.114 > 110 ? '#111111' : '#ffffff';
}
