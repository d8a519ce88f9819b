/** What wipes data, or configuration that nothing else has. */
const wiping: readonly RegExp[] = [
  /--mkfs(?!.*--dry-run)/,
  /\bwipefs\b.*\s(-a|--all)\b/,
  /(?<![-\w])(mkfs(\.\w+)?|mkswap|dd|rm|shred|blkdiscard|sgdisk|parted)\s/,
  /\bhare_setup (cleanup|reset)\b(?!.*--dry-run)/,
  /\bconsul kv delete\b/,
  /--replace[= ]renumber/,
  /\bdelete\b.*--force/,
];

/** Whether a command wipes data if typed as shown. */
export const isWiping = (command: string): boolean => wiping.some((way) => way.test(command));
