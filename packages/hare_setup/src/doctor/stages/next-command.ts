/** What to look at when a check came without a hint of its own. */
export function nextCommand(stage: string, step: string | undefined): string {
  return (
    `${step === undefined ? 'look closer' : `it is step ${step}; look closer`}: ` +
    `hare_setup ${stage} --dry-run -v`
  );
}
