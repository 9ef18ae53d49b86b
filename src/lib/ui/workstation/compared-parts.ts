import type {Comparison} from '../../workstation/compare.ts'
import {plainValue} from '../plain.ts'
import type {Translator} from '../translate.ts'
import {coded, titleOf} from './finding-words.ts'

/** What became of the faults, under one title each, in words; shown on the screen, in a ticket and on a page alike. */
interface ComparedPart {
  readonly kind: 'fixed' | 'remaining' | 'appeared' | 'unseen' | 'untold'
  readonly title: string
  readonly causes: readonly string[]
}

/** Parts that say something by being empty are always told, the others where they hold a fault. */
export function comparedParts(comparison: Comparison, t: Translator): readonly ComparedPart[] {
  return (['fixed', 'remaining', 'appeared', 'unseen', 'untold'] as const)
    .map((kind) => ({
      kind,
      title: t(`workstation.compare.${kind}`),
      causes: comparison[kind].map(({id, cause, was}) => {
        const now = coded('cause', cause, t)
        const text = was ? t('workstation.compare.was', {cause: now, was: coded('cause', was, t)}) : now
        return `${titleOf(id, t)} : ${text}`
      }),
    }))
    .filter(({kind, causes}) => causes.length > 0 || (kind !== 'unseen' && kind !== 'untold'))
}

/** Which report it is compared with, then what to know of it. */
export function comparedText(
  {with: other, sameUse}: Comparison,
  t: Translator,
): readonly [string, ...string[]] {
  const head = t('workstation.compared', {
    at: plainValue(other.at),
    verdict: t(`workstation.verdict-of.${other.verdict}`),
    version: plainValue(other.version),
  })
  return sameUse ? [head] : [head, t('workstation.compared-use', {use: t(`workstation.use.${other.use}`)})]
}
