import {certificateChecks} from '../../../src/lib/pki/checks/registry.ts'
import {notJudged} from './not-judged.ts'
import type {Part, Row} from './row.ts'

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`

export interface Judged {
  readonly part: Pick<Part, 'title' | 'about' | 'other'>
  readonly rows: readonly Row[]
}

function section({part, rows}: Judged): readonly string[] {
  const heads = ['Case', 'dmp', part.other ?? 'OpenSSL', 'Agree', 'Why not']
  const body = rows.map((row) => line([row.says, row.ours, row.theirs, row.agree, row.why]))
  return [`## ${part.title}`, '', part.about, '', line(heads), '|---|---|---|---|---|', ...body, '']
}

/** The sections by title, so that one that could not be run here is taken as it stands. */
export function sectionsOf(page: string): ReadonlyMap<string, string> {
  const parts = page.split(/^(?=## )/m).slice(1)
  return new Map(parts.map((text) => [/^## (.*)$/m.exec(text)?.[1] ?? '', text.trimEnd()]))
}

function summary(judged: readonly Judged[]): readonly string[] {
  const count = (rows: readonly Row[], agree: Row['agree']) =>
    rows.filter((row) => row.agree === agree).length
  const all = judged.flatMap(({rows}) => rows)
  const lines = [...judged.map(({part, rows}) => ({title: part.title, rows})), {title: '**All**', rows: all}]
  return [
    '## Figures',
    '',
    line(['Part', 'Cases', 'Agree', 'Differ, with the reason']),
    '|---|---|---|---|',
    ...lines.map(({title, rows}) =>
      line([title, String(rows.length), String(count(rows, 'yes')), String(count(rows, 'no'))]),
    ),
    '',
  ]
}

function unasked(): readonly string[] {
  const list = certificateChecks.flatMap(({id}) => (notJudged[id] ? [line([id, notJudged[id] ?? ''])] : []))
  return [
    '## Checks that OpenSSL does not judge',
    '',
    'Their cases, with and without the fault, are in `test/unit/pki-checks/checks.test.ts`.',
    '',
    '| Check | Why |',
    '|---|---|',
    ...list,
    '',
  ]
}

export function agreementPage(judged: readonly Judged[]): string {
  return [
    '<!-- Generated from a run of test/scenarios/certificates/agreement.test.ts: node scripts/generate-agreement.ts. Do not edit. -->',
    '# Agreement with OpenSSL',
    '',
    'Chaque certificat, liste, réponse ou fichier est fabriqué par OpenSSL au moment du test, avec des noms inventés. Le verdict de dmp est rendu',
    'et gardé, puis OpenSSL est interrogé sur les mêmes octets au même instant. Là où les deux diffèrent, la dernière colonne dit pourquoi.',
    '',
    'Each certificate, list, answer or file is made by OpenSSL at test time, under invented names. The verdict of dmp is given and kept, then',
    'OpenSSL is asked about the same bytes at the same instant. Where the two differ, the last column says why; a difference without a',
    'reason, or a reason without a difference, fails the test.',
    '',
    ...summary(judged),
    ...judged.flatMap(section),
    ...unasked(),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}
