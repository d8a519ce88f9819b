/** Key names whose values are secret: singular and plural, any case. */
const secretName = /(secret|password|passwd|token|credential|(secret|access|private|api|ssh)_?key)s?$/i;

/** True when the last name of a key says that its value is a secret; `extra` are further names, compared without regard to case. */
export function isSecretName(name: string, extra: readonly string[] = []): boolean {
  return secretName.test(name) || extra.some((other) => other.toLowerCase() === name.toLowerCase());
}

/** `a>b[0].token` → `token` */
export function lastName(key: string): string {
  return key.replace(/(\[\d+\])+$/, '').split(/[>./|:;]/).at(-1) ?? key;
}
