/**
 * Words that say "the value is secret" wherever they occur in a name, unless the name ends in a
 * description.
 */
const secretWords = words('secret password passwd passphrase passcode passkey token credential');

/**
 * Words that say so at the end of a name only: in front of others they mean something else
 * (`pass_count`, `cookie_path`).
 */
const lastSecretWords = words('pass pw pwd psk jwt otp cred authorization cookie');

/** Names written as one word, at its end: `dbpassword`, `clientsecret`, `rootpw`. */
const joined =
  /(?:secret|passw(?:or)?d|passphrase|passcode|token|credential|(?:api|secret|access|private|ssh|auth|account|encryption|master|signing|shared|session)key|(?:db|user|root|admin|bind|ldap)(?:pass|pwd|pw)|requirepass|masterauth|sharedaccesssignature)s?$/;

/**
 * What makes a key a secret one. A key alone, and public, primary, sort, host, server and client
 * keys are names, files or no secrets.
 */
const keyWords = words(
  'secret access private api ssh encryption encrypted encrypt decryption account master auth authentication authorization signing shared storage session cipher crypt crypto hmac aes rsa ecdsa app application admin webhook consumer subscription unseal gossip wireguard license licence jwt recovery wrapping',
);

/** What makes "auth" more than a method: `CONSUL_HTTP_AUTH` is a name and a password. */
const authWords = words('http basic proxy');

/** A name that ends in one of these describes a secret or says where it is. */
const descriptions = words(
  'file filename path dir directory folder location mount name label ttl policy policies length len min max size age expiry expire expires expiration timeout lifetime duration interval period rotation count limit attempt retry retries used total left prompt command cmd helper url uri endpoint host hostname port address addresses ' +
    'type kind format algorithm method mode enable enabled disable disabled require required allowed optional field column version provider store engine backend manager source ref reference user username owner group role scope audience issuer created updated changed at on status state valid history check checking strength complexity class bucket exists set',
);

/** Behind a secret word these still are the secret: a hash can be tried offline. */
const carriers = words('value data string text base64 hex pem hash plain plaintext raw id key');

/** The working directory in every environment, not a password. */
const workingDirectory = /^(?:OLD)?PWD$/;

/**
 * True when a name says that its value is a secret: judged by its words, in any style (`apiKey`,
 * `api-key`, `api.key`, `API_KEY`); of a path the last name counts. `extra` are further names, in
 * any style.
 */
export function isSecretName(name: string, extra: readonly string[] = []): boolean {
  const last = lastName(name);
  if (workingDirectory.test(last)) return false;
  return isSecret(ownWords(last)) || extra.some((other) => letters(other) === letters(last));
}

/** `a>b[0]>token` → `token`; `server.api.key` stays whole: dots may separate words. */
export function lastName(key: string): string {
  return (
    key
      .replace(/(\[\d+\])+$/, '')
      .split(/[>/|:;]/)
      .at(-1) ?? key
  );
}

/**
 * The words of a dotted name that count: those behind the last dot, with more before them while
 * they say too little (`secret.access.key`).
 */
function ownWords(name: string): readonly string[] {
  const parts = name
    .split('.')
    .map(wordsOf)
    .filter((part) => part.length > 0);
  let own = parts.pop() ?? [];
  while (parts.length > 0 && own.every((word) => word === 'auth' || isOneOf(carriers, word)))
    own = [...(parts.pop() ?? []), ...own];
  return own;
}

function isSecret(own: readonly string[]): boolean {
  const last = own.at(-1) ?? '';
  if (isOneOf(lastSecretWords, last) || joined.test(own.join(''))) return true;
  if (last === 'auth') return authWords.has(own.at(-2) ?? '');
  if (isOneOf(descriptions, last)) return false;
  // Only the id of a secret is a secret (Vault); ids of tokens and keys are names.
  if (last === 'id') return own.includes('secret');
  return own.some(
    (word, at) =>
      isOneOf(secretWords, word) ||
      joined.test(word) ||
      ((word === 'key' || word === 'keys') && keyWords.has(own[at - 1] ?? '')),
  );
}

/** Lower case, without numbers at their ends: `dbPassword2` → `db`, `password`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (word === 'base64' ? word : word.replace(/\d+$/, '')))
    .filter((word) => word !== '');
}

/** The word itself, or the plural of one. */
function isOneOf(known: ReadonlySet<string>, word: string): boolean {
  return known.has(word) || (word.endsWith('s') && known.has(word.slice(0, -1)));
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
