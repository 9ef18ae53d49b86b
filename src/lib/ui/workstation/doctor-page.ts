import type {Diagnosis} from '../../usecases/workstation/doctor.ts'
import type {Comparison} from '../../workstation/compare.ts'
import type {ReportedCheck} from '../../workstation/report.ts'
import {civilTime} from '../figures.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlPage, htmlTable} from '../html/page.ts'
import type {Translator} from '../translate.ts'
import {comparedParts, comparedText} from './compared-parts.ts'
import {coded, countsText, grouped, lineText, titleOf} from './finding-words.ts'
import {summaryRows, verdictText} from './summary-lines.ts'

/** The report as one page for a person: what it means, then every check with its evidence. */
export function doctorPage(diagnosis: Diagnosis, t: Translator): string {
  const {at, product, wanted, verdict, checks, comparison} = diagnosis
  const use = t(`workstation.use.${wanted.use}`)
  const rows = summaryRows(diagnosis, t).map(
    ([
      name,
      text,
    ]) => markup`<p data-row="${name}"><strong>${t(`workstation.label.${name}`)}</strong> : ${text}</p>
`,
  )
  const head = markup`<h1>${t('workstation.title')}</h1>
<p class="soft">${civilTime(at, t.language)} · ${product.name} ${product.version}</p>
<p>${t('workstation.wanted', {use, from: t(`workstation.from.${wanted.from}`)})}</p>
<p id="verdict" data-verdict="${verdict}"><strong>${verdictText(diagnosis, t)}</strong></p>
${rows}`
  const groups = grouped(checks).map(
    ({group, checks: of}) => markup`<h2>${t(`workstation.group.${group}`)}</h2>
${htmlTable({
  id: `group-${group}`,
  head: ['status', 'check', 'cause', 'evidence'].map((name) => t(`workstation.page.${name}`)),
  rows: of.map((check) => row(check, t)),
})}`,
  )
  return htmlPage({
    language: t.language,
    title: t('workstation.title'),
    content: [
      head,
      ...(comparison ? [compared(comparison, t)] : []),
      ...groups,
      markup`<p class="soft">${countsText(checks, t)}</p>`,
    ],
  })
}

function row(check: ReportedCheck, t: Translator): Markup {
  const {id, status, remedy, evidence, durationMs} = check
  const seen = evidence.map((one) => markup`<div>${coded('evidence', one, t)}</div>`)
  const took =
    durationMs === null
      ? undefined
      : markup`<div class="soft">${t('workstation.took', {ms: durationMs})}</div>`
  const action = remedy
    ? markup`<div><strong>${t('workstation.label.remedy')}</strong> ${coded('remedy', remedy, t)}</div>`
    : undefined
  return markup`<tr data-check="${id}" data-status="${status}"><td>${t(`workstation.status.${status}`)}</td><td>${titleOf(id, t)}<br><code>${id}</code></td><td>${lineText(check, t)}${action}</td><td>${seen}${took}</td></tr>
`
}

function compared(comparison: Comparison, t: Translator): Markup {
  const [head, ...remarks] = comparedText(comparison, t)
  const none = t('workstation.compare.none')
  const parts = comparedParts(comparison, t).map(
    ({kind, title, causes}) => markup`<div data-compared="${kind}"><strong>${title}</strong> : ${
      causes.length === 0 ? none : markup`<ul>${causes.map((cause) => markup`<li>${cause}</li>`)}</ul>`
    }</div>
`,
  )
  return markup`<h2>${head}</h2>
${remarks.map((remark) => markup`<p>${remark}</p>`)}
${parts}`
}
