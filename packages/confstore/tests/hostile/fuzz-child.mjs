// Run as a child process, so that a hang ends with it: opens mutated documents with the built
// library. argv: format, file with the base documents (JSON), number of documents, seed, flavour or
// nothing. Sends the number of each document before it starts, and at the end what went wrong.
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConfStore } from '../../dist/index.js';
import { mutate, randomOf } from './mutate.mjs';

const [format, basesFile, count, seed, flavour] = process.argv.slice(2);
const bases = JSON.parse(readFileSync(basesFile, 'utf8')).map((text) => Buffer.from(text));
const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
const file = path.join(folder, `fuzz.${format}`);
const url = `${format}:${file}${flavour === '' ? '' : `?flavour=${flavour}`}`;
/** Formats whose documents are any value; of the others, a map of names. */
const holdsAny = ['json', 'jsonc', 'yaml'].includes(format);
const maximumCpuMs = 2000;
const outcome = { parsed: 0, refused: 0, edited: 0, problems: [] };

for (let at = 0; at < Number(count); at += 1) {
  process.send(at);
  const random = randomOf(Number(seed) + at);
  const bytes = mutate(bases[Math.floor(random() * bases.length)], random);
  writeFileSync(file, bytes);
  const started = process.cpuUsage();
  const problem = await tryDocument(bytes, at).catch((error) => `a defect: ${error.stack}`);
  const { user, system } = process.cpuUsage(started);
  const cpuMs = (user + system) / 1000;
  if (problem !== undefined)
    outcome.problems.push({ at, problem, document: bytes.toString('base64') });
  if (cpuMs > maximumCpuMs)
    outcome.problems.push({
      at,
      problem: `took ${Math.round(cpuMs)} ms`,
      document: bytes.toString('base64'),
    });
  if (outcome.problems.length >= 5) break;
}
rmSync(folder, { recursive: true });
process.send(outcome);
process.disconnect();

async function tryDocument(bytes, at) {
  let store;
  try {
    store = await openConfStore(url, { maps: true });
  } catch (error) {
    outcome.refused += 1;
    return whyNotOurs(error);
  }
  outcome.parsed += 1;
  // What a quick look accepts, reading all of it accepts too.
  const data = await store.data();
  const keys = await store.keys();
  if (!(data instanceof Map) && !holdsAny) return 'the document is no map';
  const isBranch = data instanceof Map || Array.isArray(data);
  if (!isBranch && keys.length > 0) return 'a document without names lists keys';
  for (const key of keys.slice(0, 20))
    if ((await store.leaves([key])).length === 0)
      return `the listed key ${key} cannot be read back`;
  if (await store.save()) return 'saving without a change wrote the file';
  if (!readFileSync(file).equals(bytes)) return 'reading changed the file';
  return at % 10 === 0 ? tryEdit(store, keys, bytes) : undefined;
}

async function tryEdit(store, keys, bytes) {
  const key = keys[Math.floor(keys.length / 2)] ?? (format === 'ini' ? 'new>k' : 'new');
  try {
    await store.set(key, 'fuzz');
    await store.save();
  } catch (error) {
    if (!readFileSync(file).equals(bytes)) return 'a refused change changed the file';
    return ['EDIT_NOT_SAFE', 'PATH_BLOCKED', 'VALUE_NOT_HELD', 'KEY_SHAPE'].includes(error.code)
      ? undefined
      : `a defect: ${error.stack}`;
  }
  outcome.edited += 1;
  const found = await (await openConfStore(url, { maps: true })).get(key);
  return found === 'fuzz' ? undefined : `${key} was set and saved, and reads as ${String(found)}`;
}

function whyNotOurs(error) {
  if (error.name !== 'HareError') return `a defect: ${error.stack}`;
  const { line, column } = error.where;
  return line >= 1 && column >= 1 && error.message !== ''
    ? undefined
    : `refused without a position: ${error.code} ${error.message}`;
}
