import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours on a terminal only, never with `NO_COLOR` (any value but empty) or `--no-color`. */
export function createColors(
  output: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
  noColor: boolean,
): Colors {
  const wanted =
    output.isTTY === true && !noColor && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return pc.createColors(wanted);
}
