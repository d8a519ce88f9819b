/** What to look at if a check has no hint of its own. */
export function nextCommand(stage: string, step: string | undefined): string {
  return (
    `${step === undefined ? 'see the details' : `see step ${step} in detail`}: hare_setup ` +
    `${stage} --dry-run -v`
  );
}
