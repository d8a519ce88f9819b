/**
 * How wide a terminal is: COLUMNS if it is set, as for other programs (a serial console does not
 * know its width), else what the terminal reports. 0: not a terminal, or unknown.
 */
export function terminalColumns(
  { isTTY, columns = 0 }: Partial<NodeJS.WriteStream>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): number {
  if (isTTY !== true) return 0;
  const wish = Number(env['COLUMNS']);
  return Number.isInteger(wish) && wish > 0 ? wish : columns;
}
