import type {AuthorityCover} from '../../usecases/trace/export/authority.ts'
import {civilTime, count} from '../figures.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlPage, htmlTable} from '../html/page.ts'
import {plain} from '../plain.ts'
import type {Translator} from '../translate.ts'

type Line = readonly [label: string, value: string]

interface Section {
  readonly title: string
  readonly lines: readonly Line[]
}

function sections(cover: AuthorityCover, t: Translator): readonly Section[] {
  const {users, since, until, establishment, at, by} = cover
  const {language} = t
  const time = (ms: number) => civilTime(ms, language)
  const patients = cover.unmasked ? 'ins' : cover.withoutPatient ? 'none' : 'pseudonym'
  return [
    {
      title: t('trace-cover.section.request'),
      lines: [
        [t('trace-cover.users'), users.join(', ')],
        [
          t('trace-cover.period'),
          t('trace-cover.period.value', {
            since: time(since),
            until: time(until - 1),
          }),
        ],
        [
          t('trace-cover.establishment'),
          t('trace-cover.establishment.value', {
            ej: establishment.finessEj ?? '-',
            eg: establishment.finessEg ?? '-',
            profile: establishment.profile,
          }),
        ],
      ],
    },
    {
      title: t('trace-cover.section.content'),
      lines: [
        [t('trace-cover.file'), cover.file],
        [t('trace-cover.format'), cover.format],
        [t('trace-cover.records'), count(cover.records, language)],
        ...unknownLines(cover, t),
        [t('trace-cover.bytes'), count(cover.bytes, language)],
        [t('trace-cover.sha256'), cover.sha256],
        [t('trace-cover.patients'), t(`trace-cover.patients.${patients}`)],
        ...signatureLines(cover, t),
      ],
    },
    {
      title: t('trace-cover.section.by'),
      lines: [
        [t('trace-cover.at'), `${time(at)} (${new Date(at).toISOString()})`],
        [t('trace-cover.account'), `${by.account} @ ${by.host}`],
        [t('trace-cover.software'), cover.software],
      ],
    },
  ]
}

/** "No trace" must not be read as "did nothing". */
function unknownLines({unknownUsers}: AuthorityCover, t: Translator): readonly Line[] {
  if (unknownUsers === null) return []
  const {users, occurring, more, withoutPerson} = unknownUsers
  const code = occurring.length > 0 ? 'trace-users-unknown' : 'trace-users-nobody'
  const params = {
    users: users.join(', '),
    occurring: `${occurring.join('; ')}${more ? '; …' : ''}`,
    automate: withoutPerson,
  }
  return [[t('trace-cover.unknown'), t(`warning.${code}`, params)]]
}

/** Which journal's key vouches for it, or why none does. */
function signatureLines({checkpoint, signer, broken}: AuthorityCover, t: Translator): readonly Line[] {
  if (broken) {
    const {firstBroken, file} = broken
    const place = firstBroken
      ? `${firstBroken.writerId} ${firstBroken.seq} ${firstBroken.eventId} (${firstBroken.ts})`
      : '-'
    return [[t('trace-cover.broken'), t('trace-cover.broken.value', {journal: file, place})]]
  }
  if (checkpoint === null) return []
  return [
    [t('trace-cover.checkpoint'), checkpoint],
    [t('trace-cover.signer'), signer ?? '-'],
  ]
}

const JOURNAL_COLUMNS = ['id', 'file', 'environment', 'records', 'hash'] as const

function journalRows({journals}: AuthorityCover, t: Translator): readonly (readonly string[])[] {
  return journals.map(({id, file, environment, records, lastHash}) => [
    id,
    file,
    environment,
    count(records, t.language),
    lastHash ?? '-',
  ])
}

function coverText(cover: AuthorityCover, t: Translator): string {
  const titled = (title: string) => ['', title, '-'.repeat(title.length)]
  const listed = sections(cover, t).flatMap(({title, lines}) => [
    ...titled(title),
    ...lines.map(([label, value]) => `${label}: ${value}`),
  ])
  const heads = JOURNAL_COLUMNS.map((column) => t(`trace-cover.journal.${column}`))
  const journals = journalRows(cover, t).flatMap((row) => [
    ...row.map((value, index) => `${heads[index]}: ${value}`),
    '',
  ])
  const lines = [
    t('trace-cover.title'),
    '',
    t('trace-cover.rule'),
    ...listed,
    ...titled(t('trace-cover.section.journals')),
    ...journals,
    t('trace-cover.limits'),
  ]
  return `${lines.map(plain).join('\n')}\n`
}

function coverPage(cover: AuthorityCover, t: Translator): string {
  const content: Markup[] = [
    markup`<h1>${t('trace-cover.title')}</h1>
<p>${t('trace-cover.rule')}</p>
`,
    ...sections(cover, t).map(({title, lines}) => {
      const rows = lines.map(
        ([label, value]) => markup`<tr><th scope="row">${label}</th><td class="id">${value}</td></tr>`,
      )
      return markup`<h2>${title}</h2>
<table><tbody>${rows}</tbody></table>
`
    }),
    markup`<h2>${t('trace-cover.section.journals')}</h2>
`,
    htmlTable({
      id: 'journals',
      head: JOURNAL_COLUMNS.map((column) => t(`trace-cover.journal.${column}`)),
      rows: journalRows(cover, t).map(
        (row) => markup`<tr>${row.map((value) => markup`<td class="id">${value}</td>`)}</tr>`,
      ),
    }),
    markup`<p class="soft">${t('trace-cover.limits')}</p>
`,
  ]
  return htmlPage({language: t.language, title: t('trace-cover.title'), content})
}

/** Ends of the names of the pages of {@link coverFiles}. */
export const COVER_ENDS = ['.cover.txt', '.cover.html'] as const

/** The covering page of an extraction for the authority, to be printed or mailed. */
export function coverFiles(
  cover: AuthorityCover,
  t: Translator,
): readonly (readonly [end: string, content: string])[] {
  const [text, page] = COVER_ENDS
  return [
    [text, coverText(cover, t)],
    [page, coverPage(cover, t)],
  ]
}
