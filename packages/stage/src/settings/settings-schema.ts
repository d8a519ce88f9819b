import { parseDuration, parseSize } from '@hare/cli';
import {
  boolean,
  choice,
  type Infer,
  list,
  number,
  object,
  optional,
  refine,
  string,
  text as textOrNumber,
} from '@hare/base/schema';

const text = string({ notEmpty: true });
const folder = string({ pattern: /^\//, noun: 'an absolute path' });
const time = refine(textOrNumber({ noun: 'a time: 90, 90s, 5m' }), 0, (value, at) => {
  const ms = parseDuration(value);
  if (ms === undefined) at.refuse('VALUE', 'must be a time: 90, 90s, 5m');
  return ms ?? 0;
});
const size = refine(textOrNumber({ noun: 'a size: 1048576, 10M' }), 0, (value, at) => {
  const bytes = parseSize(value);
  if (bytes !== undefined && bytes >= 1024) return bytes;
  at.refuse('VALUE', 'must be a size of at least 1K: 1048576, 10M');
  return 0;
});

/**
 * What a settings file and the environment may say; every key is optional, unknown ones are
 * refused.
 */
export const settingsSchema = object({
  hctl: optional(text),
  kv: optional(text),
  varDir: optional(folder),
  stateDir: optional(folder),
  logDir: optional(folder),
  prefix: optional(folder),
  packages: optional(list(text)),
  packageManager: optional(choice('rpm', 'dpkg')),
  rpm: optional(object({ dbpath: optional(folder) })),
  consul: optional(object({ binary: optional(text), version: optional(text) })),
  node: optional(text),
  cluster: optional(object({ clients: optional(choice('required', 'expected')) })),
  devices: optional(object({ allowFiles: optional(boolean) })),
  timeouts: optional(
    object({
      status: optional(time),
      bootstrap: optional(time),
      shutdown: optional(time),
      facts: optional(time),
      lock: optional(time),
    }),
  ),
  log: optional(
    object({
      maxBytes: optional(size),
      files: optional(number({ whole: true, min: 1, max: 1000 })),
    }),
  ),
  secrets: optional(object({ extra: optional(list(text)) })),
  doctor: optional(object({ ignore: optional(list(text)) })),
});

export type GivenSettings = Infer<typeof settingsSchema>;
