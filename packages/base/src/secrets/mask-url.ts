/** What stands in for a secret wherever people or programs read our output. */
export const mask = '******';

/**
 * The URL without the password it may carry: `https://user:******@host/`; text that is no URL comes
 * back as it is.
 */
export function maskUrl(url: string): string {
  // The length of a scheme is bounded: without that, one long word would take quadratic time. A
  // password may hold an unencoded `@`.
  return url.replace(/([a-z][a-z0-9+.-]{0,40}:\/\/[^/?#\s:@]*):[^/?#\s]*@/gi, `$1:${mask}@`);
}
