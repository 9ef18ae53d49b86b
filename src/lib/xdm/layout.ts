/** A subset of an archive: the folder of one METADATA.XML. */
export interface XdmSubset {
  readonly metadata: string
  /** With its final `/`; empty at the root. */
  readonly folder: string
  /** The folder around it, where some archives count their URI from. */
  readonly base: string
}

const METADATA = /^(.*\/)?METADATA\.XML$/i

/** Subsets in the order of their names; `IHE_XDM/SUBSET01`, any other name, and an outer folder are met. */
export function subsetsOf(members: readonly string[]): readonly XdmSubset[] {
  return members
    .filter((name) => METADATA.test(name) && !name.startsWith('__MACOSX/'))
    .toSorted()
    .map((metadata) => {
      const folder = METADATA.exec(metadata)?.[1] ?? ''
      return {metadata, folder, base: folder.replace(/[^/]+\/$/, '')}
    })
}

/** A URI that stays inside: relative, no `..`, no `\`, no drive. */
function isInside(uri: string): boolean {
  return !/^[/\\]|\\|^[A-Za-z]:|^[a-z]+:\/\//.test(uri) && !uri.split('/').includes('..')
}

/** Member that a URI names, counted from the subset, else from the folder around it; capitals do not count. */
export function memberOf(
  uri: string,
  {folder, base}: XdmSubset,
  members: readonly string[],
): string | undefined {
  if (uri === '' || !isInside(uri)) return undefined
  const path = uri.replace(/^(?:\.\/)+/, '')
  for (const wanted of [folder + path, base + path]) {
    const exact = members.find((name) => name === wanted)
    const alike = exact ?? members.find((name) => name.toLowerCase() === wanted.toLowerCase())
    if (alike) return alike
  }
  return undefined
}
