/**
 * The one program of the stand-alone package: the name that it is called by says which command it
 * is.
 */
import path from 'node:path';
import { runBin, runTool } from '@hare/cli/bin';
import { hareCdf } from '@hare/cdf/commands';
import { hareCfgen } from '@hare/cfgen/commands';
import { confstore } from '@hare/confstore/commands';
import { runStageBin } from '@hare/stage/bin';
import { hareSetup, stages } from 'hare_setup';
import { stageOf } from '../stage-of.js';

/** By the names of their commands; the build puts them in. */
declare const stageVersions: Readonly<Record<string, string>>;

const tools = [confstore, hareCdf, hareCfgen];

// Of an executable with a program in it, argv[0] and argv[1] are its real path; argv0 is what was
// typed.
const called = path.basename(process.argv0);
const tool = tools.find(({ name }) => name === called);
const stage = stages.find(({ name }) => name === stageOf(called));
void (tool !== undefined
  ? runTool(tool)
  : stage !== undefined
    ? runStageBin(() => stage.load(), stageVersions[called])
    : runBin(hareSetup));
