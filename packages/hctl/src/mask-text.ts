import { isSecretName, mask, maskUrl } from '@hare/confstore/secrets';

/** `name = value`, `"name": "value"`, `--name value`: what other programs print. */
const assignment = /(?<name>[\w-]+)(?<between>["']?\s*[:=]\s*)(?<value>"[^"\n]*"|'[^'\n]*'|[^\s,;}\]]+)/g;

/** Text of another program with passwords in URLs, and values beside secret names, masked. */
export function maskText(text: string, extra: readonly string[] = []): string {
  return maskUrl(text).replace(assignment, (whole: string, name: string, between: string) => (isSecretName(name, extra) ? `${name}${between}${mask}` : whole));
}
