import type { ClusterDescription } from '@hare/cdf';
import { formatError, HareError, isHareError } from '@hare/base';
import {
  readPlanned,
  type PlannedFiles,
  assertTrusted,
  type StageContext,
  readStageConfig,
  type StageConfig,
} from '@hare/stage';

/** The cluster description that the stages after config work with. */
export interface ClusterCdf {
  readonly file: string;
  readonly text: string;
  readonly model: ClusterDescription;
  readonly warnings: readonly string[];
  /** What config recorded with it. */
  readonly recorded: StageConfig | undefined;
}

const hint = 'run config first: hare_setup config --config URL';

/**
 * Reads the CDF that config recorded in the state folder; without a record,
 * `<varDir>/cluster.yaml`. As root it is trusted only if no other user can have written it; one
 * that `--file` names elsewhere is the caller's responsibility.
 * @throws HareError `STATE_NOT_TRUSTED`, `CDF_FILE_MISSING`, `CDF_UNREADABLE`, `CDF_INVALID`,
 *   `CDF_SYNTAX`
 */
export async function readClusterCdf({
  places,
  planned,
}: Pick<StageContext, 'places' | 'planned'>): Promise<ClusterCdf> {
  const recorded = await readStageConfig(places, planned);
  const file = places.namedCdf ?? recorded?.cdf ?? places.cdfFile;
  const named = file === places.cdfFile || file === recorded?.cdf ? undefined : places.namedCdf;
  const text = await readText(file, { recorded, named }, planned);
  const { isError, parseCdf, problemToError } = await import('@hare/cdf/reading');
  const reading = await parseCdf(text, file);
  const { model, problems } = reading;
  const warnings = problems
    .filter((problem) => !isError(problem))
    .map((problem) =>
      formatError(problemToError(problem, reading.where(problem.path, problem.atName))),
    );
  return {
    file,
    text,
    model,
    warnings,
    recorded,
  };
}

async function readText(
  file: string,
  {
    recorded,
    named,
  }: { readonly recorded: StageConfig | undefined; readonly named: string | undefined },
  planned: PlannedFiles,
): Promise<string> {
  try {
    if (process.geteuid?.() === 0 && named === undefined && planned?.has(file) !== true)
      assertTrusted(file, undefined, 'state');
    return await readPlanned(file, planned);
  } catch (error) {
    if (isHareError(error) && error.code === 'STATE_NOT_TRUSTED') throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const what =
      recorded === undefined
        ? 'the cluster description does not exist, and config has not run'
        : 'the cluster description that config wrote no longer exists';
    if (code === 'ENOENT' && named !== undefined)
      throw new HareError('CDF_FILE_MISSING', 'the cluster description in --file does not exist', {
        where: { file },
        hint: `check the path: ls -l ${file}`,
        cause: error,
      });
    if (code === 'ENOENT')
      throw new HareError('CDF_FILE_MISSING', what, { where: { file }, hint, cause: error });
    if (code === 'FILE_NOT_REGULAR' && named === undefined)
      throw new HareError('CDF_UNREADABLE', `the cluster description cannot be read: ${message}`, {
        where: { file },
        hint: 'run config, which moves it aside and writes the file: hare_setup config',
        cause: error,
      });
    throw new HareError('CDF_UNREADABLE', `the cluster description cannot be read: ${message}`, {
      where: { file },
      hint: 'run as root, or correct its permissions',
      cause: error,
    });
  }
}
