/** The report as one page that needs nothing else: no script, no font, no image, nothing fetched. In French. */
import {translator} from '../../src/lib/ui/translate.ts'
import type {DemoReport, Outcome, Step} from './outcome.ts'
import {sayIn} from './words.ts'

const t = translator('fr')
const say = sayIn('fr')

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #d5d9e0; --soft: #f2f4f8; --good: #14703a; --bad: #b3231a; --warn: #8a5a00 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181d; --line: #3a3f4a; --soft: #21252d; --good: #63d391; --bad: #ff8a80; --warn: #f0c265 } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1.5rem; max-width: 84rem; font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
.verdict { font-weight: 600 } .good { color: var(--good) } .bad { color: var(--bad) } .warn { color: var(--warn) }
ul.counts { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none }
ul.counts li { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem }
ul.counts strong { display: block; font-size: 1.5rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line) }
thead th { position: sticky; top: 0; background: var(--soft); white-space: nowrap } td.id, td.file, code { font-family: ui-monospace, monospace; font-size: .85em; overflow-wrap: anywhere }
td { white-space: nowrap } td.id { white-space: normal; min-width: 14rem } td:last-child, #steps td { white-space: normal }
tr.wrong { outline: 2px solid var(--bad); outline-offset: -2px }
`

const safe = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const stateWord = (state: string) => (t.has(`state.${state}`) ? t(`state.${state}`) : state)

const DMP_WORDS: Readonly<Record<string, string>> = {
  Approved: 'actif',
  Deprecated: 'remplacé',
  Deleted: 'supprimé',
}

function documentRow({
  line,
  file,
  patient,
  type,
  expected,
  state,
  ok,
  uniqueId,
  inDmp,
  warnings,
  code,
  message,
}: Outcome) {
  const remarks = [
    ...(code ? [`<code>${safe(code)}</code> ${safe(message)}`] : []),
    ...warnings.map((rule) => `<span class="warn"><code>${safe(rule)}</code></span>`),
  ]
  return `<tr${ok ? '' : ' class="wrong"'}><td>${line}</td><td class="file">${safe(file)}</td><td>${safe(patient)}</td><td>${safe(type)}</td><td>${safe(stateWord(expected))}</td><td class="${ok ? 'good' : 'bad'}">${ok ? '✔' : '✘'} ${safe(stateWord(state))}</td><td>${safe(DMP_WORDS[inDmp] ?? inDmp)}</td><td class="id">${safe(uniqueId)}</td><td>${remarks.join('<br>')}</td></tr>`
}

function stepRow({name, command, expected, got, ok}: Step) {
  return `<tr${ok ? '' : ' class="wrong"'}><td>${safe(name)}</td><td><code>${safe(command)}</code></td><td>${safe(expected)}</td><td class="${ok ? 'good' : 'bad'}">${ok ? '✔' : '✘'} ${safe(got)}</td></tr>`
}

const head = (...names: readonly string[]) =>
  `<thead><tr>${names.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`

export function reportPage(report: DemoReport): string {
  const {documents, steps, counts, seconds, startedAt} = report
  const wrong = [...documents, ...steps].filter(({ok}) => !ok).length
  const verdict = report.ok ? say('good', {seconds}) : say('bad', {count: wrong, seconds})
  const day = new Date(startedAt).toLocaleString('fr-FR', {
    timeZone: 'Europe/Paris',
    dateStyle: 'long',
    timeStyle: 'short',
  })
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Compte rendu de la démonstration dmp</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Compte rendu de la démonstration</h1>
<p>${safe(day)}. Patients et documents inventés, DMP embarqué.</p>
<p class="verdict ${report.ok ? 'good' : 'bad'}">${safe(verdict)}</p>
<ul class="counts">
${Object.entries(counts)
  .map(([state, count]) => `<li><strong>${count}</strong>${safe(stateWord(state))}</li>`)
  .join('\n')}
</ul>
<h2>${documents.length} documents</h2>
<div class="scroll"><table id="documents">
${head('Ligne', 'Fichier', 'Patient', 'Type', 'Attendu', 'Obtenu', 'Dans le DMP', 'Identifiant (uniqueId)', 'Remarques')}
<tbody>
${documents.map(documentRow).join('\n')}
</tbody>
</table></div>
<h2>Ensuite</h2>
<div class="scroll"><table id="steps">
${head('Étape', 'Commande', 'Attendu', 'Obtenu')}
<tbody>
${steps.map(stepRow).join('\n')}
</tbody>
</table></div>
</body>
</html>
`
}
