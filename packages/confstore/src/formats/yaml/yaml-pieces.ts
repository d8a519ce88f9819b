import { parseEvents, YAMLException, type Event } from 'js-yaml';
import { lineStart, startsLine } from '../../edit/lines.js';
import { plainYamlEvents } from './plain-yaml-events.js';
import { yamlParserOptions } from './read-yaml-events.js';

type Container = Extract<Event, { type: 2 | 3 }>;

/**
 * How much of a text is parsed at once, in UTF-16 units: so little that its events are gone before
 * the nursery of the heap is full.
 */
const pieceLength = 1 << 13;

/**
 * Texts are not cut deeper inside of maps and lists, or further to the right: then what goes before
 * a piece is short.
 */
const deepest = 50;
const widest = 200;

/** A map or list that is open at a place of the text, and the one around it. */
interface Level {
  readonly kind: 'map' | 'list';
  readonly column: number;
  /** How many maps and lists are open, this one included. */
  readonly depth: number;
  readonly around: Level | undefined;
  /**
   * Whether the text can be cut between its entries: it is written on lines, and no part of a key.
   */
  readonly cuttable: boolean;
  /** Whether the next node is a name of the map. */
  atName: boolean;
}

/**
 * The start of an entry on a line of its own: of its event among those of a piece, and of its line
 * in the text of the piece.
 */
interface Cut {
  readonly index: number;
  readonly start: number;
  readonly level: Level;
}

/**
 * The parser's events of a text in pieces, so that those of a large text are never all in memory.
 * Concatenated they are those of `parseEvents`: each piece ends before an entry of a map or list
 * that is written on lines, and the next is parsed behind lines that open the same maps and lists
 * in the same columns, so that the parser meets the entry in the state in which it would have been.
 * The document must start in the first column.
 * @throws YAMLException when the text is not YAML; the place in it is one of the piece.
 */
export function* yamlPieces(text: string, length = pieceLength): Generator<readonly Event[]> {
  let level: Level | undefined;
  let start = 0;
  for (let size = length; ;) {
    const end =
      start + size < text.length
        ? text.indexOf('\n', start + size) + 1 || text.length
        : text.length;
    const { lines, count } = opening(level);
    const piece = lines + text.slice(start, end);
    const events =
      plainYamlEvents(piece) ??
      (end === text.length ? parseEvents(piece, yamlParserOptions) : parseTruncated(piece));
    const cut =
      events === undefined || end === text.length
        ? undefined
        : lastCut(piece, events, count, level);
    if (events !== undefined && (cut !== undefined || end === text.length)) {
      yield shifted(events, count, cut?.index ?? events.length, start - lines.length);
      if (cut === undefined) return;
      start += cut.start - lines.length;
      level = cut.level;
      size = length;
    } else size = 2 * (end - start); // a line may be longer than a piece
  }
}

/**
 * The events of a text that may end inside of a value; undefined when its end is what the parser
 * does not take.
 */
function parseTruncated(text: string): readonly Event[] | undefined {
  try {
    return parseEvents(text, yamlParserOptions);
  } catch (error) {
    if (error instanceof YAMLException && (error.mark?.position ?? 0) >= text.length - 1)
      return undefined;
    throw error;
  }
}

/**
 * Lines that open maps and lists up to the start of an entry of the innermost one, and how many
 * events they have.
 */
function opening(level: Level | undefined): { readonly lines: string; readonly count: number } {
  if (level === undefined) return { lines: '', count: 0 };
  let lines = '';
  let count = level.kind === 'map' ? 2 : 1; // the document, and the empty value of the innermost map's only name
  for (let each: Level | undefined = level; each !== undefined; each = each.around) {
    each.atName = true;
    count += each.kind === 'map' ? 2 : 1;
    if (each !== level || each.kind === 'map')
      lines = `${' '.repeat(each.column)}${each.kind === 'map' ? 'k:' : '-'}\n${lines}`;
  }
  return { lines, count };
}

/**
 * The last place, after the first `skipped` events, at which the text can be cut; all the entry
 * before it is in the piece.
 */
function lastCut(
  text: string,
  events: readonly Event[],
  skipped: number,
  outer: Level | undefined,
): Cut | undefined {
  let level = outer;
  let cut: Cut | undefined;
  for (let index = Math.max(1, skipped); index < events.length; index++) {
    const event = events[index];
    if (event === undefined || event.type === 1) break;
    if (event.type === 6) {
      level = level?.around;
      continue;
    }
    const isEntry = level?.kind === 'list' || level?.atName === true;
    const start =
      isEntry && level?.cuttable === true && index > skipped
        ? lineOfEntry(text, event, level)
        : undefined;
    if (start !== undefined && level !== undefined) cut = { index, start, level };
    const isName = level?.kind === 'map' && level.atName;
    if (level?.kind === 'map') level.atName = !level.atName;
    if (event.type === 2 || event.type === 3) level = opened(text, event, level, isName);
  }
  return cut;
}

function opened(text: string, event: Container, around: Level | undefined, isName: boolean): Level {
  const kind = event.type === 3 ? 'map' : 'list';
  const depth = (around?.depth ?? 0) + 1;
  if (event.style !== 1 || isName || around?.cuttable === false || depth > deepest)
    return { kind, column: 0, depth, around, cuttable: false, atName: true };
  const column = event.start - lineStart(text, event.start);
  return {
    kind,
    column,
    depth,
    around,
    cuttable: column <= widest && (around !== undefined || column === 0),
    atName: true,
  };
}

/**
 * The start of the line on which an entry starts; undefined when it does not start plainly, with
 * its dash or name the first thing on its line.
 */
function lineOfEntry(
  text: string,
  event: Exclude<Event, { type: 1 | 6 }>,
  level: Level,
): number | undefined {
  if (event.type === 5 || event.anchorStart >= 0 || event.tagStart >= 0) return undefined;
  const first = event.type === 4 ? startOfScalar(event) : level.kind === 'list' ? event.start : -1;
  const thing = level.kind === 'list' ? dashBefore(text, first) : first;
  const start = thing - level.column;
  if (thing < 0 || start < 0 || !startsLine(text, start)) return undefined;
  for (let at = start; at < thing; at++) if (text.charCodeAt(at) !== 0x20) return undefined;
  return start;
}

function startOfScalar(event: Extract<Event, { type: 4 }>): number {
  if (event.valueStart < 0 || event.style > 3) return -1;
  return event.style === 1 ? event.valueStart : event.valueStart - 1;
}

/** The dash with only spaces between it and an offset; -1 when there is none. */
function dashBefore(text: string, offset: number): number {
  let at = offset - 1;
  while (text.charCodeAt(at) === 0x20) at--;
  return text.charCodeAt(at) === 0x2d && at < offset - 1 ? at : -1;
}

/** Some of the events of a piece, with the offsets that they have in the whole text. */
function shifted(events: readonly Event[], from: number, to: number, by: number): readonly Event[] {
  const some = events.slice(from, to);
  if (by === 0) return some;
  for (const event of some) {
    if (event.type === 1 || event.type === 6) continue;
    if (event.anchorStart >= 0) {
      event.anchorStart += by;
      event.anchorEnd += by;
    }
    if (event.type === 5) continue;
    if (event.tagStart >= 0) {
      event.tagStart += by;
      event.tagEnd += by;
    }
    if (event.type !== 4) event.start += by;
    else if (event.valueStart >= 0) {
      event.valueStart += by;
      event.valueEnd += by;
    }
  }
  return some;
}
