import data from '../../../data/cps-modules.json' with {type: 'json'}
import type {ModuleFamily} from './cps-module.ts'

/** Places and versions of Cryptolib CPS, as published at {@link versionsAsOf} (`data/cps-modules.json`). */
export interface KnownModule {
  readonly path: string
  readonly family: Exclude<ModuleFamily, 'asked'>
}

export const versionsAsOf: string = data.asOf

export function knownModules(platform: NodeJS.Platform): readonly KnownModule[] {
  return data.modules
    .filter((one) => one.platform === platform)
    .map(({path, family}) => ({path, family: family as KnownModule['family']}))
}

/** The least Cryptolib that knows a CPS4. */
export const minimumForCps4: string = data.minimum.cps4

/** The newest Cryptolib published for this system; undefined where none is. */
export function latestFor(platform: NodeJS.Platform): string | undefined {
  return (data.latest as Readonly<Record<string, string>>)[platform]
}

/** By number, part by part: 5.2.10 comes after 5.2.9. Parts that are missing count as 0. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) =>
    text.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0),
  )
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index += 1) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}
