import { expect, test } from 'vitest';
import { maskText } from './mask-text.js';

test.each([
  ['consul://me:hunter2@host/', 'consul://me:******@host/'],
  ['password=hunter2 user=me', 'password=******'],
  ['with password=hunter2 user=me', 'with password=****** user=me'],
  ['{"access_token": "hunter2", "name": "x"}', '{"access_token": ******, "name": "x"}'],
  ["secret_key: 'hunter2'", 'secret_key: ******'],
  ['s3_secret = hunter2;', 's3_secret = ******'],
  ['a; s3_secret = hunter2;', 'a; s3_secret = ******;'],
  ['status: started, key: value', 'status: started, key: value'],
  // What is the value of one name may be the name of another.
  ['log: "the password: hunter2"', 'log: "the password: ******'],
  ['a=b=c api_key=hunter2', 'a=b=c api_key=******'],
  // Quotes within the value.
  ['x {"token": "a\\"b c", "n": 1}', 'x {"token": ******, "n": 1}'],
  ["x {'token': 'it''s', 'n': 1}", "x {'token': ******, 'n': 1}"],
  // JSON in JSON, at any depth.
  [
    JSON.stringify('{"deep":{"token":"two words","n":1}}'),
    JSON.stringify('{"deep":{"token":"******","n":1}}').replace(String.raw`\"******\"`, '******'),
  ],
  [
    JSON.stringify(JSON.stringify('x {"token":"a b","n":1}')),
    JSON.stringify(JSON.stringify('x {"token":******,"n":1}')),
  ],
  ['x token="never closed, and more', 'x token=******'],
  // Connection strings.
  ['dsn: motr:hunter2@tcp(db:3306)/x', 'dsn: motr:******@tcp(db:3306)/x'],
  ['motr:hun:t@er2@unix(/run/db.sock)/x', 'motr:******@unix(/run/db.sock)/x'],
  ['motr:hunter2@/x', 'motr:******@/x'],
  ['jdbc:oracle:thin:scott/hunter2@//db/x', 'jdbc:oracle:thin:scott/******@//db/x'],
  [
    'jdbc:postgresql://db/x?user=me&password=hunter2',
    'jdbc:postgresql://db/x?user=me&password=******',
  ],
  ['redis://:hunter2@db/0', 'redis://:******@db/0'],
  [
    'DefaultEndpointsProtocol=https;AccountName=me;AccountKey=aHVu/dGVy+Mg==;EndpointSuffix=x',
    'DefaultEndpointsProtocol=https;AccountName=me;AccountKey=******;EndpointSuffix=x',
  ],
  [
    'Endpoint=sb://x/;SharedAccessKeyName=root;SharedAccessKey=aHVudGVyMg==',
    'Endpoint=sb://x/;SharedAccessKeyName=root;SharedAccessKey=******',
  ],
  ['Server=db;UID=sa;PWD=hunter2;', 'Server=db;UID=sa;PWD=******;'],
  ['https://x/y?sv=1&sig=aHVu%3D&se=2', 'https://x/y?sv=1&sig=******&se=2'],
  ['host=db password=hunter2 dbname=x', 'host=db password=****** dbname=x'],
  // Headers.
  [
    'x Authorization: Digest username="me", response="abc"',
    'x Authorization: ******"me", response="abc"',
  ],
  ["curl -H 'Authorization: Token abc' x", "curl -H 'Authorization: Token ******' x"],
  [
    "curl -H 'Authorization: AWS4-HMAC-SHA256 Credential=a/b, Signature=c' x",
    "curl -H 'Authorization: ******' x",
  ],
  ['x X-Api-Key: abc', 'x X-Api-Key: ******'],
  // Other ways to write a name and its value.
  ['x :password => "hunter2", :n => 1', 'x :password => ******, :n => 1'],
  ['x <password>hunter2</password>', 'x <password>******</password>'],
  ['requirepass hunter2', 'requirepass ******'],
  ['x spring.api.key=hunter2 y', 'x spring.api.key=****** y'],
  [
    'x secretAccessKey=hunter2 secret-access-key=hunter2',
    'x secretAccessKey=****** secret-access-key=******',
  ],
  ['got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_1 back', 'got ****** back'],
  [
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,AB\n\nMIIE\n-----END RSA PRIVATE KEY----- b',
    '****** b',
  ],
  [
    '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nMIIE\n-----END PGP PRIVATE KEY BLOCK----- b',
    '****** b',
  ],
  ['MIIE\nabc=\n-----END PRIVATE KEY----- b', '****** b'],
  ['a -----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY----- b', 'a ****** b'],
])('maskText masks what stands beside a secret name: %s', (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test('maskText knows further names', () => {
  expect(maskText('pin=1234', ['PIN'])).toBe('pin=******');
});

test.each([
  'inet:tcp:srvnode-1@22001',
  '192.168.0.1@tcp:12345:2:1',
  'PWD=/root',
  'mailto:me@host.org',
  'git@github.com:hare/hare.git',
  'the <token> of an option',
  'https://host.org:8080/path?x=1',
  '{"http_protocol":"https","cert_path":"/etc/a.pem","key_path":"/etc/a.key"}',
  '-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----',
  'token_ttl: 5m, key: value, public_key=abc, passwd_file: /etc/x',
])('%j is left as it is', (text) => {
  expect(maskText(text)).toBe(text);
});

test.each([
  'a',
  'a.',
  '-',
  'eyJ',
  '<a',
  'a:',
  '-----BEGIN PRIVATE KEY',
  'x:y@',
  'PWD=',
  'token=',
  'token="',
  'token=\\"',
  '--token ',
  'thin:a/',
  '<token>',
  'authorization: ',
])('a long text of %j takes no long time', (piece) => {
  const before = process.cpuUsage();
  maskText(piece.repeat(Math.ceil(200_000 / piece.length)));
  expect(process.cpuUsage(before).user).toBeLessThan(20_000_000);
});
