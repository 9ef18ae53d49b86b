// The rules a document is held against, with their source, and the answers of the DMP that are explained.
import {knownAnswers} from '../../src/lib/answers/known-answers.ts'
import {cdaRules} from '../../src/lib/cda/validate.ts'
import {catalogues, cell, generated, page, placeholders, say, table, valueWords} from './markdown.mjs'

const wordOfSeverity = {error: 'erreur / error', warning: 'remarque / warning'}

/** `{kind}`: each of its words on a line of the same cell. */
function ruleText(language, id) {
  const key = `rule.${id}`
  const text = say(language, key)
  const values = [...valueWords(key, placeholders(text))].flatMap(([param, byValue]) =>
    [...byValue.values()].map((valueKey) => `\`{${param}}\`: ${cell(say(language, valueKey))}`),
  )
  return [cell(text), ...values].join('<br>')
}

function otherRules() {
  const known = new Set(cdaRules.map(({id}) => id))
  const ids = Object.keys(catalogues.fr)
    .flatMap((key) => key.match(/^rule\.([A-Z][A-Z0-9-]*)$/)?.[1] ?? [])
    .filter((id) => !known.has(id))
  return ids.sort()
}

export function rulesPage() {
  const header = cdaRules.map(({id, source, severity}) => [
    `\`${id}\``,
    source,
    wordOfSeverity[severity],
    ruleText('fr', id),
    ruleText('en', id),
  ])
  const others = otherRules().map((id) => [`\`${id}\``, ruleText('fr', id), ruleText('en', id)])
  return page([
    generated('src/lib/cda/validate.ts and the messages'),
    '# Règles de validation / Validation rules',
    '',
    'Appliquées avant tout envoi, dans cet ordre, à chaque document. Une erreur empêche l’envoi, une remarque non.',
    'Applied before anything is sent, in this order, to every document. An error keeps the document here, a warning does not.',
    '',
    `## En-tête et corps du CDA / CDA header and body (${header.length})`,
    '',
    ...table(['Id', 'Source', 'Gravité / severity', 'Français', 'English'], header),
    '',
    `## Fichier, identité, paramètres / File, identity, parameters (${others.length})`,
    '',
    '`BODY-`: the wrapped file, by its bytes. `INS-`: the patient’s identity. `PARAM-LPS-`: the parameters the DMP publishes.',
    'The severity of some depends on the profile (`documents.pdf`).',
    '',
    ...table(['Id', 'Français', 'English'], others),
  ])
}

export function answersPage() {
  const rows = knownAnswers.map(({id, codes, texts = [], actor, outcome, retry}) => [
    `\`${id}\``,
    [...codes.map((code) => `\`${code}\``), ...texts.map((text) => `« ${cell(text)} »`)].join('<br>'),
    `${cell(say('fr', `answer.${id}.cause`))}<br>**→** ${cell(say('fr', `answer.${id}.remedy`))}`,
    `${cell(say('en', `answer.${id}.cause`))}<br>**→** ${cell(say('en', `answer.${id}.remedy`))}`,
    `${say('fr', `answer.actor.${actor}`)} / ${say('en', `answer.actor.${actor}`)}`,
    outcome,
    `\`${retry}\``,
  ])
  return page([
    generated('src/lib/answers/known-answers.ts and the messages'),
    '# Réponses connues du DMP / Known answers of the DMP',
    '',
    'La liste complète du DMP n’est pas publique. Un code absent d’ici est montré tel qu’il est arrivé, jamais deviné.',
    'Les codes `Sandbox…` sont ceux du DMP embarqué seul.',
    'The DMP’s own full list is not public. A code that is not here is shown as it came, never guessed. `Sandbox…` codes are',
    'the embedded DMP’s alone.',
    '',
    'Codes: GIE SESAM-Vitale message samples, public clients of the DMP, IHE ITI TF-3. Texts are matched without case and',
    'accents.',
    '',
    ...table(['Id', 'Codes, textes', 'Français', 'English', 'Qui agit / who acts', 'Issue', 'Retry'], rows),
  ])
}
