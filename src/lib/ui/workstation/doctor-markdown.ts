import type {Diagnosis} from '../../usecases/workstation/doctor.ts'
import type {Comparison} from '../../workstation/compare.ts'
import type {Translator} from '../translate.ts'
import {comparedParts, comparedText} from './compared-parts.ts'
import {coded, countsText, grouped, lineText, titleOf} from './finding-words.ts'
import {summaryRows, verdictText} from './summary-lines.ts'

/** A value in Markdown: nothing in it is taken for a mark, a link or HTML. */
const literal = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~]/g, (sign) => `\\${sign}`)
    .replaceAll(/\s*\n\s*/g, ' ')

/** The report for a ticket. */
export function markdownLines(diagnosis: Diagnosis, t: Translator): string[] {
  const {wanted, at, product, checks, comparison} = diagnosis
  const use = t(`workstation.use.${wanted.use}`)
  return [
    `# ${literal(t('workstation.title'))}`,
    '',
    `${literal(t('workstation.wanted', {use, from: t(`workstation.from.${wanted.from}`)}))}  `,
    literal(`${at} · ${product.name} ${product.version}`),
    '',
    `**${literal(verdictText(diagnosis, t))}**`,
    '',
    ...summaryRows(diagnosis, t).map(
      ([name, text]) => `- ${literal(t(`workstation.label.${name}`))} : ${literal(text)}`,
    ),
    ...(comparison ? comparedLines(comparison, t) : []),
    ...grouped(checks).flatMap(({group, checks: of}) => [
      '',
      `## ${literal(t(`workstation.group.${group}`))}`,
      '',
      ...of.flatMap((check) => [
        `- **${t(`workstation.status.${check.status}`)}** \`${check.id.replaceAll('`', '')}\` ${literal(titleOf(check.id, t))} : ${literal(lineText(check, t))}`,
        ...check.evidence.map((one) => `  - ${literal(coded('evidence', one, t))}`),
      ]),
    ]),
    '',
    literal(countsText(checks, t)),
  ]
}

function comparedLines(comparison: Comparison, t: Translator): readonly string[] {
  const [head, ...remarks] = comparedText(comparison, t)
  const none = t('workstation.compare.none')
  return [
    '',
    `## ${literal(head)}`,
    '',
    ...remarks.flatMap((remark) => [literal(remark), '']),
    ...comparedParts(comparison, t).flatMap(({title, causes}) => [
      `- **${literal(title)}**${causes.length === 0 ? ` : ${literal(none)}` : ''}`,
      ...causes.map((cause) => `  - ${literal(cause)}`),
    ]),
  ]
}
