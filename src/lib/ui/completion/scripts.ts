import type {CompletionNode} from './command-tree.ts'

export const shells = ['bash', 'zsh', 'powershell'] as const
export type Shell = (typeof shells)[number]

/** `case` branches of a POSIX-like shell: path → candidates. */
function branches(
  nodes: readonly CompletionNode[],
  pick: (node: CompletionNode) => readonly string[],
): string {
  return nodes
    .filter((node) => pick(node).length > 0)
    .map((node) => `    "${node.path}") echo "${pick(node).join(' ')}" ;;`)
    .join('\n')
}

function lookups(nodes: readonly CompletionNode[]): string {
  return `_dmp_words() {
  case "$1" in
${branches(nodes, (node) => node.words)}
  esac
}
_dmp_flags() {
  case "$1" in
${branches(nodes, (node) => node.flags)}
  esac
}`
}

function bash(nodes: readonly CompletionNode[]): string {
  return `# dmp completion for bash: source <(dmp autocomplete bash)
${lookups(nodes)}
_dmp() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" word at
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    case " $(_dmp_words "$path") " in *" $word "*) path="\${path:+$path }$word" ;; esac
  done
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$(_dmp_flags "$path")" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$(_dmp_words "$path")" -- "$current"))
  fi
}
complete -o default -F _dmp dmp
`
}

function zsh(nodes: readonly CompletionNode[]): string {
  return `#compdef dmp
# dmp completion for zsh: source <(dmp autocomplete zsh)
${lookups(nodes)}
_dmp() {
  local path_so_far="" word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case " $(_dmp_words "$path_so_far") " in *" $word "*) path_so_far="\${path_so_far:+$path_so_far }$word" ;; esac
  done
  local -a candidates
  if [[ "\${words[CURRENT]}" == -* ]]; then
    candidates=(\${=$(_dmp_flags "$path_so_far")})
  else
    candidates=(\${=$(_dmp_words "$path_so_far")})
  fi
  if (( \${#candidates} )); then compadd -a candidates; else _files; fi
}
(( \${+functions[compdef]} )) && compdef _dmp dmp
`
}

function powershell(nodes: readonly CompletionNode[]): string {
  const table = (pick: (node: CompletionNode) => readonly string[]) =>
    nodes
      .filter((node) => pick(node).length > 0)
      .map(
        (node) =>
          `  '${node.path}' = @(${pick(node)
            .map((word) => `'${word}'`)
            .join(', ')})`,
      )
      .join('\n')
  return `# dmp completion for PowerShell: dmp autocomplete powershell | Out-String | Invoke-Expression
$script:DmpWords = @{
${table((node) => node.words)}
}
$script:DmpFlags = @{
${table((node) => node.flags)}
}
Register-ArgumentCompleter -Native -CommandName dmp -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $path = ''
  foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
    $word = $element.ToString()
    if ($word -eq $wordToComplete) { continue }
    if ($script:DmpWords[$path] -contains $word) { $path = ("$path $word").Trim() }
  }
  $candidates = if ($wordToComplete.StartsWith('-')) { $script:DmpFlags[$path] } else { $script:DmpWords[$path] }
  $candidates | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`
}

/** The completion script of a shell. It is text made from the manifest: nothing of it runs when dmp starts. */
export function completionScript(shell: Shell, nodes: readonly CompletionNode[]): string {
  return {bash, zsh, powershell}[shell](nodes)
}
