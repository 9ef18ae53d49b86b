import type {RulesReport} from '../../usecases/batch/plan/show-rules.ts'
import {markup} from '../html/markup.ts'
import {htmlPage, htmlTable} from '../html/page.ts'
import type {Translator} from '../translate.ts'
import {conditionTexts} from './rules-view.ts'

/** The rules on one page for the medical commission: read, discussed, signed, kept with the file it names. */
export function rulesPage(report: RulesReport, t: Translator): string {
  const {title, version, file, sha256, establishment, madeAt, structures} = report
  const rows = report.rules.map(
    (rule, at) => markup`<tr><td class="number">${at + 1}</td><td><strong>${rule.name}</strong></td>
<td><ul>${conditionTexts(rule, t).map((text) => markup`<li>${text}</li>`)}</ul></td>
<td>${t(`rules.action.${rule.action}`)}</td><td>${t(`rules.unknown.${rule.unknown}`)}</td><td>${rule.why}</td></tr>
`,
  )
  const head = [
    '#',
    t('rules.name'),
    t('rules.conditions'),
    t('rules.action'),
    t('rules.unknown'),
    t('rules.why'),
  ]
  const named = [
    [t('rules.establishment'), establishment],
    [t('rules.version'), version],
    [t('rules.made'), madeAt.slice(0, 10)],
    [t('rules.source'), file?.split(/[\\/]/).at(-1) ?? t('rules.proposed')],
    ['SHA-256', sha256 ?? '-'],
  ].map(([name, value]) => markup`<tr><th scope="row">${name}</th><td class="id">${value}</td></tr>`)
  return htmlPage({
    language: t.language,
    title: `${title} — ${t('rules.version')} ${version}`,
    content: [
      markup`<h1>${title}</h1><p class="soft">${t('rules.intro')}</p><table id="facts"><tbody>${named}</tbody></table>`,
      markup`<h2>${t('rules.list')}</h2>`,
      htmlTable({id: 'rules', head, rows, numbers: [0]}),
      markup`<p>${t('rules.order')}</p>`,
      structures.length > 0
        ? markup`<p>${t('rules.structures', {list: structures.join(', ')})}</p>`
        : markup``,
      markup`<h2>${t('rules.always')}</h2><ul>${['identity', 'foreign', 'alarm', 'holds'].map(
        (name) => markup`<li>${t(`rules.always.${name}`)}</li>`,
      )}</ul>`,
      markup`<h2>${t('rules.decision')}</h2><p>${t('rules.sign')}</p><p>&nbsp;</p><p>${t('rules.signature')}</p>`,
    ],
  })
}
