import { expect, test } from 'vitest';
import { readReadme, shownPattern, steadyText } from '../src/release/readme-commands.js';

const readme = `# x

    npm install x

\`app.yaml\`:

    a: 1
    b: 2

\`\`\`
$ npx x get a
1
$ npx x set b
\`\`\`

    $ npx x all
    a
    b

\`\`\`ts
import x from 'x';
\`\`\`

<!-- help -->
\`\`\`
$ not a command
\`\`\`
<!-- /help -->
`;

test('installs, files and commands are found, fenced or indented; help and programs are not commands', () => {
  const { installs, files, commands } = readReadme(readme);
  expect(installs).toEqual(['npm install x']);
  expect([...files]).toEqual([['app.yaml', 'a: 1\nb: 2\n']]);
  expect(commands).toEqual([
    { command: 'npx x get a', shown: '1' },
    { command: 'npx x set b', shown: '' },
    { command: 'npx x all', shown: 'a\nb' },
  ]);
});

test.each([
  ['ok  0.1 s\n', 'ok  12.0 s\n', true],
  ['made 2026-01-01T00:00:00.000Z', 'made 2027-02-03T04:05:06.789Z', true],
  ['  a\n  b', 'a\nb', true],
  ['a\n  - b\n  - …\nc', 'a\n  - b\n  - x\n  - y\nc', true],
  ['a\n…\nc', 'a\nc', true],
  ['sizeBytes: …', 'sizeBytes: 17', true],
  ['a\n…', 'b\nc', false],
  ['ok (5 devices)', 'ok (4 devices)', false],
  ['ok', 'ok\nwarning', false],
  ['ok\nwarning', 'ok', false],
  ['a.c', 'abc', false],
])('what is shown as %j is kept by %j: %s', (shown, printed, kept) => {
  expect(shownPattern(shown).test(`${steadyText(printed)}\n`)).toBe(kept);
});
