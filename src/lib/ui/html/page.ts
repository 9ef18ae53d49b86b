import {type Markup, markup} from './markup.ts'

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1d23; --soft-ink: #5a6270; --paper: #fff; --line: #d9dde4; --tile: #f4f6f9;
 --accepted: #1a7f4b; --refused: #c0392b; --unknown: #8e44ad; --deferred: #c77700; --held: #5b6b82; --remaining: #9aa7b8; --other: #c77700; --bar: #2f6fb0 }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e9ee; --soft-ink: #a3abb8; --paper: #14171c; --line: #343a45; --tile: #1e232b;
 --accepted: #4cc38a; --refused: #ff7b6e; --unknown: #c792ea; --deferred: #f2b134; --held: #9fb0c9; --remaining: #657080; --other: #f2b134; --bar: #6cb0f5 } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1.5rem; max-width: 80rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 1.5rem; margin: 0 0 .25rem } h2 { font-size: 1.15rem; margin: 2.25rem 0 .6rem } p { margin: .3rem 0 }
.soft { color: var(--soft-ink) } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
code, .id { font-family: ui-monospace, monospace; font-size: .86em; overflow-wrap: anywhere }
ul.tiles { display: flex; flex-wrap: wrap; gap: .7rem; padding: 0; margin: 1rem 0; list-style: none }
ul.tiles li { background: var(--tile); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; min-width: 7rem }
ul.tiles strong { display: block; font-size: 1.45rem; font-variant-numeric: tabular-nums }
ul.tiles li.accepted strong { color: var(--accepted) } ul.tiles li.refused strong { color: var(--refused) } ul.tiles li.unknown strong { color: var(--unknown) }
ol.steps li { margin: .3rem 0 }
figure { margin: 0; overflow-x: auto } svg { display: block; width: 100%; height: auto; max-width: 60rem } svg text { fill: currentColor; font: 12px system-ui, sans-serif } svg .soft { fill: var(--soft-ink) }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: 0; margin: .5rem 0; list-style: none; font-size: .92em } .legend i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .4em }
td code { white-space: nowrap } .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .92em } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line) }
thead th { background: var(--tile); white-space: nowrap } thead th.number { text-align: right }
@media print { body { max-width: none; padding: 0; font-size: 11px } h2 { break-after: avoid } tr, figure, ul.tiles li { break-inside: avoid } thead { display: table-header-group } .scroll, figure { overflow: visible } }
`

/** A whole page. @param content what stands between header and end, markup already */
export function htmlPage(page: {
  readonly language: string
  readonly title: string
  readonly content: readonly Markup[]
}): string {
  const {language, title, content} = page
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${{html: STYLE}}</style>
</head>
<body>
${content}
</body>
</html>
`.html
}

/** A table; cells of columns named in `numbers` are aligned to the right. */
export function htmlTable(table: {
  readonly id: string
  readonly head: readonly string[]
  readonly rows: readonly Markup[]
  readonly numbers?: readonly number[]
}): Markup {
  const {id, head, rows, numbers = []} = table
  const cells = head.map((name, at) =>
    numbers.includes(at)
      ? markup`<th scope="col" class="number">${name}</th>`
      : markup`<th scope="col">${name}</th>`,
  )
  return markup`<div class="scroll"><table id="${id}"><thead><tr>${cells}</tr></thead><tbody>
${rows}</tbody></table></div>
`
}
