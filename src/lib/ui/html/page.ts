import {type Markup, markup} from './markup.ts'

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1d23; --soft-ink: #5a6270; --paper: #fff; --line: #d9dde4; --tile: #f4f6f9;
 --accepted: #1a7f4b; --refused: #c0392b; --unknown: #8e44ad; --deferred: #c77700; --held: #5b6b82; --remaining: #9aa7b8; --other: #c77700; --bar: #2f6fb0 }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e7e9ee; --soft-ink: #a3abb8; --paper: #14171c; --line: #343a45; --tile: #1e232b;
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
.limit { stroke: var(--refused); stroke-width: 1.5; stroke-dasharray: 6 4 }
.skip { position: absolute; left: -999rem; padding: .5rem 1rem; background: var(--ink); color: var(--paper) } .skip:focus { left: 1rem; top: .5rem; z-index: 1 }
a { color: var(--bar) } :focus-visible { outline: 3px solid var(--bar); outline-offset: 2px } main:focus { outline: none }
h3 { font-size: 1rem; margin: 1.8rem 0 .4rem } summary { cursor: pointer; padding: .25rem 0 } details { margin: .4rem 0 } nav ul { columns: 18rem; padding-left: 1.2rem; margin: .3rem 0 }
figure.chart svg { min-width: 48rem } figure.chart svg text { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round } figcaption { margin: .2rem 0 .5rem; font-weight: 600 } .notice { border-left: 4px solid var(--deferred); padding: .3rem .8rem; background: var(--tile) }
.paste { border: 1px solid var(--line); border-radius: .4rem; background: var(--tile); padding: .5rem .8rem; user-select: all; overflow-wrap: anywhere }
textarea { width: 100%; font: inherit; color: var(--ink); background: var(--tile); border: 1px solid var(--soft-ink); border-radius: .4rem; padding: .5rem .8rem }
tr.over td:first-child, tr.over th { box-shadow: inset 4px 0 var(--refused) } tbody th { font-weight: 600 } main :is(h1, h2, h3, p, li, summary, figcaption), nav li { overflow-wrap: anywhere }
tbody th, .whole { white-space: nowrap } .decisions { min-width: 18rem } td.words { min-width: 9rem }
@media print { :root { color-scheme: light } .skip, nav, textarea, .screen { display: none } figure.chart svg { min-width: 0 } figure.chart svg text { stroke: none } main table { font-size: 8px } main :is(th, td) { padding: .2rem .3rem } main thead th, main thead .number, main .whole { white-space: normal } .decisions, td.words { min-width: 0 } figure.chart, .paste { break-inside: avoid } h3, .paste { break-after: avoid } details > summary { break-after: avoid } }
@media print { body { max-width: none; padding: 0; font-size: 11px } h2 { break-after: avoid } tr, figure, ul.tiles li { break-inside: avoid } thead { display: table-header-group } .scroll, figure { overflow: visible } }
`

/**
 * A whole page.
 * @param page `content` is what stands between header and end, markup already; with `skip` (its words) the first thing
 *   that a keyboard reaches is a link past the `navigation` to the content
 */
export function htmlPage(page: {
  readonly language: string
  readonly title: string
  readonly content: readonly Markup[]
  readonly skip?: string
  readonly navigation?: Markup
}): string {
  const {language, title, content, skip, navigation} = page
  const body = skip
    ? markup`<a class="skip" href="#content">${skip}</a>
${navigation}<main id="content" tabindex="-1">
${content}
</main>`
    : content
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
${body}
</body>
</html>
`.html
}

/**
 * A table; cells of columns named in `numbers` are aligned to the right. With a `label`, a table that is wider than the
 * screen can be moved by keyboard.
 */
export function htmlTable(table: {
  readonly id: string
  readonly head: readonly string[]
  readonly rows: readonly Markup[]
  readonly numbers?: readonly number[]
  readonly label?: string
}): Markup {
  const {id, head, rows, numbers = [], label} = table
  const cells = head.map((name, at) =>
    numbers.includes(at)
      ? markup`<th scope="col" class="number">${name}</th>`
      : markup`<th scope="col">${name}</th>`,
  )
  const place =
    label === undefined
      ? markup`<div class="scroll">`
      : markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}">`
  return markup`${place}<table id="${id}"><thead><tr>${cells}</tr></thead><tbody>
${rows}</tbody></table></div>
`
}
