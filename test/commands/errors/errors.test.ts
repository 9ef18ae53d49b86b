import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {errorCatalogue} from '../../../src/lib/errors/catalogue.ts'
import type {ErrorDefinition} from '../../../src/lib/errors/definition.ts'
import {exitCodes} from '../../../src/lib/errors/exit-codes.ts'
import {identityWords} from '../../support/feeding.ts'
import {projectRoot, runDmp, runJson} from '../../support/program.ts'
import {missing} from '../../support/requires.ts'
import {expectValid} from '../../support/schemas.ts'
import {batchPlan} from './batch-plan.ts'
import {batchRun} from './batch-run.ts'
import {batchShow} from './batch-show.ts'
import {batchUndo} from './batch-undo.ts'
import {carriers} from './carriers.ts'
import {certLifecycle} from './cert-lifecycle.ts'
import {certSource} from './cert-source.ts'
import {certTrust} from './cert-trust.ts'
import {documents} from './documents.ts'
import {exchangeCheck} from './exchange-check.ts'
import {habilitation} from './habilitation.ts'
import {house} from './house.ts'
import {insi} from './insi.ts'
import {journalPostgres} from './journal-postgres.ts'
import {keys} from './keys.ts'
import {proof} from './proof.ts'
import {readers} from './readers.ts'
import {type Attempt, type Scenario, type Scenarios, Stage} from './stage.ts'
import {statsCompare} from './stats-compare.ts'
import {statsReading} from './stats-reading.ts'
import {tabular} from './tabular.ts'
import {traceAudit} from './trace-audit.ts'
import {traceExport} from './trace-export.ts'
import {traceRead} from './trace-read.ts'
import {webps} from './webps.ts'
import {wire} from './wire.ts'
import {workstation} from './workstation.ts'

const scenarios: Scenarios = {
  ...house,
  ...insi,
  ...keys,
  ...readers,
  ...documents,
  ...journalPostgres,
  ...batchPlan,
  ...batchRun,
  ...batchShow,
  ...carriers,
  ...batchUndo,
  ...certSource,
  ...certTrust,
  ...certLifecycle,
  ...wire,
  ...workstation,
  ...tabular,
  ...statsCompare,
  ...statsReading,
  ...traceAudit,
  ...traceExport,
  ...traceRead,
  ...exchangeCheck,
  ...proof,
  ...habilitation,
  ...webps,
}
const codes = Object.keys(errorCatalogue)

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage?.box.remove())

/** Passphrases, tokens and numbers of the sandbox, INS and names of its patients, and what scenarios type as secrets. */
function secrets(): string[] {
  const files = globSync(['**/*passphrase*', '**/*token*', '**/*homologation*'], {cwd: stage.box.folder})
  const kept = files.map((file) => readFileSync(join(stage.box.folder, file), 'utf8').trim())
  return [
    ...identityWords(),
    ...identityWords('active-linked-2'),
    ...kept,
    '4711-wrong',
    'not-the-passphrase-4711',
  ]
}

const scenarioOf = (code: string): Scenario => {
  const found = scenarios[code]
  return typeof found === 'function' ? {prepare: found} : (found ?? {prepare: () => Promise.reject(code)})
}

it('raises every code of the catalogue, and none that is not in it', () => {
  expect(Object.keys(scenarios).sort()).toEqual(codes.toSorted())
})

it('has a page for each', () => {
  const pages = globSync('DMP_*.md', {cwd: join(projectRoot, 'docs/errors')})
  expect(pages.map((page) => page.replace('.md', '')).sort()).toEqual(codes.toSorted())
})

describe.each(codes)('%s', (code) => {
  const {prepare, needs = [], once = false} = scenarioOf(code)
  const definition: ErrorDefinition = errorCatalogue[code as keyof typeof errorCatalogue]
  const exit = exitCodes[definition.exit]
  const lacking = missing(needs)
  const check = lacking.length === 0 ? it : it.skip
  const named = lacking.length === 0 ? '' : ` [skipped: needs ${lacking.join(', ')}]`

  let prepared: Attempt | undefined
  const end = () => {
    prepared?.undo?.()
    prepared = undefined
  }
  const attempt = async (): Promise<Attempt> => {
    if (once) end()
    if (!prepared) {
      await stage.box.control()
      prepared = await prepare(stage)
    }
    return prepared
  }
  afterAll(end)

  check(`is told in French on the terminal, exit ${exit}${named}`, async () => {
    const {args, undo: _, env, ...options} = await attempt()
    const run = await runDmp(args, {...options, env: {...env, LANG: 'fr_FR.UTF-8'}})
    expect([run.code, run.stderr]).toEqual([exit, expect.stringContaining(`Erreur ${code} : `)])
    expect(run.stderr).toContain('Pourquoi :')
    expect(run.stderr).toContain('À faire')
    expect(run.stderr).not.toMatch(/\{\w+\}|undefined|\[object/)
    expect(secrets().filter((secret) => (run.stdout + run.stderr).includes(secret))).toEqual([])
  })

  check(`is told in English in the envelope, with the same exit code${named}`, async () => {
    const {args, undo: _, env, ...options} = await attempt()
    const run = await runJson(args, {...options, env: {...env, LANG: 'en_GB.UTF-8'}})
    expect([run.code, run.answer.error?.code, run.stderr]).toEqual([exit, code, ''])
    expect(run.answer).toMatchObject({ok: false, exitCode: exit, data: null})
    expectValid(run.answer)
    const {message = '', why = '', suggestions = [], exitCode} = run.answer.error ?? {}
    expect(exitCode).toBe(exit)
    for (const text of [message, why, ...suggestions]) expect(text).toMatch(/\S/)
    expect(suggestions).not.toEqual([])
    expect(`${message} ${why} ${suggestions}`).not.toMatch(/\{\w+\}|undefined|\[object/)
    expect(secrets().filter((secret) => run.stdout.includes(secret))).toEqual([])
  })
})
