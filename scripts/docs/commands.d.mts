/** Every command with its flags and arguments, sorted: what `command-snapshot.json` keeps. */
export function snapshot(root: string): readonly unknown[]
