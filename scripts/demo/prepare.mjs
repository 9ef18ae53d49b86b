// What must be there before the demo runs: dependencies, the pinned Node, the built program. Node 20, no dependency.
import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'

const words = {
  fr: {
    install: 'Installation des dépendances par npm…',
    build: 'Construction du programme…',
    installFailed: 'L’installation par npm a échoué : voir les lignes ci-dessus.',
    buildFailed: 'La construction a échoué : voir les lignes ci-dessus.',
    noNode:
      'Le Node fourni par le projet est absent : npm n’a pas exécuté les scripts d’installation (ignore-scripts).\n' +
      'Lancer « npm rebuild node --ignore-scripts=false », ou « npm ci --ignore-scripts=false », puis recommencer ;\n' +
      'ou lancer la démonstration avec Node 24.15 ou plus récent.',
  },
  en: {
    install: 'Installing dependencies with npm…',
    build: 'Building the program…',
    installFailed: 'The installation by npm failed: see the lines above.',
    buildFailed: 'The build failed: see the lines above.',
    noNode:
      'The Node that the project pins is missing: npm did not run install scripts (ignore-scripts).\n' +
      'Run “npm rebuild node --ignore-scripts=false”, or “npm ci --ignore-scripts=false”, then start again;\n' +
      'or run the demo with Node 24.15 or later.',
  },
}

/** Packages by path as a lock file lists them. */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return undefined
  }
}

/** True when what is installed is what the lock file says; optional packages may be absent. */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const found = packagesOf(join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !found) return false
  return Object.entries(wanted).every(
    ([path, {version, optional}]) =>
      path === '' || found[path]?.version === version || (optional && found[path] === undefined),
  )
}

const at = (file) => statSync(file, {throwIfNoEntry: false})?.mtimeMs

/** True when the program was built after the last change of its sources. */
export function isBuilt(root) {
  const built = [join(root, 'dist/dispatch.js'), join(root, 'oclif.manifest.json')].map(at)
  if (built.includes(undefined)) return false
  const sources = readdirSync(join(root, 'src'), {recursive: true}).map((name) => join(root, 'src', name))
  const others = ['scripts/build.mjs', 'scripts/manifest.mjs', 'package.json'].map((name) => join(root, name))
  return Math.max(...[...sources, ...others].map((file) => at(file) ?? 0)) < Math.min(...built)
}

/** True for Node 24.15 and later. */
function isRecent(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 15)
}

/** The Node to run the program with: the one of the project, else this one when it is recent enough. */
export function findNode(root) {
  const windows = process.platform === 'win32'
  const pinned = join(root, 'node_modules', ...(windows ? ['node', 'bin', 'node.exe'] : ['.bin', 'node']))
  if (existsSync(pinned)) {
    const {status, stdout} = spawnSync(pinned, ['--version'], {encoding: 'utf8'})
    if (status === 0 && isRecent(stdout.trim())) return pinned
  }
  return isRecent(process.version) ? process.execPath : undefined
}

function npm(root, ...args) {
  const options = {cwd: root, encoding: 'utf8', shell: process.platform === 'win32'}
  const {status, stderr} = spawnSync('npm', [...args, '--loglevel=error'], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return status === 0 ? undefined : stderr || `npm ${args.join(' ')}`
}

/**
 * Installs exactly what the lock file says. `npm ci` refuses a lock file that lacks the optional packages of other
 * platforms; `npm install --no-save` takes it, with the same versions and checks. Answers what npm said when both fail.
 */
function install(root) {
  if (npm(root, 'ci') === undefined) return undefined
  return npm(root, 'install', '--no-save')
}

/** Installs and builds what is needed. Answers the Node to use, or the problem in words with its exit code. */
export function prepare(root, language) {
  const say = words[language]
  const tell = (line) => process.stdout.write(`${line}\n`)
  if (!isInstalled(root)) {
    tell(say.install)
    const said = install(root)
    if (said !== undefined) return {problem: `${said}\n${say.installFailed}`, exit: 1}
  }
  const node = findNode(root)
  if (node === undefined) return {problem: say.noNode, exit: 4}
  if (!isBuilt(root)) {
    tell(say.build)
    const {status} = spawnSync(node, ['scripts/build.mjs'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (status !== 0) return {problem: say.buildFailed, exit: 1}
  }
  return {node}
}
