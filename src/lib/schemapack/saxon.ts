import {spawn} from 'node:child_process'
import {constants} from 'node:fs'
import {access, chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {delimiter, isAbsolute, join} from 'node:path'
import type {SchemaFinding} from '../ports/schema-pack.ts'
import {openXml} from '../xml/open-xml.ts'
import {attributeOf, childrenOf, textOf} from '../xmltree/xml-node.ts'

/** Where Saxon-HE (XSLT 2.0) may be: absolute paths, from the settings or found. */
export interface SaxonPaths {
  readonly java?: string
  readonly jar?: string
}

export interface Saxon {
  readonly java: string
  readonly jar: string
}

/** As Debian's libsaxonhe-java installs it. */
const USUAL_JARS = ['/usr/share/java/Saxon-HE.jar', '/usr/share/java/saxonhe.jar']
const START_MS = 60_000
const PER_DOCUMENT_MS = 5_000

async function firstUsable(paths: readonly string[], mode: number): Promise<string | undefined> {
  for (const path of paths) {
    if (!isAbsolute(path)) continue
    try {
      await access(path, mode)
      return path
    } catch {}
  }
  return undefined
}

function javaCandidates(): readonly string[] {
  const name = process.platform === 'win32' ? 'java.exe' : 'java'
  const home = process.env['JAVA_HOME']
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute)
  return [...(home ? [join(home, 'bin', name)] : []), ...folders.map((folder) => join(folder, name))]
}

/** Saxon and the Java to run it, or the reason why there is none: `no-java` or `no-saxon`. */
export async function findSaxon(given: SaxonPaths): Promise<Saxon | 'no-java' | 'no-saxon'> {
  const java = await firstUsable(given.java ? [given.java] : javaCandidates(), constants.X_OK)
  if (!java) return 'no-java'
  const jar = await firstUsable(given.jar ? [given.jar] : USUAL_JARS, constants.R_OK)
  return jar ? {java, jar} : 'no-saxon'
}

function run(
  {java, jar}: Saxon,
  args: readonly string[],
  timeout: number,
  signal?: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(java, ['-Xss16m', '-cp', jar, 'net.sf.saxon.Transform', ...args], {
      stdio: 'ignore',
      timeout,
      ...(signal ? {signal} : {}),
    })
    child.once('error', (cause) => (signal?.aborted ? reject(cause) : resolve(false)))
    child.once('exit', (code) => resolve(code === 0))
  })
}

/** Remarks about the patient quote what they found: quoted and bracketed pieces are left out. */
function withoutValues(path: string, text: string): string {
  return path.includes('/recordTarget') ? text.replace(/"[^"]*"|'[^']*'|\([^)]*\)/g, '…') : text
}

/** The report of one document; undefined when Saxon left none. */
async function readReport(path: string): Promise<readonly SchemaFinding[] | undefined> {
  try {
    const report = openXml(await readFile(path))
    return childrenOf(report, 'failure').map((failure) => ({
      layer: 'schematron',
      ...(attributeOf(failure, 'role') === 'error' ? {} : {severity: 'warning' as const}),
      text: `${attributeOf(failure, 'at') ?? ''}: ${withoutValues(attributeOf(failure, 'at') ?? '', textOf(failure))}`,
    }))
  } catch {
    return undefined
  }
}

/**
 * Applies a Schematron sheet, compiled to XSLT 2.0, to documents in one Java process: starting it costs more than
 * a document does. The documents pass through a private folder that is removed in every case.
 * @returns for each document its remarks, or undefined when the sheet could not be applied to it
 */
export async function applySheet(
  saxon: Saxon,
  sheet: string,
  documents: readonly Uint8Array[],
  signal?: AbortSignal,
): Promise<readonly (readonly SchemaFinding[] | undefined)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dmp-schematron-'))
  const names = documents.map((_, index) => `${String(index).padStart(6, '0')}.xml`)
  try {
    await chmod(folder, 0o700)
    for (const part of ['in', 'out']) await mkdir(join(folder, part), {mode: 0o700})
    for (const [index, bytes] of documents.entries())
      await writeFile(join(folder, 'in', names[index] ?? ''), bytes, {mode: 0o600})
    const args = [`-s:${join(folder, 'in')}`, `-xsl:${sheet}`, `-o:${join(folder, 'out')}`]
    await run(saxon, args, START_MS + documents.length * PER_DOCUMENT_MS, signal)
    return await Promise.all(names.map((name) => readReport(join(folder, 'out', name))))
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}
