import { z } from 'zod';
import { parseDuration } from '@hare/cli';
import { parseSize } from './parse-size.js';

const text = z.string().min(1, 'must not be empty');
const folder = text.regex(/^\//, 'must be an absolute path');
const time = z.union([text, z.number().nonnegative()]).transform((value, context) => {
  const ms = parseDuration(String(value));
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: 'must be a time: 90, 90s, 5m' });
  return z.NEVER;
});
const size = z.union([text, z.number()]).transform((value, context) => {
  const bytes = parseSize(String(value));
  if (bytes !== undefined && bytes >= 1024) return bytes;
  context.addIssue({ code: 'custom', message: 'must be a size of at least 1K: 1048576, 10M' });
  return z.NEVER;
});

/**
 * What a settings file and the environment may say; every key is optional, unknown ones are
 * refused.
 */
export const settingsSchema = z.strictObject({
  hctl: text.optional(),
  kv: text.optional(),
  varDir: folder.optional(),
  stateDir: folder.optional(),
  logDir: folder.optional(),
  prefix: folder.optional(),
  packages: z.array(text).optional(),
  packageManager: z.enum(['rpm', 'dpkg']).optional(),
  rpm: z.strictObject({ dbpath: folder.optional() }).optional(),
  consul: z.strictObject({ binary: text.optional(), version: text.optional() }).optional(),
  node: text.optional(),
  cluster: z.strictObject({ clients: z.enum(['required', 'expected']).optional() }).optional(),
  devices: z.strictObject({ allowFiles: z.boolean().optional() }).optional(),
  timeouts: z
    .strictObject({
      status: time.optional(),
      bootstrap: time.optional(),
      shutdown: time.optional(),
      facts: time.optional(),
      lock: time.optional(),
    })
    .optional(),
  log: z
    .strictObject({
      maxBytes: size.optional(),
      files: z.number().int().min(1).max(1000).optional(),
    })
    .optional(),
  secrets: z.strictObject({ extra: z.array(text).optional() }).optional(),
});

export type GivenSettings = z.output<typeof settingsSchema>;
