// The framework loads parts at start-up that most runs never use (globbing, version ranges, spinners, child processes).
// While bundling, its `const x = require('part')` becomes a stand-in that loads the part when it is first touched.
import {readFileSync} from 'node:fs'

const rare =
  'minimatch|tinyglobby|semver[^"]*|ejs|cli-spinners|lilconfig|clean-stack|wrap-ansi|node:child_process|node:readline'
const statement = new RegExp(`const (\\w+) = (__importDefault\\()?require\\("(${rare})"\\)\\)?;`, 'g')

/** @type {import('esbuild').Plugin} */
export const lazyFramework = {
  name: 'lazy-framework',
  setup(build) {
    build.onLoad({filter: /@oclif[\\/]core[\\/]lib[\\/].*\.js$/}, ({path}) => {
      const text = readFileSync(path, 'utf8')
      const contents = text.replace(statement, (_, name, wrapped, part) => {
        const load = wrapped ? `__importDefault(require("${part}"))` : `require("${part}")`
        return `let ${name}_part; const ${name} = new Proxy({}, {get: (_, key) => (${name}_part ??= ${load})[key]});`
      })
      // Our launcher has looked at the version of Node already, without the library for version ranges.
      return {contents: contents.replace(/^checkNodeVersion\(\);$/m, ''), loader: 'js'}
    })
  },
}
