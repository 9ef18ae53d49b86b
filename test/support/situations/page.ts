import {translator} from '../../../src/lib/ui/translate.ts'
import {coded, titleOf} from '../../../src/lib/ui/workstation/finding-words.ts'
import type {WantedUse} from '../../../src/lib/workstation/check.ts'
import type {Section, Seen, Situation} from './situation.ts'

/** What was seen in each situation, by its id. */
export type AllSeen = ReadonlyMap<string, Seen>

type Language = 'fr' | 'en'

const heads = {
  fr: ['Situation', 'Voulu', 'Verdict', 'Cause principale', 'Prochaine action', 'Vu sur'],
  en: ['Situation', 'Wanted', 'Verdict', 'Main cause', 'Next action', 'Seen on'],
} as const
const uses: Readonly<Record<Language, Readonly<Record<WantedUse, string>>>> = {
  fr: {'web-ps-card': 'carte', 'web-ps-e-cps': 'e-CPS', 'feeding-certificate': 'alimentation'},
  en: {'web-ps-card': 'card', 'web-ps-e-cps': 'e-CPS', 'feeding-certificate': 'feeding'},
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`

/** Ports and days differ from run to run. */
const steady = (text: string) =>
  text
    .replaceAll(/\b(localhost|127\.0\.0\.1|[\w.-]+\.test):\d{2,5}\b/g, '$1:…')
    .replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, '…')

function row(situation: Situation, seen: Seen, language: Language): string {
  const t = translator(language)
  const {main, next, verdict} = seen
  const fault = verdict === 'incomplete' ? null : main
  return line([
    situation[language],
    uses[language][situation.wanted],
    `\`${verdict}\``,
    fault ? `${titleOf(fault.id, t)} (\`${fault.id}\`) : ${steady(coded('cause', fault.cause, t))}` : '–',
    next ? steady(coded('remedy', next.action, t)) : '–',
    place(situation, language),
  ])
}

function place(situation: Situation, language: Language): string {
  if (situation.on === 'real') return language === 'fr' ? 'pièces réelles' : 'real parts'
  return language === 'fr' ? `faits construits (${situation.system})` : `made-up facts (${situation.system})`
}

const about = {
  fr: [
    'Chaque ligne vient d’un passage du programme construit, `dmp doctor --json`, et les tests la comparent mot à mot : un seul contrôle en',
    'erreur, la cause principale, la prochaine action, et les contrôles non jugés. « Pièces réelles » : pcscd et son lecteur virtuel à deux',
    'fentes, cartes virtuelles, modules PKCS#11 compilés et SoftHSM à la place exacte de Cryptolib, bus USB, DNS, proxy, serveurs TLS et bac à',
    'sable de la boucle locale. La carte, le module de l’ANS et le DMP sont donc imités ; aucune carte vraie n’a été vue.',
    '',
    '« Faits construits » : ce que ces pièces ne produisent pas (Windows, macOS, RDP, Citrix, GALSS) ; les mêmes contrôles jugent des faits de',
    'la même forme, personne n’a vu ces lignes sur le système même. Sous Windows, `docs/guides/workstation-windows.ps1` dit ce que le poste',
    'répond. Un poste vrai peut avoir plusieurs pannes : la première est nommée, les autres suivent sous « Aussi ».',
  ],
  en: [
    'Each line comes from a run of the built program, `dmp doctor --json`, and tests compare it word by word: one check in error, the main',
    'cause, the next action, and the checks that were not judged. “Real parts”: pcscd with its virtual reader of two slots, virtual cards,',
    'PKCS#11 modules compiled on the spot and SoftHSM in the very place of Cryptolib, USB bus, DNS, proxy, TLS servers and the embedded DMP on',
    'loopback. The card, the module of the ANS and the DMP are imitated; no real card was seen.',
    '',
    '“Made-up facts”: what these parts do not produce (Windows, macOS, RDP, Citrix, GALSS); the same checks judge facts of the same form,',
    'nobody saw these lines on the system itself. On Windows, `docs/guides/workstation-windows.ps1` says what the workstation answers.',
  ],
} as const

function part(section: Section, seen: AllSeen, language: Language): readonly string[] {
  const rows = section.situations.flatMap((one) => {
    const what = seen.get(one.id)
    return what ? [row(one, what, language)] : []
  })
  return [`## ${section[language]}`, '', line(heads[language]), '|---|---|---|---|---|---|', ...rows, '']
}

export function situationsPage(sections: readonly Section[], seen: AllSeen): string {
  return [
    '<!-- Generated from a run of test/scenarios/workstation-situations.test.ts: node scripts/generate-situations.ts. Do not edit. -->',
    '# Situations d’un poste et réponse de `dmp doctor`',
    '',
    ...about.fr,
    '',
    ...sections.flatMap((section) => part(section, seen, 'fr')),
    '# Situations of a workstation and what `dmp doctor` answers',
    '',
    ...about.en,
    '',
    ...sections.flatMap((section) => part(section, seen, 'en')),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}

/** The sections by title, so that those that this machine cannot run are left as they stand. */
export function sectionsOf(page: string): ReadonlyMap<string, string> {
  const parts = page.split(/^(?=##? )/m).slice(1)
  return new Map(parts.map((text) => [/^##? (.*)$/m.exec(text)?.[1] ?? '', text.trimEnd()]))
}
