import type { JournalEntry } from '../state/journal.js';

const starting = new Set(['init', 'test', 'upgrade', 'post_upgrade']);

/**
 * The newest run of a stage that starts the cluster, when it was killed: parts of a cluster may run though hctl says that none does.
 * A later cleanup that succeeded has shut them down.
 */
export function cutShort(journal: readonly JournalEntry[]): JournalEntry | undefined {
  const ended = new Set(journal.filter(({ event }) => event === 'ended').map(({ run }) => run));
  const last = journal.findLastIndex((entry) => entry.event === 'started' && starting.has(entry.stage) && !ended.has(entry.run));
  const cleanedLater = journal.slice(last + 1).some((entry) => entry.event === 'ended' && entry.exitCode === 0 && (entry.stage === 'cleanup' || starting.has(entry.stage)));
  return last === -1 || cleanedLater ? undefined : journal[last];
}
