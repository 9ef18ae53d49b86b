/** What can follow each word already typed: sub-commands and flags, by path (`document submit`). */
export interface CompletionNode {
  readonly path: string
  readonly words: readonly string[]
  readonly flags: readonly string[]
}

interface KnownCommand {
  readonly id: string
  readonly hidden?: boolean
  readonly aliases?: readonly string[]
  readonly flags: Readonly<Record<string, {readonly hidden?: boolean}>>
}

/** The tree of the manifest's commands, every list sorted so that scripts are reproducible. */
export function completionTree(commands: readonly KnownCommand[]): CompletionNode[] {
  const words = new Map<string, Set<string>>([['', new Set()]])
  const flags = new Map<string, string[]>()
  for (const command of commands.filter(({hidden}) => !hidden)) {
    for (const id of [command.id, ...(command.aliases ?? [])]) {
      const parts = id.split(/[: ]/)
      parts.forEach((part, index) => {
        const parent = parts.slice(0, index).join(' ')
        words.set(parent, (words.get(parent) ?? new Set()).add(part))
      })
      const visible = Object.entries(command.flags).filter(([, flag]) => !flag.hidden)
      flags.set(parts.join(' '), visible.map(([name]) => `--${name}`).sort())
    }
  }
  const paths = [...new Set([...words.keys(), ...flags.keys()])].sort()
  return paths.map((path) => ({
    path,
    words: [...(words.get(path) ?? [])].sort(),
    flags: flags.get(path) ?? [],
  }))
}
