// Reference of the commands, one page a topic, both languages side by side; and the snapshot of all of them.
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {globalFlags} from '../../src/command-flags/global.ts'
import {cell, generated, page, say, table, withPlaceholders} from './markdown.mjs'

const GLOBAL = new Set([...Object.keys(globalFlags), 'json'])
const languages = ['fr', 'en']

export function readCommands(root) {
  const {commands} = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8'))
  return Object.values(commands).filter(({hidden}) => !hidden)
}

const nameOf = ({id}) => `dmp ${id.replaceAll(':', ' ')}`
const topicOf = ({id}) => (id.includes(':') ? id.split(':')[0] : 'general')
const anchorOf = (command) => nameOf(command).replaceAll(' ', '-')
export const schemaFile = ({schema}) => `schemas/${schema.replace('/', '.')}.json`

function flagName({name, char, type, helpValue, options, multiple, required, default: standard}) {
  const value = type === 'option' ? ` ${helpValue ?? (options ? options.join('|') : name.toUpperCase())}` : ''
  const text = `${char ? `-${char}, ` : ''}--${name}${value}${multiple ? ' …' : ''}`
  const shown = ['string', 'number'].includes(typeof standard) ? ` (${standard})` : ''
  const must = required ? ' (obligatoire / required)' : ''
  return `\`${text.replaceAll('|', '\\|')}\`${shown}${must}`
}

function flagTable(flags) {
  const text = ({name, summary, description}, language) =>
    cell(say(language, name === 'json' ? 'flag.json' : (summary ?? description)))
  return table(
    ['Option', 'Français', 'English'],
    flags.map((flag) => [flagName(flag), text(flag, 'fr'), text(flag, 'en')]),
  )
}

function argumentTable(args, strict) {
  return table(
    ['Argument', 'Français', 'English'],
    args.map(({name, description, required, options}) => [
      `\`${name.toUpperCase()}${strict === false ? '…' : ''}\`${required ? '' : ' (facultatif / optional)'}${options ? ` (${options.join(', ')})` : ''}`,
      ...languages.map((language) => cell(say(language, description))),
    ]),
  )
}

function commandSection(command) {
  const own = Object.values(command.flags).filter(
    ({name}) => !GLOBAL.has(name) || name in ownGlobals(command),
  )
  const args = Object.values(command.args)
  const paragraph = (language, label) => [
    `**${label}** – ${withPlaceholders(say(language, command.summary))}`,
    '',
    ...(command.description ? [withPlaceholders(say(language, command.description)), ''] : []),
  ]
  const json = command.enableJsonFlag
    ? [`\`--json\`: [${command.schema}](../../${schemaFile(command)})`, '']
    : []
  return [
    `## ${nameOf(command)}`,
    '',
    ...paragraph('fr', 'Français'),
    ...paragraph('en', 'English'),
    ...(args.length ? [...argumentTable(args, command.strict), ''] : []),
    ...(own.length ? [...flagTable(own), ''] : []),
    '```sh',
    ...command.examples,
    '```',
    '',
    ...json,
  ]
}

/** A command may give a common flag a meaning of its own (`version --verbose`). */
function ownGlobals({flags}) {
  return Object.fromEntries(
    Object.entries(flags).filter(([name, {summary}]) => name !== 'json' && summary !== `flag.${name}`),
  )
}

function topicPage(topic, commands) {
  const key = `topic.${topic}`
  const lead =
    topic === 'general'
      ? []
      : [`${withPlaceholders(say('fr', key))} / ${withPlaceholders(say('en', key))}`, '']
  return page([
    generated('oclif.manifest.json and the messages'),
    `# ${topic === 'general' ? 'dmp' : `dmp ${topic}`}`,
    '',
    ...lead,
    'Options communes et codes de sortie / common options and exit codes: [README](README.md).',
    '',
    commands.map(commandSection),
  ])
}

function indexPage(commands) {
  const rows = commands.map((command) => [
    `[${nameOf(command)}](${topicOf(command)}.md#${anchorOf(command)})`,
    ...languages.map((language) => cell(say(language, command.summary))),
  ])
  const common = commands.find(({flags}) =>
    [...GLOBAL].every((name) => name in flags && !isOwn(commands, name)),
  )
  const flags = [...GLOBAL].map((name) => common.flags[name])
  return page([
    generated('oclif.manifest.json and the messages'),
    '# Commandes / Commands',
    '',
    ...table(['', 'Français', 'English'], rows),
    '',
    '## Options communes / Common options',
    '',
    ...flagTable(flags),
    '',
    '## Sortie / Output',
    '',
    'La réponse va sur la sortie standard, le reste sur l’erreur standard. Avec `--json`, un seul document JSON, qui réussisse',
    'ou échoue, dans [la même enveloppe](../../schemas/envelope.json) ; `ok` est vrai quand le code de sortie est 0.',
    '',
    'The answer goes to standard output, all else to standard error. With `--json`, exactly one JSON document, success or',
    'failure, in [the same envelope](../../schemas/envelope.json); `ok` is true when the exit code is 0.',
    '',
    'Codes de sortie / exit codes: [exit-codes.md](../exit-codes.md). Codes d’erreur / error codes:',
    '[errors/](../errors/README.md).',
  ])
}

const isOwn = (commands, name) => commands.every((command) => name in ownGlobals(command))

export function commandPages(root) {
  const commands = readCommands(root)
  const topics = [...new Set(commands.map(topicOf))].sort()
  return new Map([
    ['docs/commands/README.md', indexPage(commands)],
    ...topics.map((topic) => [
      `docs/commands/${topic}.md`,
      topicPage(
        topic,
        commands.filter((command) => topicOf(command) === topic),
      ),
    ]),
  ])
}

/** What a script relies on. A change here is a change of the public contract. */
export function snapshot(root) {
  const flag = ({type, char, required, multiple, allowNo, options}) => ({
    type,
    ...(char ? {char} : {}),
    ...(required ? {required} : {}),
    ...(multiple ? {multiple} : {}),
    ...(allowNo ? {allowNo} : {}),
    ...(options ? {options} : {}),
  })
  const argument = ({name, required, options}) => ({
    name,
    ...(required ? {required} : {}),
    ...(options ? {options} : {}),
  })
  const sorted = (entries) => Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  return readCommands(root)
    .map(({id, aliases, args, flags, schema, strict, enableJsonFlag}) => ({
      command: id,
      aliases,
      ...(enableJsonFlag ? {schema} : {}),
      severalArguments: strict === false,
      args: Object.values(args).map(argument),
      flags: sorted(Object.entries(flags).map(([name, one]) => [name, flag(one)])),
    }))
    .sort((a, b) => (a.command < b.command ? -1 : 1))
}
