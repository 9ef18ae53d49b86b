import {plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {isUuid, readSequence, type SequenceChild, textOf} from './fields.ts'
import {refuse} from './refusal.ts'

export interface ContextPolicy {
  readonly receivedAt: number
  /** OU of the client certificate: what `Emetteur` says when it is there (a public client of INSi). */
  readonly unit: string
  readonly idam: string
}

/** How far the clock of the caller may be off, in milliseconds: the sandbox's own choice. */
export const clockTolerance = 300_000

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

const bamChildren: readonly SequenceChild[] = [
  ['Id', '?'],
  ['Temps', '?'],
  ['Emetteur', '?'],
  ['DateRef', '?'],
  ['COUVERTURE', '?'],
]
const lpsChildren: readonly SequenceChild[] = [
  ['Id', '?'],
  ['Temps', '?'],
  ['Emetteur', '?'],
  ['LPS', '?'],
]
const softwareChildren: readonly SequenceChild[] = [
  ['IDAM', '?'],
  ['Version', '?'],
  ['Instance', '?'],
  ['Nom', '?'],
]

/** ContexteBAM 01_02 (WSDL): Id, Temps, Emetteur?, DateRef?, COUVERTURE, the last one empty without a carte Vitale. */
export function checkContexteBam(block: SourceElement, policy: ContextPolicy): void {
  const children = checkBlock(
    block,
    {prefix: 'sandbox_ctxbam', version: '01_02', nature: 'CTXBAM'},
    policy,
    bamChildren,
  )
  const [couverture] = children.get('COUVERTURE') ?? []
  if (couverture === undefined) refuse('sandbox_couverture_missing', 'COUVERTURE est obligatoire')
  const empty = couverture.children.every((child) => typeof child === 'string' && child.trim() === '')
  if (!empty) refuse('sandbox_couverture', 'COUVERTURE doit être vide pour une recherche par traits')
}

/** ContexteLPS 01_00 (WSDL): Id, Temps, Emetteur?, LPS with IDAM, Version?, Instance, Nom?. */
export function checkContexteLps(block: SourceElement, policy: ContextPolicy): void {
  const children = checkBlock(
    block,
    {prefix: 'sandbox_ctxlps', version: '01_00', nature: 'CTXLPS'},
    policy,
    lpsChildren,
  )
  const [software] = children.get('LPS') ?? []
  if (software === undefined) refuse('sandbox_lps_missing', 'LPS est absent de ContexteLPS')
  const facts = readSequence(software, softwareChildren, 'sandbox_lps_form')
  const [idam] = facts.get('IDAM') ?? []
  const number = idam && plainText(idam)?.trim()
  if (idam === undefined || number === undefined || number === '')
    refuse('sandbox_idam_missing', 'IDAM (numéro d’autorisation) est absent')
  if (idam.attributes.get('R') !== '4') refuse('sandbox_idam_r', 'IDAM doit porter R="4"')
  const instance = textOf(facts, 'Instance')
  if (instance === undefined) refuse('sandbox_instance_missing', 'Instance est absent de LPS')
  if (!isUuid(instance)) refuse('sandbox_instance', 'Instance doit être un uuid')
  for (const name of ['Version', 'Nom'])
    if (facts.has(name) && (textOf(facts, name)?.trim() ?? '') === '')
      refuse('sandbox_lps_empty', `${name} est vide dans LPS`)
  if (number !== policy.idam) refuse('desir_550', 'Numéro d’autorisation inconnu')
}

interface BlockFacts {
  readonly prefix: string
  readonly version: string
  readonly nature: string
}

function checkBlock(
  block: SourceElement,
  {prefix, version, nature}: BlockFacts,
  policy: ContextPolicy,
  sequence: readonly SequenceChild[],
): ReadonlyMap<string, readonly SourceElement[]> {
  if (block.attributes.get('Version') !== version)
    refuse(`${prefix}_version`, `${block.name} doit porter Version="${version}"`)
  if ((block.attributes.get('Nature') ?? nature) !== nature)
    refuse(`${prefix}_nature`, `${block.name} ne peut porter que Nature="${nature}"`)
  const children = readSequence(block, sequence, `${prefix}_form`)
  if (!isUuid(textOf(children, 'Id') ?? '')) refuse(`${prefix}_id`, `Id de ${block.name} doit être un uuid`)
  const temps = textOf(children, 'Temps') ?? ''
  const at = instant.test(temps) ? Date.parse(temps) : Number.NaN
  if (Number.isNaN(at))
    refuse(`${prefix}_temps`, `Temps de ${block.name} doit être une date et heure UTC (Z)`)
  if (Math.abs(at - policy.receivedAt) > clockTolerance)
    refuse(`${prefix}_clock`, `Temps de ${block.name} s’écarte trop de l’heure du service`)
  const sender = children.has('Emetteur') ? textOf(children, 'Emetteur') : policy.unit
  if (sender !== policy.unit)
    refuse(`${prefix}_emetteur`, `Emetteur de ${block.name} n’est pas l’OU du certificat`)
  return children
}
