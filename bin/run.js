#!/usr/bin/env node
// Parses on old Node too (no modern syntax here), so that the answer to an old one is a sentence, not a stack.
var wanted = [24, 15]
var found = process.versions.node.split('.').map(Number)
var old = found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])

if (old) {
  process.stderr.write(
    'dmp: Node ' +
      wanted.join('.') +
      ' or later is needed, this is ' +
      process.version +
      ' / Node ' +
      wanted.join('.') +
      ' ou plus est nécessaire, ceci est ' +
      process.version +
      '\n',
  )
  process.exitCode = 4
} else {
  import('../dist/dispatch.js').then(
    (module) => module.dispatch(process.argv.slice(2)),
    (error) => {
      process.stderr.write(
        'dmp: ' +
          (error && error.code === 'ERR_MODULE_NOT_FOUND'
            ? 'not built yet, run "npm run build" / pas encore construit, lancer « npm run build »'
            : String(error && error.stack)) +
          '\n',
      )
      process.exitCode = 4
    },
  )
}
