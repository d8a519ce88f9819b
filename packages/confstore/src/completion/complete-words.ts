import { storeUrlOf } from '@hare/base';
import { type OptionSpec, optionRows, spellings } from '@hare/cli';
import type { Command } from '../cli/command.js';
import { commandTable, type ConfStoreEntry } from '../cli/command-table.js';
import { parseInvocation } from '../cli/parse-invocation.js';
import { documentFormats } from '../formats/registry.js';
import { defaultDelimiter, delimiters } from '../key/delimiter.js';

/** A possible word at the cursor. */
export interface Candidate {
  readonly text: string;
  readonly summary: string;
  /** Whether the word ends here: a blank follows. */
  readonly ends: boolean;
}

function candidate(text: string, summary = '', ends = true): Candidate {
  return { text, summary, ends };
}

/** What completion looks up outside: both return nothing instead of failing. */
export interface CompletionSources {
  /** The keys of a store. */
  keys(url: string, delimiter: string): Promise<readonly string[]>;
  /** The names in a folder, those of folders with `/` at their end. */
  files(folder: string): Promise<readonly string[]>;
}

/** The candidates for `current`, the word after `words` on the command line. */
export async function completeWords(
  words: readonly string[],
  current: string,
  sources: CompletionSources,
): Promise<readonly Candidate[]> {
  const candidates = await allCandidates(words, current, sources);
  return candidates.filter(({ text }) => text.startsWith(current));
}

async function allCandidates(
  words: readonly string[],
  current: string,
  sources: CompletionSources,
): Promise<readonly Candidate[]> {
  if (words.at(-1) === '--delimiter')
    return delimiters.map((text) => candidate(text, 'delimiter of keys'));
  const invocation = parseInvocation(words, commandTable);
  if (
    invocation.kind === 'version' ||
    (invocation.kind === 'help' && words.some((word) => word === '--help' || word === '-h'))
  )
    return [];
  if (invocation.kind === 'help') {
    return [
      ...(words.includes('help') ? [] : [...(await urls(current, sources)), ...globalOptions]),
      ...commands(({ takesUrl }) => words.at(-1) === 'help' || !takesUrl),
    ];
  }
  const { url, command, rest, delimiter = defaultDelimiter } = invocation;
  if (command === undefined) return commands(({ takesUrl }) => takesUrl);
  const found = await commandTable.find(({ name }) => name === command)?.load();
  return found === undefined
    ? []
    : ofCommand(found, { url: url ?? '', delimiter, rest, current, sources });
}

function commands(wanted: (entry: ConfStoreEntry) => boolean): readonly Candidate[] {
  return commandTable.filter(wanted).map(({ name, summary }) => candidate(name, summary));
}

interface Place {
  readonly url: string;
  readonly delimiter: string;
  /** The words behind the command. */
  readonly rest: readonly string[];
  readonly current: string;
  readonly sources: CompletionSources;
}

const globalOptions: readonly Candidate[] = [
  candidate('--delimiter', 'separator of the names in a key'),
  candidate('--help', 'print the help'),
  candidate('--version', 'print the version'),
];

async function ofCommand(command: Command, place: Place): Promise<readonly Candidate[]> {
  const options = optionRows(command).map(({ spec }) => spec);
  const takesValue = (word: string | undefined): OptionSpec | undefined =>
    options.find(
      (spec) => spec.value !== undefined && word !== undefined && spellings(spec).includes(word),
    );
  const before = takesValue(place.rest.at(-1));
  if (before !== undefined) return valuesOf(before.choices ?? before.completes, place, command);
  if (place.current.startsWith('-'))
    return options.map(({ flag, description }) => candidate(flag, description));
  const position = place.rest.filter(
    (word, at) => !word.startsWith('-') && takesValue(place.rest[at - 1]) === undefined,
  ).length;
  const operand = command.operands?.[position];
  return valuesOf(operand?.choices ?? operand?.completes, place, command);
}

async function valuesOf(
  completes: string | readonly string[] | undefined,
  place: Place,
  { name }: Command,
): Promise<readonly Candidate[]> {
  if (completes === undefined) return [];
  if (completes === 'urls') return urls(place.current, place.sources);
  if (typeof completes !== 'string') return completes.map((text) => candidate(text));
  const source = name === 'merge' ? place.rest.find((word) => !word.startsWith('-')) : undefined;
  const keys = await place.sources.keys(source ?? place.url, place.delimiter);
  const start =
    place.delimiter === ';' ? '' : place.current.slice(0, place.current.lastIndexOf(';') + 1);
  const sign = name === 'set' ? '=' : '';
  return keys.map((key) => candidate(start + key + sign, '', false));
}

const schemes = [...Object.keys(documentFormats), 'dir', 'dict', 'consul'].map(
  (scheme) => `${scheme}:`,
);

/** Schemes, and files with the ending of a known format; after a scheme, all files. */
async function urls(current: string, sources: CompletionSources): Promise<readonly Candidate[]> {
  const scheme = schemes.find((each) => current.toLowerCase().startsWith(each));
  if (scheme === undefined) {
    const found = (await files('', current, sources)).filter(
      ({ text, ends }) => !ends || storeUrlOf(text) !== text,
    );
    const beginnings = schemes.map((text) => (text === 'consul:' ? 'consul://' : text));
    return [...beginnings.map((text) => candidate(text, '', false)), ...found];
  }
  if (scheme === 'dict:' || scheme === 'consul:') return [];
  const [, start = '', typed = ''] = /^([a-z]+:(?:\/\/(?=\/))?)(.*)$/is.exec(current) ?? [];
  return files(start, typed, sources);
}

async function files(
  start: string,
  typed: string,
  sources: CompletionSources,
): Promise<readonly Candidate[]> {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const names = await sources.files(folder === '' ? '.' : folder);
  return names.map((name) => candidate(start + folder + name, '', !name.endsWith('/')));
}
