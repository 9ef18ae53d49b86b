/**
 * What `certutil -scinfo -silent` prints, constructed after the form described by public support kits: these were not
 * captured on a Windows. Three languages; the French one has no-break spaces before colons.
 */
export interface Words {
  readonly running: string
  readonly status: string
  readonly readers: string
  readonly reader: string
  readonly state: string
  readonly card: string
}

export const languages: Readonly<Record<'en' | 'fr' | 'de', Words>> = {
  en: {
    running: 'The Microsoft Smart Card Resource Manager is running.',
    status: 'Current reader/card status:',
    readers: 'Readers:',
    reader: 'Reader:',
    state: 'Status:',
    card: 'Card:',
  },
  fr: {
    running: 'Le Gestionnaire de ressources de cartes à puce Microsoft est en cours d’exécution.'.replace(
      '’',
      "'",
    ),
    status: 'État actuel du lecteur/de la carte\u00a0:',
    readers: 'Lecteurs\u00a0:',
    reader: 'Lecteur\u00a0:',
    state: 'Statut\u00a0:',
    card: 'Carte\u00a0:',
  },
  de: {
    running: 'Der Microsoft Smartcard-Ressourcen-Manager wird ausgeführt.',
    status: 'Aktueller Leser-/Kartenstatus:',
    readers: 'Lesegeräte:',
    reader: 'Lesegerät:',
    state: 'Status:',
    card: 'Karte:',
  },
}

export interface Slot {
  readonly name: string
  readonly states: readonly string[]
  readonly atr?: string
}

export function certutilText(words: Words, slots: readonly Slot[]): string {
  const blocks = slots.flatMap(({name, states, atr}) => [
    `--- ${words.reader} ${name}`,
    `--- ${words.state} ${states.map((one) => `SCARD_STATE_${one}`).join(' | ')}`,
    `--- ${words.state} ...`,
    `---   ${words.card} `,
    ...(atr === undefined ? [] : ['---    ATR:', ...dump(atr)]),
    '',
  ])
  const end = ['=======================================================', '', 'CertUtil: -SCInfo OK']
  return [
    words.running,
    words.status,
    `  ${words.readers} ${slots.length}`.trimStart(),
    ...slots.map(({name}, at) => `  ${at}: ${name}`),
    ...blocks,
    ...end,
    '',
  ].join('\r\n')
}

/** Sixteen bytes a line, a gap after eight, then the same as signs. */
function dump(atr: string): string[] {
  const bytes = atr.toLowerCase().match(/../g) ?? []
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.slice(at, at + 16)
    const text = [row.slice(0, 8).join(' '), row.slice(8).join(' ')].join('  ')
    const signs = row.map((one) => String.fromCharCode(parseInt(one, 16))).join('')
    lines.push(`        ${text.padEnd(49)}  ${signs.replace(/[^!-~]/g, '.')}`)
  }
  return lines
}
