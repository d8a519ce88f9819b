import { expect, test } from 'vitest';
import { settingKeys } from '@hare/stage';
import { describeSteps } from '@hare/stage/forecast';
import { stages } from 'hare_setup';
import { loadCatalogue } from '../src/catalogues.js';
import { symptoms } from '../src/symptoms.js';
import { complaints } from './banned-words.js';
import { calledProgram, readByOwnTable, shellWords } from './parse-command-text.js';
import { isWiping } from './wiping-commands.js';

const catalogue = await loadCatalogue();

const steps = (
  await Promise.all(
    stages.map(async (entry) =>
      (await describeSteps(await entry.load())).map((step) => ({ stage: entry.name, ...step })),
    ),
  )
).flat();

/** The commands at the end of a remedy, each as it is pasted. */
function commandsOf(remedy: string): readonly string[] {
  const at = remedy.lastIndexOf(': ');
  return at === -1 || remedy.endsWith('.') ? [] : remedy.slice(at + 2).split('; ');
}

const commands = catalogue.flatMap(({ code, packageName, remedy }) =>
  commandsOf(remedy).map((command) => ({ code, packageName, command })),
);

test.each([
  [
    'the catalogue',
    catalogue.flatMap((each) => [
      [each.code, each.about],
      [each.code, each.remedy],
    ]),
  ],
  [
    'the settings',
    Object.entries(settingKeys).map(([key, { about, unset = '' }]) => [key, `${about}; ${unset}`]),
  ],
  [
    'troubleshooting',
    symptoms.flatMap(({ title, about }) => [
      [title, title],
      [title, about],
    ]),
  ],
] as unknown as [string, [string, string][]][])(
  '%s has none of the banned words',
  (_name, texts) => {
    expect(texts.length).toBeGreaterThan(0);
    expect(complaints(texts)).toEqual([]);
  },
);

/** With what a remedy begins. */
const verbs = new Set(
  (
    'Add Allow Ask Change Check Choose Close Compare Complete Connect Convert Copy Correct Define Do ' +
    'Enter Find Fix Flatten Follow Free Generate Give Ignore Install Keep List Lower Make Merge ' +
    'Mount Move Name Open Pass Put Raise Read Reduce Remove Rename Repeat Replace Report Restore Retry ' +
    'Run Separate Set Start Stop Store Synchronize Turn Use Validate Wait Watch Write'
  ).split(' '),
);

test('every remedy begins with something to do', () => {
  const others = catalogue.filter(({ remedy }) => !verbs.has(remedy.split(/[ ,;]/)[0] ?? ''));
  expect(others.map(({ code, remedy }) => `${code}: ${remedy}`)).toEqual([]);
});

/** With what the title of a step begins. */
const stepVerbs = new Set(
  (
    'Apply Check Compare Configure Confirm Convert Create Decide Find Generate Keep Measure Read ' +
    'Record Remove Restore Start Validate Verify Wait Write'
  ).split(' '),
);

test('every title of a step is an imperative verb and its object', () => {
  const others = steps.filter(({ title }) => !stepVerbs.has(title.split(' ')[0] ?? ''));
  expect(others.map(({ stage, id, title }) => `${stage} ${id}: ${title}`)).toEqual([]);
});

test('the meaning of a code says what is wrong, not what is right', () => {
  const rules = catalogue.filter(({ about }) => /^(At least|At most|Every|All|Only) /.test(about));
  expect(rules.map(({ code }) => code)).toEqual(['MKFS_NOT_FIRST_NODE']);
});

/** Programs of others that remedies call. */
const others = new Set(
  (
    'blockdev cat cd chmod chown chronyc command consul COMMAND cp curl df dmesg dnf du env file find ' +
    'findmnt free fuser getent grep hctl hostname iconv ip journalctl kill ls lsattr lsblk mount ' +
    'namei OTHER ps rpm sed sha256sum smartctl mv ss swapoff sysctl systemctl tar timedatectl ulimit ' +
    'umount wipefs'
  ).split(' '),
);

test('every command of a remedy is of a program that is known, and our own read it', async () => {
  const wrong: string[] = [];
  for (const { code, command } of commands) {
    try {
      const { name } = calledProgram(command);
      // Only settings: the variable goes before the command that the operator knows.
      const isOther = others.has(name) || (name === '' && /^HARE_\w+=/.test(command));
      if (!(await readByOwnTable(command)) && !isOther) wrong.push(`${code}: ${command}`);
    } catch (error) {
      wrong.push(`${code}: ${command}: ${String(error)}`);
    }
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['an unknown option', 'hare_setup init --mkfz'],
  ['an unknown stage', 'hare_setup inti'],
  ['an unknown command', 'confstore URL gett KEY'],
  ['an operand too many', 'hare-cdf validate FILE FILE'],
])('%s is noticed', async (_name, command) => {
  await expect(readByOwnTable(command)).rejects.toThrow();
});

test('no remedy has a command that wipes data', () => {
  const found = commands.filter(({ command }) => isWiping(command));
  expect(found).toEqual([]);
});

test.each([
  'hare_setup init --mkfs=always --yes',
  'wipefs --all /dev/sdb',
  'hare_setup cleanup --yes',
  'confstore URL delete KEY --force',
])('%s would be noticed as wiping', (command) => {
  expect(isWiping(command)).toBe(true);
});

test('no remedy is to type again what has just failed', () => {
  const again = commands.filter(({ packageName, command }) => {
    const stage = /^@hare\/stage-(.+)$/.exec(packageName)?.[1]?.replaceAll('-', '_');
    const [, name, ...rest] = shellWords(command.replace(/^sudo |^[A-Z_]+=\S+ /g, ''));
    const isSame = name === 'STAGE' || (stage !== undefined && name === stage);
    return command.startsWith('hare_setup ') && isSame && rest.length === 0;
  });
  expect(again).toEqual([]);
});
