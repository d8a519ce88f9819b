/** Colours that people with any colour vision tell apart (Okabe and Ito). */
const colours = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#CC79A7',
  '#56B4E9',
  '#D55E00',
  '#F0E442',
] as const;

/** The colour of a pool; drives in no pool are white. */
export function poolColour(pool: number | undefined): string {
  return pool === undefined ? '#ffffff' : (colours[pool % colours.length] ?? '#ffffff');
}

/** Black or white, whichever is read better on a colour. */
export function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    parseInt(colour.slice(at, at + 2), 16),
  );
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#111111' : '#ffffff';
}
