import { describe, expect, test } from 'vitest';
import { caught } from '../../tests/caught.js';
import { main } from '../main.js';
import { stages } from '../stages.js';
import { explainTopic, listTopics } from './explain-topic.js';

const said = (...argv: readonly string[]): ReturnType<typeof caught> =>
  caught(() => main(['explain', ...argv]));

describe('explain', () => {
  test.each(stages.map(({ name }) => name))(
    'the stage %s with its steps, its options and what it changes',
    async (name) => {
      const stage = await stages.find((entry) => entry.name === name)?.load();
      const [found] = await explainTopic(name);
      expect(found).toMatchObject({
        kind: 'stage',
        topic: name,
        about: stage?.description,
        writes: stage?.writes ?? [],
      });
      expect(found?.kind === 'stage' && found.steps.length).toBeGreaterThan(0);
      const { stdout } = await said(name.replaceAll('_', '-'));
      for (const { flag } of Object.values(stage?.options ?? {})) expect(stdout).toContain(flag);
    },
  );

  test('every error code, in any case and in the brackets of a message', async () => {
    const { codes } = await listTopics();
    expect(codes.length).toBeGreaterThan(100);
    for (const code of codes)
      expect(
        (await explainTopic(code)).map(({ kind }) => kind),
        code,
      ).toContain('code');
    expect(await explainTopic('[hctl_not_found]')).toMatchObject([
      { kind: 'code', topic: 'HCTL_NOT_FOUND', remedy: expect.stringMatching(/\S/) as string },
    ]);
  });

  test('every setting by its name and by its variable', async () => {
    const { settings } = await listTopics();
    for (const setting of settings)
      expect((await explainTopic(setting)).map(({ kind }) => kind)).toContain('setting');
    expect(await explainTopic('HARE_TIMEOUTS_BOOTSTRAP')).toEqual([
      {
        kind: 'setting',
        topic: 'timeouts.bootstrap',
        about: expect.stringContaining('hctl bootstrap') as string,
        environment: 'HARE_TIMEOUTS_BOOTSTRAP',
        type: 'time',
        default: '15 min 0 s',
      },
    ]);
  });

  test.each(['cvg', 'CVGs', 'mkfs-record', 'N+K+S'])('the word %s', async (word) => {
    expect((await explainTopic(word)).map(({ kind }) => kind)).toContain('word');
  });

  test('every command with its options and examples', async () => {
    const { commands } = await listTopics();
    for (const name of commands)
      expect((await explainTopic(name)).map(({ kind }) => kind)).toContain('command');
    expect((await said('status')).stdout).toContain('  --wait [TIME]: ');
  });

  test('a ConfStore key of one cluster: what it becomes, its type, an example', async () => {
    const { stdout, exitCode } = await said('cluster>srvnode-7>s3_instances');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`cluster>{name}>s3_instances (ConfStore key)
  type: a whole number, at least 0
  example: 2
  in a ConfStore of dialect rfc20: becomes nodes[].m0_clients.s3 (a whole number, not below 0; absent: 0)
`);
  });

  test('a name that several things have is all of them', async () => {
    expect((await explainTopic('node')).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['setting', 'field']),
    );
  });

  test.each([
    ['post_instal', 'did you mean post_install?'],
    ['HCTL_NOT_FOND', 'did you mean HCTL_NOT_FOUND?'],
    ['timeouts.boostrap', 'did you mean timeouts.bootstrap?'],
    ['spare_unit', 'did you mean spare_units?'],
    ['doctr', 'did you mean doctor?'],
    ['confstor', 'did you mean ConfStore?'],
    ['zzzzzzzzzzz', 'list all topics: hare_setup explain'],
  ])('a miss proposes the nearest name: %s', async (topic, hint) => {
    const { exitCode, stderr } = await said(topic);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`unknown topic "${topic}" [EXPLAIN_UNKNOWN]\n  hint: ${hint}`);
  });

  test('alone it lists every name, and every name in the list can be explained', async () => {
    const { stdout } = await said('--json');
    const { schema, ...lists } = JSON.parse(stdout) as { readonly schema: string } & Readonly<
      Record<string, readonly string[]>
    >;
    expect(schema).toBe('hare.explain-topics/1');
    expect(Object.keys(lists).sort()).toEqual([
      'codes',
      'commands',
      'fields',
      'settings',
      'stages',
      'words',
    ]);
    for (const field of lists['fields'] ?? [])
      expect(await explainTopic(field), field).not.toEqual([]);
    const { stdout: text } = await said();
    for (const name of Object.values(lists).flat()) expect(text).toContain(`  ${name}`);
  });
});
