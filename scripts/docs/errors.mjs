// One page per code of the error catalogue, French first, and their table; the page of exit codes.
import {errorCatalogue} from '../../src/lib/errors/catalogue.ts'
import {exitCodes, exitPrecedence} from '../../src/lib/errors/exit-codes.ts'
import {cell, generated, page, placeholders, say, table, valueWords, withPlaceholders} from './markdown.mjs'

const words = {
  fr: {
    title: 'Français',
    what: 'Ce qui s’est passé',
    why: 'Pourquoi',
    todo: 'À faire',
    value: 'Valeur',
    meaning: 'Texte',
    retry: {
      never: 'jamais : le même essai donnerait le même résultat',
      later: 'plus tard : la même commande peut réussir',
      'check-first': 'vérifier d’abord : relancer la même commande, qui interroge le DMP avant tout renvoi',
    },
  },
  en: {
    title: 'English',
    what: 'What happened',
    why: 'Why',
    todo: 'What to do',
    value: 'Value',
    meaning: 'Text',
    retry: {
      never: 'never: the same try would end the same way',
      later: 'later: the same command may succeed',
      'check-first': 'check first: run the same command again, it asks the DMP before sending anything twice',
    },
  },
}

const codes = Object.keys(errorCatalogue).sort()

function section(code, language) {
  const word = words[language]
  const text = (part) => say(language, `error.${code}.${part}`)
  const todo = text('todo').split('\n').filter(Boolean)
  const params = placeholders(['what', 'why', 'todo'].map(text).join(' '))
  const values = [...valueWords(`error.${code}`, params)].flatMap(([param, byValue]) => [
    '',
    ...table(
      [`\`{${param}}\``, word.meaning],
      [...byValue].map(([value, key]) => [`\`${value}\``, cell(say(language, key))]),
    ),
  ])
  return [
    `## ${word.title}`,
    '',
    `**${word.what}** – ${withPlaceholders(text('what'))}`,
    '',
    `**${word.why}** – ${withPlaceholders(text('why'))}`,
    '',
    `**${word.todo}**`,
    '',
    ...todo.map((line) => `- ${withPlaceholders(line)}`),
    ...values,
    '',
  ]
}

function errorPage(code) {
  const {exit, retry} = errorCatalogue[code]
  return page([
    generated('the error catalogue and its messages'),
    `# ${code}`,
    '',
    ...table(
      ['', ''],
      [
        [
          'Code de sortie / exit code',
          `[${exitCodes[exit]}](../exit-codes.md) – ${say('fr', `exit.${exit}`)} / ${say('en', `exit.${exit}`)}`,
        ],
        ['Nouvel essai / retry', `\`${retry}\` – ${words.fr.retry[retry]} / ${words.en.retry[retry]}`],
      ],
    ),
    '',
    section(code, 'fr'),
    section(code, 'en'),
  ])
}

function indexPage() {
  const rows = codes.map((code) => {
    const {exit, retry} = errorCatalogue[code]
    const what = (language) => cell(say(language, `error.${code}.what`))
    return [`[${code}](${code}.md)`, String(exitCodes[exit]), `\`${retry}\``, what('fr'), what('en')]
  })
  return page([
    generated('the error catalogue and its messages'),
    '# Codes d’erreur / Error codes',
    '',
    'Chaque échec porte un code stable, le même en texte et sous `--json`. Le texte suit la langue, le code non.',
    'Every failure carries a stable code, the same in text and under `--json`. The text follows the language, the code does not.',
    '',
    ...table(['Code', 'Exit', 'Retry', 'Français', 'English'], rows),
  ])
}

function exitCodesPage() {
  const rows = Object.entries(exitCodes).map(([name, code]) => [
    String(code),
    cell(say('fr', `exit.${name}`)),
    cell(say('en', `exit.${name}`)),
  ])
  return page([
    generated('src/lib/errors/exit-codes.ts'),
    '# Codes de sortie / Exit codes',
    '',
    ...table(['Code', 'Français', 'English'], rows),
    '',
    'Ils sont les mêmes en texte et sous `--json` (où `exitCode` les répète). Plusieurs documents dans une commande : un seul en',
    'échec donne 8, une issue inconnue 9 ; si le manifeste annonçait chaque fin (`x_expect`), seules les fins non annoncées',
    'comptent.',
    '',
    'They are the same in text and under `--json` (repeated there as `exitCode`). Several documents in one command: one failed',
    'item gives 8, an unknown outcome 9; where the manifest announced each end (`x_expect`), only unannounced ends count.',
    '',
    'Quand plusieurs s’appliquent, le premier de cette liste / When several apply, the first of this list:',
    exitPrecedence.join(', '),
  ])
}

export function errorPages() {
  return new Map([
    ...codes.map((code) => [`docs/errors/${code}.md`, errorPage(code)]),
    ['docs/errors/README.md', indexPage()],
    ['docs/exit-codes.md', exitCodesPage()],
  ])
}
