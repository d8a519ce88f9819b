// The tasks of peers.mjs: a file, what a person would make of it, and how each program is called.
import { isDeepStrictEqual } from 'node:util';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../packages/confstore/package.json', import.meta.url));
const yaml = require('yaml');
const toml = await import(require.resolve('smol-toml'));

const lines = (text) =>
  text
    .split('\n')
    .map((line) => line.replace(/\s*[=:]\s*/, '=').trim())
    .filter((line) => line !== '' && !/^[#;]/.test(line))
    .sort()
    .join('\n');
const jsonOf = (text) => JSON.parse(text.replace(/\/\/.*$/gm, ''));
const by = (parse) => (one, other) => {
  try {
    return isDeepStrictEqual(parse(one), parse(other));
  } catch {
    return false;
  }
};
const sameYaml = by((text) => yaml.parse(text));
const sameJson = by(jsonOf);
const sameToml = by((text) => toml.parse(text));
const sameLines = by(lines);

const app = `# the application
server:
    port: 80    # plain
    host: "h1"

# who may come in
users: [ann, 'bob']

limits:
- {name: cpu, max: 4}
- {name: ram, max: 8}
on: yes
`;
const appYaml = { file: 'app.yaml', text: app, same: sameYaml };
const json = `{
  // the application
  "server": { "port": 80, "host": "h1" },
  "users": ["ann", "bob"],
  "id": 12345678901234567890, "rate": 1.0
}
`;
const plainJson = json.replace('  // the application\n', '');
const appJson = { file: 'app.json', text: plainJson, same: sameJson };
const tomlText = `# the application
title = 'app'

[server]
port = 80   # plain
hosts = [ "a",
  "b" ]
`;
const appToml = { file: 'app.toml', text: tomlText, same: sameToml };
const ini = `; the application
[server]
port=80
# where
host = h1

[client]
retry: 3
`;
const appIni = { file: 'app.ini', text: ini, same: sameLines };
const moved = (command) => `${command} > new && mv new app.json`;
const daselSet = (format, change) =>
  `dasel -i ${format} --root '${change}' < app.${format} > new && mv new app.${format}`;

export const peerTasks = [
  {
    name: 'YAML: change one value, keep comments',
    ...appYaml,
    intended: app.replace('80 ', '8080 '),
    by: {
      confstore: "confstore app.yaml set --typed 'server>port' 8080",
      'Go yq': "yq -i '.server.port = 8080' app.yaml",
      dasel: daselSet('yaml', 'server.port = 8080'),
    },
  },
  {
    name: 'YAML: append to a list',
    ...appYaml,
    intended: app.replace("'bob']", "'bob', eve]"),
    by: {
      confstore: "confstore app.yaml set 'users[2]' eve",
      'Go yq': 'yq -i \'.users += ["eve"]\' app.yaml',
      dasel: daselSet('yaml', 'users = [users..., "eve"]'),
    },
  },
  {
    name: 'YAML: add a key to a map',
    ...appYaml,
    intended: app.replace('"h1"\n', '"h1"\n    tls: true\n'),
    by: {
      confstore: "confstore app.yaml set --typed 'server>tls' true",
      'Go yq': "yq -i '.server.tls = true' app.yaml",
      dasel: daselSet('yaml', 'server = {server..., "tls": true}'),
    },
  },
  {
    name: 'YAML: delete a key',
    ...appYaml,
    intended: app.replace('    host: "h1"\n', ''),
    by: {
      confstore: "confstore app.yaml delete 'server>host'",
      'Go yq': "yq -i 'del(.server.host)' app.yaml",
    },
  },
  {
    name: 'YAML: rename a key',
    ...appYaml,
    intended: app.replace('host:', 'name:'),
    by: {
      confstore:
        "confstore app.yaml set 'server>name' \"$(confstore app.yaml get -r 'server>host')\"\nconfstore app.yaml delete 'server>host'",
      'Go yq':
        'yq -i \'.server |= with_entries(select(.key == "host") |= .key = "name")\' app.yaml',
    },
  },
  {
    name: 'YAML: change an item of a list of maps',
    ...appYaml,
    intended: app.replace('max: 8', 'max: 16'),
    by: {
      confstore: "confstore app.yaml set --typed 'limits[1]>max' 16",
      'Go yq': "yq -i '.limits[1].max = 16' app.yaml",
      dasel: daselSet('yaml', 'limits[1].max = 16'),
    },
  },
  {
    name: 'YAML: take over the keys of another file that are missing',
    ...appYaml,
    more: { 'defaults.yaml': 'server:\n  port: 1\n  tls: true\n' },
    intended: app.replace('"h1"\n', '"h1"\n    tls: true\n'),
    by: {
      confstore: 'confstore app.yaml merge defaults.yaml',
      'Go yq':
        "yq eval-all 'select(fi == 1) *n select(fi == 0)' defaults.yaml app.yaml > /dev/null\nyq -i '. *n load(\"defaults.yaml\")' app.yaml",
    },
  },
  {
    name: 'YAML: put a variable of the environment into the file',
    ...appYaml,
    intended: app.replace('80 ', '8080 '),
    by: {
      confstore: 'confstore app.yaml set --typed \'server>port\' "$PORT"',
      'Go yq': "yq -i '.server.port = env(PORT)' app.yaml",
      dasel: `dasel -i yaml --root "server.port = $PORT" < app.yaml > new && mv new app.yaml`,
    },
  },
  {
    name: 'YAML: the values below a key as variables of a shell',
    ...appYaml,
    prints: (text) => text === '80 h1\n',
    by: {
      confstore: 'eval "$(confstore app.yaml get -o env server)"; echo "$server_port $server_host"',
      'Go yq': 'eval "$(yq -o shell app.yaml)"; echo "$server_port $server_host"',
    },
  },
  {
    name: 'YAML: fail when a key is missing',
    ...appYaml,
    prints: (_text, status) => status !== 0,
    by: {
      confstore: "confstore app.yaml get -e 'server>prot'",
      'Go yq': "yq -e '.server.prot' app.yaml",
      dasel: 'dasel -i yaml server.prot < app.yaml',
    },
  },
  {
    name: 'JSON: change one value',
    ...appJson,
    intended: plainJson.replace('80,', '8080,'),
    by: {
      confstore: "confstore app.json set --typed 'server>port' 8080",
      'Go yq': "yq -i -o json '.server.port = 8080' app.json",
      dasel: daselSet('json', 'server.port = 8080'),
      jq: moved("jq '.server.port = 8080' app.json"),
    },
  },
  {
    name: 'JSON with comments: change one value',
    ...appJson,
    text: json,
    intended: json.replace('80,', '8080,'),
    by: {
      confstore: "confstore app.json set --typed 'server>port' 8080",
      'Go yq': "yq -i -o json '.server.port = 8080' app.json",
      dasel: daselSet('json', 'server.port = 8080'),
      jq: moved("jq '.server.port = 8080' app.json"),
    },
  },
  {
    name: 'JSON: read an integer beyond 2^53',
    ...appJson,
    prints: (text) => text === '12345678901234567890\n',
    by: {
      confstore: 'confstore app.json get -r id',
      'Go yq': "yq '.id' app.json",
      dasel: 'dasel -i json id < app.json',
      jq: 'jq .id app.json',
    },
  },
  {
    name: 'JSON: append to a list',
    ...appJson,
    intended: plainJson.replace('"bob"]', '"bob", "eve"]'),
    by: {
      confstore: "confstore app.json set 'users[2]' eve",
      'Go yq': 'yq -i -o json \'.users += ["eve"]\' app.json',
      dasel: daselSet('json', 'users = [users..., "eve"]'),
      jq: moved('jq \'.users += ["eve"]\' app.json'),
    },
  },
  {
    name: 'JSON to YAML',
    ...appJson,
    result: 'out.yaml',
    prints: (text) => text.trim() === '80',
    by: {
      confstore: "confstore app.json convert out.yaml && confstore out.yaml get -r 'server>port'",
      'Go yq': "yq -o yaml app.json > out.yaml && yq '.server.port' out.yaml",
      dasel: 'dasel -i json -o yaml < app.json > out.yaml && dasel -i yaml server.port < out.yaml',
    },
  },
  {
    name: 'TOML: change one value, keep comments',
    ...appToml,
    intended: tomlText.replace('80 ', '8080 '),
    by: {
      confstore: "confstore app.toml set --typed 'server>port' 8080",
      'Go yq': "yq -i '.server.port = 8080' app.toml",
      dasel: daselSet('toml', 'server.port = 8080'),
    },
  },
  {
    name: 'TOML: append to a list over two lines',
    ...appToml,
    intended: tomlText.replace('"b" ]', '"b", "c" ]'),
    by: {
      confstore: "confstore app.toml set 'server>hosts[2]' c",
      'Go yq': 'yq -i \'.server.hosts += ["c"]\' app.toml',
      dasel: daselSet('toml', 'server.hosts = [server.hosts..., "c"]'),
    },
  },
  {
    name: 'ini: change one option, keep comments',
    ...appIni,
    intended: ini.replace('port=80', 'port=8080'),
    by: {
      confstore: "confstore app.ini set 'server>port' 8080",
      'Go yq': "yq -i '.server.port = 8080' app.ini",
      dasel: daselSet('ini', 'server.port = "8080"'),
      crudini: 'crudini --set app.ini server port 8080',
    },
  },
  {
    name: 'ini: add a section',
    ...appIni,
    intended: `${ini}\n[new]\na = 1\n`,
    by: {
      confstore: "confstore app.ini set 'new>a' 1",
      'Go yq': "yq -i '.new.a = 1' app.ini",
      crudini: 'crudini --set app.ini new a 1',
    },
  },
  {
    name: 'properties: change one value',
    file: 'app.properties',
    text: '# the application\nserver.port = 80\nserver.host=h1\n',
    same: sameLines,
    intended: '# the application\nserver.port = 8080\nserver.host=h1\n',
    by: {
      confstore: 'confstore app.properties set server.port 8080',
      'Go yq': "yq -i '.server.port = 8080' app.properties",
      crudini: 'crudini --set app.properties "" server.port 8080',
    },
  },
];
