/** The shells for which there is a script. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** The script that completes the words of confstore in a shell, by asking confstore itself. */
export function completionScript(shell: Shell): string {
  return scripts[shell];
}

const scripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion of confstore
_confstore() {
  local IFS=$'\\n'
  COMPREPLY=($(confstore completion bash --line "\${COMP_LINE:0:COMP_POINT}" --breaks "$COMP_WORDBREAKS" 2>/dev/null))
}
complete -o nospace -F _confstore confstore
`,
  zsh: `#compdef confstore
# zsh completion of confstore
_confstore() {
  local line text summary ends
  local -a texts summaries
  for line in "\${(@f)$(confstore completion zsh --current "\${(Q)PREFIX}" -- "\${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}"; do
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
if [[ "$funcstack[1]" = _confstore ]]; then _confstore "$@"; else compdef _confstore confstore; fi
`,
  fish: `# fish completion of confstore
function __confstore_complete
  set -l words (commandline -opc)
  confstore completion fish --current (commandline -ct) -- $words[2..-1] 2>/dev/null
end
complete -c confstore -f -a '(__confstore_complete)'
`,
};
