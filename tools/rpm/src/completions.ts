import { program as hareCdf } from '@hare/cdf/commands';
import { program as hareCfgen } from '@hare/cfgen/commands';
import { completionScript, shells, type Shell } from '@hare/cli';
import type { CommandSpec } from '@hare/cli/table';
import { stageCommand } from '@hare/stage';
import { stages } from 'hare_setup';
import { outputOfBin } from './output-of-bin.js';
import { bins, type Bin } from './bins.js';
import { stageOf } from './stage-of.js';

/** Where each shell looks for completions below a `share` folder. */
const places: Readonly<Record<Shell, (name: string) => string>> = {
  bash: (name) => `share/bash-completion/completions/${name}`,
  zsh: (name) => `share/zsh/site-functions/_${name}`,
  fish: (name) => `share/fish/vendor_completions.d/${name}.fish`,
};

/** The completion of every command for every shell. */
export async function renderCompletions(): Promise<
  readonly { readonly file: string; readonly text: string }[]
> {
  const scripts = await Promise.all(
    bins.map(async (bin) => {
      const commands = bin.completes ? [] : await commandsOf(bin);
      return shells.map((shell) => ({
        file: places[shell](bin.name),
        text: bin.completes
          ? outputOfBin(bin.folder, ['completion', shell])
          : completionScript(shell, bin.name, commands),
      }));
    }),
  );
  return scripts.flat();
}

/** The tables of a command that prints no script itself. */
async function commandsOf({ name }: Bin): Promise<readonly CommandSpec[]> {
  const program = [hareCdf, hareCfgen].find((each) => each.name === name);
  if (program !== undefined)
    return Promise.all(
      program.commands.flatMap(({ entries }) => entries.map((entry) => entry.load())),
    );
  const stage = await stages.find((each) => each.name === stageOf(name))?.load();
  if (stage === undefined) throw new Error(`${name} is neither a tool nor a stage`);
  return [{ ...stageCommand(stage), name }];
}
