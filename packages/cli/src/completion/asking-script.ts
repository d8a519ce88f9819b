import type { Shell } from './completion-script.js';

/**
 * The script that completes the words of a program in a shell by asking the program itself:
 * `PROGRAM completion SHELL`, with what is typed so far.
 */
export function askingScript(shell: Shell, program: string): string {
  return scripts[shell].replaceAll('PROGRAM', program);
}

const scripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion of PROGRAM
_PROGRAM() {
  local IFS=$'\\n'
  COMPREPLY=($(PROGRAM completion bash --line "\${COMP_LINE:0:COMP_POINT}" --breaks "$COMP_WORDBREAKS" 2>/dev/null))
}
complete -o nospace -F _PROGRAM PROGRAM
`,
  zsh: `#compdef PROGRAM
# zsh completion of PROGRAM
_PROGRAM() {
  local line text summary ends
  local -a texts summaries
  for line in "\${(@f)$(PROGRAM completion zsh --current "\${(Q)PREFIX}" -- "\${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}"; do
    [[ -n "$line" ]] || continue
    text="\${line%%$'\\t'*}"
    summary="\${line#*$'\\t'}"
    if [[ -n "$summary" ]]; then summary="$text -- $summary"; else summary="$text"; fi
    case "$text" in
      *[:/=\\>\\]]) compadd -U -S '' -d summary -- "$text" ;;
      *) compadd -U -d summary -- "$text" ;;
    esac
  done
}
if [[ "$funcstack[1]" = _PROGRAM ]]; then _PROGRAM "$@"; else compdef _PROGRAM PROGRAM; fi
`,
  fish: `# fish completion of PROGRAM
function __PROGRAM_complete
  set -l words (commandline -opc)
  PROGRAM completion fish --current (commandline -ct) -- $words[2..-1] 2>/dev/null
end
complete -c PROGRAM -f -a '(__PROGRAM_complete)'
`,
};
