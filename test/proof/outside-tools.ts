import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {saxonJar, sharedData} from '../support/requires.ts'

type Texts = readonly (string | Uint8Array)[]

function inFolder<T>(name: string, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), name))
  try {
    return work(folder)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function written(folder: string, texts: Texts): string[] {
  mkdirSync(folder, {recursive: true})
  return texts.map((text, index) => {
    const file = join(folder, `${String(index).padStart(3, '0')}.xml`)
    writeFileSync(file, text)
    return file
  })
}

export interface LintVerdict {
  readonly valid: number
  /** What xmllint objects to, its summary lines left out. */
  readonly errors: readonly string[]
}

/** One xmllint over all texts; `schemas` are namespace → path below the shared schemas. */
export function xmllint(texts: Texts, schemas: Readonly<Record<string, string>>): LintVerdict {
  return inFolder('dmp-xmllint-', (folder) => {
    const place = (path: string): string => join(sharedData() ?? '', 'schemas', path)
    const imports = Object.entries(schemas).map(
      ([namespace, path]) => `<xs:import namespace="${namespace}" schemaLocation="${place(path)}"/>`,
    )
    const all = join(folder, 'all.xsd')
    writeFileSync(
      all,
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`,
    )
    const files = written(join(folder, 'in'), texts)
    const {stderr} = spawnSync('xmllint', ['--noout', '--nonet', '--huge', '--schema', all, ...files], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    })
    const lines = stderr.split('\n').filter(Boolean)
    return {
      valid: lines.filter((line) => / validates$/.test(line)).length,
      errors: lines.filter((line) => line.includes('error')),
    }
  })
}

/** Failures of the structuration-minimale sheet for each document, all in one Saxon process. */
export function structurationMinimale(documents: Texts): string[][] {
  return inFolder('dmp-saxon-', (folder) => {
    const out = join(folder, 'out')
    const files = written(join(folder, 'in'), documents)
    mkdirSync(out)
    const sheet = join(sharedData() ?? '', 'schematron/StrucMin.flat.xsl')
    const {status, stderr} = spawnSync(
      'java',
      [
        '-Xss16m',
        '-cp',
        saxonJar,
        'net.sf.saxon.Transform',
        `-s:${join(folder, 'in')}`,
        `-xsl:${sheet}`,
        `-o:${out}`,
      ],
      {encoding: 'utf8'},
    )
    if (status !== 0) throw new Error(`Saxon: ${stderr}`)
    return files.map((file) => {
      const report = readFileSync(file.replace(join(folder, 'in'), out), 'utf8')
      if (!report.includes('<report')) throw new Error(`no report: ${report}`)
      return [...report.matchAll(/<failure\b[^>]*>([^<]*)/g)].map(([whole]) => whole)
    })
  })
}
