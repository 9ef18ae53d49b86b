// The checks of certificates: what each looks at, why, what to do, and what it can find.
import {certificateChecks} from '../../src/lib/pki/checks/registry.ts'
import {catalogues, cell, generated, page, say, table} from './markdown.mjs'

const wordOfSeverity = {error: 'erreur / error', warning: 'alerte / warning', info: 'information'}

const scopes = /** @type {const} */ ({
  certificate: 'Un certificat / A certificate',
  container: 'Ce qui le contient / What holds it',
  file: 'Le fichier / The file',
  store: 'Le magasin / The store',
  pair: 'La paire / The pair',
  profile: 'Le profil / The profile',
})

/** Every sentence of a check, its variants included. */
function sentences(language, id) {
  return Object.keys(catalogues.fr)
    .filter((key) => key === `certificate.finding.${id}` || key.startsWith(`certificate.finding.${id}.`))
    .map((key) => cell(say(language, key)))
}

const labels = {
  fr: {
    title: 'Français',
    what: 'Vrai quand',
    why: 'Pourquoi',
    fix: 'Que faire',
    found: 'Constats',
    colon: ' :',
  },
  en: {title: 'English', what: 'Holds when', why: 'Why', fix: 'What to do', found: 'Findings', colon: ':'},
}

function explanation(language, id) {
  const {title, found, colon, ...parts} = labels[language]
  const lines = Object.entries(parts).map(
    ([part, label]) => `- ${label}${colon} ${cell(say(language, `certificate.check.${id}.${part}`))}`,
  )
  const told = sentences(language, id).map((text) => `  - ${text}`)
  return [`**${title}**`, '', ...lines, `- ${found}${colon}`, ...told, '']
}

export function checksPage() {
  const list = certificateChecks.map(({id, scope, severity, source}) => [
    `[${id}](#${id.toLowerCase()})`,
    wordOfSeverity[severity],
    scopes[scope],
    cell(source),
  ])
  return page([
    generated('src/lib/pki/checks/registry.ts and the messages'),
    '# Contrôles des certificats / Checks of certificates',
    '',
    '`dmp cert check` les fait tous, autant que les données le permettent ; `dmp cert explain` en montre un. La gravité est la plus',
    'forte possible ; un identifiant n’est jamais redonné. Un contrôle sans données est « sans objet », jamais bon.',
    '',
    '`dmp cert check` runs them all, as far as the facts at hand allow; `dmp cert explain` shows one. The severity is the gravest',
    'possible; an id is never given again. A check without facts is “skipped”, never good.',
    '',
    ...table(['Id', 'Au plus / at most', 'Portée / scope', 'Source'], list),
    '',
    ...certificateChecks.flatMap(({id}) => [
      `## ${id}`,
      '',
      ...explanation('fr', id),
      ...explanation('en', id),
    ]),
  ])
}
