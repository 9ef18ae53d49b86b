// The catalogue of `dmp explain --all`: every error that can be explained, in both languages.
import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {explanationActors, explanationFamilies} from '../../src/lib/explanations/explanation.ts'
import {allExplanations} from '../../src/lib/explanations/registry.ts'
import {catalogues, cell, generated, page, say, table} from './markdown.mjs'

const json = (file) => JSON.parse(readFileSync(file, 'utf8'))

export function explanationsOf(root) {
  const {commands} = json(join(root, 'oclif.manifest.json'))
  const known = new Set(
    Object.values(commands)
      .flatMap(({id, aliases = []}) => [id, ...aliases])
      .map((id) => id.replaceAll(':', ' ')),
  )
  return allExplanations({
    ...catalogues,
    tables: globSync('data/explanations/*.json', {cwd: root})
      .sort()
      .map((file) => json(join(root, file))),
    insiCodes: json(join(root, 'data/insi-codes.json')).codes,
    isCommand: (words) => known.has(words),
  })
}

const unfilled = (text) => cell(text.replace(/\{\w+\}/g, '…').replaceAll('[', '\\['))

/** Their own pages hold the words of these; here they would stand twice. */
const told = new Set(['ours', 'check', 'rule'])

const pageOf = ({family, codes: [code], page: file}) =>
  family === 'ours' && file?.includes('errors/') ? `[${code}](errors/${code}.md)` : `\`${code}\``

function codesCell(entry) {
  const {family, codes, texts} = entry
  if (told.has(family)) return pageOf(entry)
  return [...codes.map((code) => `\`${code}\``), ...texts.map((text) => `« ${unfilled(text)} »`)].join('<br>')
}

function rowOf(entry) {
  const {id, actors, next, fr, en, family} = entry
  const who = actors.map((one) => `\`${one}\``).join(', ')
  const command = `\`${next}\``
  if (told.has(family)) return [codesCell(entry), unfilled(fr.cause), unfilled(en.cause), who, command]
  const words = ({cause, todo}) => `${unfilled(cause)}<br>**→** ${unfilled(todo)}`
  return [`\`${id}\``, codesCell(entry), words(fr), words(en), who, command]
}

function section(family, entries) {
  const own = entries.filter((one) => one.family === family)
  const key = `explain.family.${family}`
  const head = told.has(family)
    ? ['Code', 'Français', 'English', 'Qui agit / who acts', 'Commande / command']
    : ['Id', 'Codes, textes', 'Français', 'English', 'Qui agit / who acts', 'Commande / command']
  const names = [...new Set([say('fr', key), say('en', key)])].join(' / ')
  return [`## ${names} (${own.length})`, '', ...table(head, own.map(rowOf)), '']
}

export function explainPage(root) {
  const entries = explanationsOf(root)
  const actors = explanationActors.map(
    (one) => `\`${one}\` : ${say('fr', `explain.actor.${one}`)} / ${say('en', `explain.actor.${one}`)}`,
  )
  return page([
    generated('src/lib/explanations, data/explanations and the messages'),
    '# Catalogue des erreurs expliquées / Catalogue of the errors explained',
    '',
    '`dmp explain CODE`, `dmp explain "texte"` ou `dmp explain - < journal.log` cherche ici, hors ligne ; `dmp explain --all` montre',
    'ce catalogue. Un code absent d’ici est montré tel qu’il est arrivé, jamais deviné.',
    '`dmp explain CODE`, `dmp explain "text"` or `dmp explain - < messages.log` looks here, offline; `dmp explain --all` shows this',
    'catalogue. A code that is not here is shown as it came, never guessed.',
    '',
    ...actors.map((line) => `- ${line}`),
    '',
    ...explanationFamilies.map((family) => section(family, entries)),
  ])
}
