import { parseArgs } from 'node:util';

/** What is asked for. */
export interface Invocation {
  readonly action: 'help' | 'release' | 'publish' | 'restore-tags';
  /** False: only say what would be done. */
  readonly yes: boolean;
  readonly registry: string | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** A wrong command line. */
export class UsageError extends Error {}

/** Reads the command line; a wrong one is a `UsageError`. */
export function parseArguments(argv: readonly string[]): Invocation {
  const { yes, publish, registry, json, verbose, help, ...more } = parse(argv);
  const restores = more['restore-tags'];
  if (!help && restores && (publish || yes))
    throw new UsageError('use --restore-tags alone: it releases and publishes nothing');
  if (!help && !publish && registry !== undefined)
    throw new UsageError('--registry needs --publish: without it nothing is sent');
  if (!help && publish && registry === undefined)
    throw new UsageError('--publish needs --registry URL: where to is never guessed');
  const action = help ? 'help' : restores ? 'restore-tags' : publish ? 'publish' : 'release';
  return { action, yes, registry, json, verbose };
}

function parse(argv: readonly string[]): {
  yes: boolean;
  publish: boolean;
  registry?: string | undefined;
  'restore-tags': boolean;
  json: boolean;
  verbose: boolean;
  help: boolean;
} {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({
      args: [...argv],
      options: {
        yes: flag,
        publish: flag,
        registry: { type: 'string' },
        'restore-tags': flag,
        json: flag,
        verbose: { ...flag, short: 'v' },
        help: { ...flag, short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export const helpText = `usage: npm run release -- [--yes] [--json] [-v]
       npm run release -- --publish --registry URL [--yes] [--json] [-v]
       npm run release -- --restore-tags [--json]

Releases the packages that changed since their last release, and those that need them.
Without --yes it only says what it would do, and why.

  --yes            do it: versions, changelogs and package-lock.json in one commit, a tag
                   <package>@<version> each, tarballs in dist/release; nothing is pushed
  --publish        publish what is tagged and is not in the registry yet
  --registry URL   where to: this machine or a private network; never a public registry
  --restore-tags   set the tags of released versions that this clone lacks, each at the commit
                   that set the version
  --json           one report object on stdout, everything else on stderr
  -v, --verbose    what Nx and npm say, too
  -h, --help       this text

Releasing and publishing want a clean tree, the branch main, the tags of all released
versions, and an npm test that passed on this very commit.

Examples:
  npm run release                                      what would be released, and why
  npm run release -- --yes                             release it
  npm run release -- --publish --registry http://127.0.0.1:4873/ --yes
                                                       publish it there

Exit codes: 0 done, or said what would be done; 1 refused or failed; 2 wrong usage
`;
