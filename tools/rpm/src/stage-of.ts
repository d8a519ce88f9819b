/** The stage that a command runs: `pre_upgrade` of `hare-stage-pre-upgrade`. */
export function stageOf(command: string): string | undefined {
  return /^hare-stage-(.+)$/.exec(command)?.[1]?.replaceAll('-', '_');
}
