import { describe, expect, test } from 'vitest';
import { isSecretName } from './is-secret-name.js';

const secret = true;
const shown = false;

/** Names with their verdict and its reason. */
const table: readonly (readonly [string, boolean, string])[] = [
  ['secret-access-key', secret, 'a secret by its first word'],
  ['api-key', secret, 'lets its bearer in'],
  ['AccountKey', secret, 'Azure: signs for the whole account'],
  ['encryption_key', secret, 'opens what it encrypts'],
  ['passphrase', secret, 'a password of several words'],
  ['jwt', secret, 'a signed token'],
  ['db_pass', secret, 'short for password, at the end'],
  ['pwd', secret, 'short for password'],
  ['bind_pw', secret, 'short for password: LDAP'],
  ['password', secret, 'the word itself'],
  ['rootPasswd', secret, 'as Unix writes it'],
  ['DB_PASSWORD_2', secret, 'the second of several'],
  ['clientsecret', secret, 'written as one word'],
  ['auth.tokens', secret, 'several, behind a dot'],
  ['CONSUL_HTTP_TOKEN', secret, 'an ACL token'],
  ['credentials', secret, 'names and passwords'],
  ['ssh_private_key_pem', secret, 'a private key, and its form'],
  ['aws.secret.access.key', secret, 'dots between the words'],
  ['api.key', secret, 'dots between the words'],
  ['masterKey', secret, 'opens all others'],
  ['cookie', secret, 'a session is let in by it'],
  ['password_hash', secret, 'a hash can be tried offline'],
  ['secret_id', secret, "half of Vault's login, and secret"],
  ['http_auth', secret, 'name and password: CONSUL_HTTP_AUTH'],
  ['gossip-encryption-key', secret, 'lets a machine join the cluster'],
  ['token_ttl', shown, 'a time'],
  ['passwd_file', shown, 'says where it is'],
  ['key_path', shown, 'says where it is; Hare needs to see it in ssl/hax'],
  ['secret_name', shown, 'says which one it is'],
  ['cert_path', shown, 'says where something public is'],
  ['key', shown, 'the name of an entry'],
  ['keys', shown, 'names of entries'],
  ['public_key', shown, 'public'],
  ['host_key_checking', shown, 'yes or no'],
  ['primary_key', shown, 'of a table'],
  ['access_key_id', shown, 'a name, which AWS prints itself'],
  ['monkey', shown, 'ends in the letters of key only'],
  ['compass', shown, 'ends in the letters of pass only'],
  ['keyboard', shown, 'begins with the letters of key only'],
  ['author', shown, 'begins with the letters of auth only'],
  ['PWD', shown, 'the working directory in every environment'],
  ['password_min_length', shown, 'a rule for passwords'],
];

test.each(table)('%s: %s, %s', (name, verdict) => {
  expect(isSecretName(name)).toBe(verdict);
});

test('the table has 42 names', () => {
  expect(new Set(table.map(([name]) => name)).size).toBe(42);
});

describe('a name means the same in every style', () => {
  const words = (name: string): readonly string[] =>
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/);
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const styles: readonly (readonly [string, (words: readonly string[]) => string])[] = [
    ['kebab', (all) => all.join('-')],
    ['snake', (all) => all.join('_')],
    ['SCREAMING', (all) => all.join('_').toUpperCase()],
    ['camel', (all) => all.map((word, at) => (at === 0 ? word : capital(word))).join('')],
    ['Pascal', (all) => all.map(capital).join('')],
    ['dotted', (all) => all.join('.')],
    ['Train', (all) => all.map(capital).join('-')],
    ['words', (all) => all.join(' ')],
    ['in a path', (all) => `a>b[0]>${all.join('_')}[1]`],
    ['in a folder', (all) => `hare/a/${all.join('-')}`],
  ];
  test.each(styles)('%s', (_, write) => {
    const wrong = table
      .filter(
        ([name, verdict]) =>
          write(words(name)) !== 'PWD' &&
          name !== 'PWD' &&
          isSecretName(write(words(name))) !== verdict,
      )
      .map(([name]) => write(words(name)));
    expect(wrong).toEqual([]);
  });
});

test('further names hold in every style', () => {
  expect(
    ['door-code', 'doorCode', 'DOOR_CODE', 'a>door.code'].map((name) =>
      isSecretName(name, ['door_code']),
    ),
  ).toEqual([true, true, true, true]);
  expect(isSecretName('door_codes', ['door_code'])).toBe(false);
});

test.each([
  'bypass',
  'surpass',
  'passage',
  'turkey',
  'authority',
  'tokenizer',
  'secretary',
  'spare_units',
  'keystone',
  'key_id',
  'ssl_key',
  'CONSUL_CLIENT_KEY',
  'CONSUL_HTTP_TOKEN_FILE',
  'SSH_ASKPASS',
  'SSH_AUTH_SOCK',
  'OLDPWD',
  'pass_count',
  'cluster>nodes',
  'max_token_size',
  'secretKeyRef',
  'tokens_used',
  'auth',
  'auth_type',
  '',
  '>',
  '...',
  '[0]',
])('%j is shown', (name) => {
  expect(isSecretName(name)).toBe(false);
});

test.each([
  'APIKey',
  'apikeys',
  'DBPass',
  'dbPW',
  'OAuth2Token',
  'X-Auth-Token',
  'Set-Cookie',
  'client.secret.value',
  'SharedAccessKey',
  'SharedAccessSignature',
  'requirepass',
  'ldap_bindpw',
  'userpwd',
  'AWS_SECRET_ACCESS_KEY',
  'secret_key_base',
  'api_keys',
  'GF_SECURITY_ADMIN_PASSWORD',
  'encrypted_password',
  'hmac-key',
  'private-keys',
  'psk',
])('%j is masked', (name) => {
  expect(isSecretName(name)).toBe(true);
});
