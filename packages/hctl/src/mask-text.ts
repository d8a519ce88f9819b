import { isSecretName, mask, maskUrl } from '@hare/confstore/secrets';

/** `name = value`, `"name": "value"`, `--name value`: what other programs print. */
// Words are entered at their first letter only: one long word would take quadratic time.
const assignment = /(?<![\w-])(?<name>[\w-]{1,200})(?<between>["']?\s*[:=]\s*)(?<value>"[^"\n]*"|'[^'\n]*'|[^\s,;}\]]+)/g;

/** Text of another program with passwords in URLs, and values beside secret names, masked. */
export function maskText(text: string, extra: readonly string[] = []): string {
  return maskUrl(text).replace(assignment, (whole: string, name: string, between: string) => (isSecretName(name, extra) ? `${name}${between}${mask}` : whole));
}
