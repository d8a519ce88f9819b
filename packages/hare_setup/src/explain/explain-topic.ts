import { isHareError, HareError, nearestHint } from '@hare/base';
import { catalogues } from '../catalogues.js';
import { stages } from '../stages.js';
import { commands } from '../commands.js';
import { explainSettings, settingNames } from './explain-setting.js';
import { explainCommand, explainWord } from './explain-word.js';
import { glossary } from './glossary.js';
import type { CodeExplanation, Explanation, PlaceExplanation } from './explanation.js';

/**
 * Everything that is known under a name: a stage (`init`, `post-install`), a command, a word of
 * the glossary, an error code (any case), a setting or its variable, a CDF field, a ConfStore key. Several things may share one.
 * @throws HareError `EXPLAIN_UNKNOWN` with the nearest name
 */
export async function explainTopic(topic: string): Promise<readonly Explanation[]> {
  const stage = await stages
    .find(({ name }) => name === topic.replaceAll('-', '_').replace(/^__/, ''))
    ?.load();
  const codes = await explainCode(topic);
  const found = [
    ...(stage === undefined
      ? []
      : [await (await import('./explain-stage.js')).explainStage(stage)]),
    ...(await explainCommand(topic)),
    ...explainWord(topic),
    ...codes,
    ...explainSettings(topic),
    ...(codes.length > 0 ? [] : await explainPlace(topic)),
  ];
  if (found.length > 0) return found;
  throw new HareError('EXPLAIN_UNKNOWN', `unknown topic ${JSON.stringify(topic)}`, {
    hint: nearestHint(topic, await topics(), 'list all topics: hare_setup explain'),
  });
}

/** Every name of every kind other than fields and keys. */
export async function listTopics(): Promise<{
  readonly stages: readonly string[];
  readonly commands: readonly string[];
  readonly words: readonly string[];
  readonly codes: readonly string[];
  readonly settings: readonly string[];
}> {
  const loaded = await Promise.all(catalogues.map(({ load }) => load()));
  return {
    stages: stages.map(({ name }) => name),
    commands: commands.map(({ name }) => name),
    words: Object.keys(glossary),
    codes: [...new Set(loaded.flatMap(({ errorCodes }) => Object.keys(errorCodes)))].sort(),
    settings: settingNames,
  };
}

/** The same code of several packages is one explanation if they say the same. */
async function explainCode(topic: string): Promise<readonly CodeExplanation[]> {
  const code = topic
    .replace(/^\[(.*)\]$/, '$1')
    .toUpperCase()
    .replaceAll('-', '_');
  const found = new Map<string, CodeExplanation>();
  for (const { packageName, load } of catalogues) {
    const meaning = (await load()).errorCodes[code];
    if (meaning === undefined) continue;
    const packages = [...(found.get(meaning.about)?.packages ?? []), packageName];
    found.set(meaning.about, {
      kind: 'code',
      topic: code,
      about: meaning.about,
      remedy: meaning.remedy,
      packages,
    });
  }
  return [...found.values()];
}

async function explainPlace(topic: string): Promise<readonly PlaceExplanation[]> {
  const { explain } = await import('@hare/cdf');
  try {
    return explain(topic).filter((found): found is PlaceExplanation => found.kind !== 'code');
  } catch (error) {
    if (isHareError(error) && error.code === 'EXPLAIN_UNKNOWN') return [];
    throw error;
  }
}

async function topics(): Promise<readonly string[]> {
  const [known, { explainable }] = await Promise.all([listTopics(), import('@hare/cdf')]);
  const fields = explainable();
  return [
    ...known.stages,
    ...known.commands,
    ...known.words,
    ...known.codes,
    ...known.settings,
    ...fields.flatMap((path) => [path, path.replace(/^.*[.>]/, '')]),
  ];
}
