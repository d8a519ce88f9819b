import { parseEvents, YAMLException, type Event } from 'js-yaml';
import type { HareError } from '@hare/base';
import { maximumDepth } from '../document-format.js';
import { errorAt, type Source } from '../source.js';
import { joinFlowLines } from './join-flow-lines.js';

const options = { maxDepth: maximumDepth + 1 };

/** One of the documents of a text: the parser's events, and the offset after its `---`. */
export interface YamlDocument {
  readonly events: readonly Event[];
  readonly start: number;
}

/** The documents of a text, at least one. @throws HareError `SYNTAX`, `TOO_DEEP` */
export function readYamlDocuments(text: string, source: Source): readonly YamlDocument[] {
  const events = parse(text, source);
  const first = (event: Event): boolean => event.type === 1;
  let from = events.findIndex((event, at) => at > 0 && first(event));
  if (from === -1) return [{ events, start: 0 }];
  const markers = text.matchAll(/(?<![^\r\n])---(?![^ \t\r\n])/g);
  const documents: YamlDocument[] = [];
  for (let at = 0; at < events.length; at = from) {
    from = events.findIndex((event, next) => next > at && first(event));
    if (from === -1) from = events.length;
    const opening = events[at];
    const isMarked = opening?.type === 1 && opening.explicitStart;
    const start = isMarked ? (markers.next().value?.index ?? 0) + 3 : 0;
    documents.push({ events: events.slice(at, from), start });
  }
  return documents;
}

function parse(text: string, source: Source): readonly Event[] {
  try {
    return parseEvents(text, options);
  } catch (error) {
    if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation')
      throw refusal(error, text, source);
    try {
      return parseEvents(joinFlowLines(text), options);
    } catch {
      throw refusal(error, text, source);
    }
  }
}

function refusal(error: unknown, text: string, source: Source): HareError {
  const { reason, mark } = error instanceof YAMLException ? error : { reason: '', mark: undefined };
  const offset = mark?.position ?? 0;
  if (reason.startsWith('nesting exceeded') || error instanceof RangeError) {
    const what = `the document is nested deeper than ${maximumDepth} levels`;
    return errorAt('TOO_DEEP', what, text, offset, source, 'flatten it');
  }
  const found = explanations.find(([beginning = '']) => reason.startsWith(beginning));
  const [, what = 'the text is not YAML from here on', hint = hintForAll] = found ?? [];
  return errorAt('SYNTAX', what, text, offset, source, hint);
}

const hintForAll = 'check indentation, quotes and special characters here';

/** Our words for what the parser finds, by the beginning of its own: what is wrong, what to do. */
const explanations = String.raw`
tab characters must not :: a tab in the indentation :: indent with spaces
bad indentation of a sequence :: this list item is not indented like the others :: give all items of a list the same indentation
bad indentation of a mapping :: this entry is not indented like the others of its map :: give all entries of a map the same indentation, and quote a text that contains ": "
deficient indentation :: this line is indented less than the value it belongs to :: close a bracket before it, or indent it more
end of the stream or a document :: something follows the end of the document :: check the indentation of this line and the quotes before it
unexpected end of the stream within a flow :: a [ or { is not closed :: close it with ] or }
unexpected end of the stream within a single :: a text in single quotes is not closed :: end it with '
unexpected end of the document within a single :: a text in single quotes is not closed :: end it with '
unexpected end of the stream within a double :: a text in double quotes is not closed :: end it with "
unexpected end of the document within a double :: a text in double quotes is not closed :: end it with "
missed comma :: a comma is missing between two items :: put a comma before this
expected the node content :: a value is missing before the comma :: write a value, or remove the comma
expected ':' :: a : is missing after a name :: write name: value
can not read a block mapping :: a name goes over several lines :: write the name in one line, with : after it
a whitespace character is expected :: a space is missing after : :: write name: value
unknown escape :: a backslash that begins no escape :: write \\ for a backslash itself
expected hexadecimal :: an escape is not complete :: write \u with four hexadecimal digits
the stream contains non-printable :: a character that cannot be printed :: write it as an escape in double quotes: "\x07"
null byte :: a NUL character :: remove it
expected valid JSON character :: a character that is not allowed in quotes :: write it as an escape: "\x07"
alias node should not :: an alias with an anchor or a tag :: write the alias alone: *name
name of an a :: an anchor or alias without a name :: write &name and *name, and quote a text that starts with & or *
duplication of an anchor :: two anchors on one value :: keep one of them
duplication of a tag :: two tags on one value :: keep one of them
bad explicit indentation :: the number after | or > is not from 1 to 9 :: omit it, or write from 1 to 9
repeat of :: a sign after | or > is repeated :: write | or > with at most one number and one of + -
a line break is expected :: something follows | or > on its line :: begin the text on the next line
undeclared tag handle :: a tag whose handle is not declared :: remove the tag
unacceptable YAML version :: a version of YAML that is not known :: write %YAML 1.2, or nothing
directives end mark :: a line --- is missing after the % lines :: add it
`
  .trim()
  .split('\n')
  .map((line) => line.split(' :: '));
