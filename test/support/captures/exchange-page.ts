import type {Mutation} from '../second-writer/mutation.ts'
import {type FormName, formNames} from './capture-forms.ts'

/** What a run saw of one mutation: a cause, or why a form cannot show it. */
export interface CapturedRow {
  readonly mutation: Mutation
  readonly cells: ReadonlyMap<FormName, {readonly cause: string} | {readonly hidden: string}>
  /** Code that the answer gives, and the known answer it is explained by. */
  readonly answer: string | undefined
}

const reasons: Readonly<Record<string, string>> = {
  TLS: 'TLS handshake',
  quota: 'pace',
  record: 'patient’s record',
  held: 'what the DMP holds',
  headers: 'HTTP headers',
  parts: 'parts beside the envelope',
  cut: 'cut by the log, or never sent',
  log: 'looks like the log’s own text',
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** The page of captured mutations, from what a run saw. */
export function exchangePage(rows: readonly CapturedRow[]): string {
  const lines = [
    '<!-- Generated from a run of test/proof/captured-mutations.test.ts: node scripts/generate-exchange-check.ts. Do not edit. -->',
    '# Exchange check',
    '',
    'Chaque faute de [mutations.md](mutations.md) est mise sur le fil par un vrai `curl`, écrite comme le feraient des',
    'journaux, puis donnée à `dmp exchange check` avec l’heure d’envoi et les autorités. La case dit la première cause',
    'trouvée, ou (entre parenthèses) ce que cette forme ne peut pas montrer : rien n’est alors deviné ni reproché.',
    '',
    'Each fault of [mutations.md](mutations.md) is put on the wire by a real `curl`, written as logs write it, and given to',
    '`dmp exchange check` with its time of sending and the authorities. A cell says the first cause found, or (in brackets)',
    'what this form cannot show: nothing is then guessed nor held against the sender.',
    '',
    '- HTTP: the bytes on the wire, between lines of a log. MIME: the multipart with its Content-Type. SOAP: the envelope',
    '  alone. base64: the whole message in base64, wrapped at 76 characters. escaped: the whole message in one line of a',
    '  log, its markup escaped.',
    '- With answer: for what no request shows, the code of the answer (`--answer`) and the known answer that explains it.',
  ]
  let group = ''
  for (const [index, {mutation, cells, answer}] of rows.entries()) {
    if (mutation.group !== group) {
      group = mutation.group
      lines.push('', `## ${group}`, '', `| # | What is changed | ${formNames.join(' | ')} | With answer |`)
      lines.push(`|---|---|${formNames.map(() => '---|').join('')}---|`)
    }
    const shown = formNames.map((form) => {
      const found = cells.get(form)
      if (found === undefined) return ''
      return 'cause' in found ? `\`${cell(found.cause)}\`` : `(${reasons[found.hidden] ?? found.hidden})`
    })
    lines.push(
      `| ${index + 1} | ${cell(mutation.change)} | ${shown.join(' | ')} | ${answer === undefined ? '' : cell(answer)} |`,
    )
  }
  return `${lines.join('\n')}\n`
}
