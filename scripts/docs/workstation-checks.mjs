// The checks of a workstation: what each looks at, why, what to do, how grave it can be for each use.
import {checkIds, registry} from '../../src/lib/workstation/registry.ts'
import {wantedUses} from '../../src/lib/workstation/wanted.ts'
import {cell, generated, page, say, table} from './markdown.mjs'

const wordOfSeverity = {error: 'erreur / error', warn: 'alerte / warning', info: 'information', none: '–'}

const labels = {
  fr: {title: 'Français', what: 'Ce qui est regardé', why: 'Pourquoi', fix: 'Que faire', colon: ' :'},
  en: {title: 'English', what: 'What is looked at', why: 'Why', fix: 'What to do', colon: ':'},
}

const anchor = (id) => id.toLowerCase().replaceAll('.', '')

function explanation(language, id) {
  const {title, colon, ...parts} = labels[language]
  const lines = Object.entries(parts).map(
    ([part, label]) => `- ${label}${colon} ${cell(say(language, `workstation.check.${id}.${part}`))}`,
  )
  return [`**${title}** – ${cell(say(language, `workstation.check.${id}.title`))}`, '', ...lines, '']
}

export function workstationChecksPage() {
  const list = checkIds.map((id) => {
    const {severity, dependsOn} = registry[id]
    return [
      `[${id}](#${anchor(id)})`,
      ...wantedUses.map((use) => wordOfSeverity[severity[use]]),
      dependsOn.join(', ') || '–',
    ]
  })
  return page([
    generated('src/lib/workstation/registry.ts and the messages'),
    '# Contrôles d’un poste / Checks of a workstation',
    '',
    '`dmp workstation doctor` les fait dans cet ordre, des causes vers les conséquences ; `dmp workstation explain` en montre un. La',
    'gravité est la plus forte possible pour chaque usage. Ce dont la cause est plus haut, ou qui n’a pas été regardé, n’est jamais bon.',
    '',
    '`dmp workstation doctor` runs them in this order, causes before consequences; `dmp workstation explain` shows one. The severity is',
    'the gravest possible for each use. What has its cause further up, or was not looked at, is never good.',
    '',
    ...table(['Id', ...wantedUses.map((use) => `\`--for ${use}\``), 'Après / after'], list),
    '',
    ...checkIds.flatMap((id) => [`## ${id}`, '', ...explanation('fr', id), ...explanation('en', id)]),
  ])
}
