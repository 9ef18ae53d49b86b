/**
 * A regional operator: establishments with their own certificates, pace and limit of the day on one PostgreSQL journal,
 * served by two workers. `DMP_TEST_ESTABLISHMENTS=200` makes it as large as in real use.
 */
import {globSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {issueLeaf, newKey} from '../../src/lib/sandbox/pki/authority.ts'
import {orgAuthCli, orgSign} from '../../src/lib/sandbox/pki/certificate-use.ts'
import {organisationName} from '../../src/lib/sandbox/pki/distinguished-name.ts'
import {makePkcs12} from '../../src/lib/sandbox/pki/pkcs12.ts'
import {readIntermediate, readTestPki} from '../../src/lib/sandbox/pki/test-pki.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../support/postgres.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'
import {backlogRows, standing} from './batch-desk.ts'
import {type Desk, openDesk} from './desk.ts'

const COUNT = Number(process.env['DMP_TEST_ESTABLISHMENTS'] ?? 6)
const EACH = 2

/** An invented FINESS number with its key (Luhn). */
function finess(n: number): string {
  const digits = `99${String(n).padStart(6, '0')}`
  const sum = [...digits]
    .toReversed()
    .map((digit, place) => (place % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    .reduce((all, value) => all + (value > 9 ? value - 9 : value), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** Profiles like the sandbox's own, each of another establishment with a pair of certificates of its own. */
async function makeProfiles(desk: Desk): Promise<readonly string[]> {
  const {folder, home} = desk.sandbox
  const [index = ''] = globSync('**/test-pki.json', {cwd: folder})
  const pki = await readTestPki(join(folder, dirname(index)))
  const intermediate = await readIntermediate(pki)
  const passphrase = readFileSync(pki.passphraseFile, 'utf8').trim()
  const chain = [intermediate.certificatePem, readFileSync(pki.rootFile, 'utf8')]
  const {auth, sign, finessEj, finessEg} = pki.establishments.main
  const keys = [await newKey(2048), await newKey(2048)] as const
  const now = Date.now()
  const validity = {notBefore: new Date(now - 3_600_000), notAfter: new Date(now + 86_400_000)}
  const profiles = join(home, 'config/profiles')
  const main = readFileSync(join(profiles, 'sandbox.yaml'), 'utf8')
  const names: string[] = []
  for (let n = 1; n <= COUNT; n++) {
    const own = finess(n)
    const name = `etablissement-${n}`
    let text = main.replaceAll(finessEj, own).replaceAll(finessEg, own)
    for (const [place, {p12}, use, cn] of [
      [0, auth, orgAuthCli, 'DMP AUTH FICTIF'],
      [1, sign, orgSign, 'DMP SIGN FICTIF'],
    ] as const) {
      const leaf = await issueLeaf(
        intermediate,
        organisationName(name, `1${own}`, cn),
        use,
        validity,
        keys[place],
      )
      const file = join(home, `${name}-${place}.p12`)
      writeFileSync(file, await makePkcs12(leaf, chain, passphrase), {mode: 0o600})
      text = text.replaceAll(p12, file)
    }
    writeFileSync(join(profiles, `${name}.yaml`), text, {mode: 0o600})
    names.push(name)
  }
  return names
}

describeWith(postgresNeeds, 'many establishments on one journal', () => {
  let cluster: PostgresCluster
  let desk: Desk
  let url: string
  beforeAll(async () => {
    cluster = await startPostgres()
    url = cluster.createDatabase()
    desk = await openDesk({env: {DMP_JOURNAL_PATH: url, DMP_IDS_OID_ROOT: '2.25.4711'}})
  })
  afterAll(async () => {
    await desk?.sandbox.remove()
    cluster?.remove()
  })
  const sql = (text: string) =>
    cluster
      .psql(url, `SET search_path = dmp_journal; ${text}`)
      .replace(/^SET\n/, '')
      .trim()

  it(
    'are served by two workers, each under its own name, pace and limit of the day',
    async () => {
      const names = await makeProfiles(desk)
      const begin = async (name: string) => {
        const rows = backlogRows(desk, `of-${name}`, EACH)
        const args = ['batch', 'plan', desk.manifest(`of-${name}`, rows), '--visible', '--settle', '0']
        const plan = await desk.json([...args, '--profile', name])
        expect(plan.answer.error).toBeNull()
        const {batchId} = plan.answer.data
        const begun = await desk.json(['batch', 'submit', batchId, '--max-items', '1', '--profile', name])
        expect(begun.answer.data?.account, begun.stdout).toMatchObject({accepted: 1, remaining: EACH - 1})
      }
      for (let n = 0; n < names.length; n += 2) await Promise.all(names.slice(n, n + 2).map(begin))
      const serve = names.flatMap((name) => ['--serve', name])
      const from = Date.now()
      const work = () => desk.json(['batch', 'worker', ...serve, '--until-empty'])
      const workers = await Promise.all([work(), work()])
      const seconds = (Date.now() - from) / 1000
      if (COUNT > 50) process.stderr.write(`${COUNT} establishments, two workers: ${seconds} s\n`)
      expect(workers.map(({code}) => code)).toEqual([0, 0])
      expect(await standing(desk)).toBe(COUNT * EACH)
      expect((await desk.sandbox.counters()).refused).toBe(0)
      // Each establishment was counted for itself.
      const days = sql('SELECT count, count(*) FROM quota_days GROUP BY count')
      expect(days).toBe(`${EACH}|${COUNT}`)
      const senders = sql("SELECT count(DISTINCT establishment) FROM items WHERE state = 'accepted'")
      expect(senders).toBe(`${COUNT}`)
      const [north = '', south = ''] = names
      const hold = (word: string, name: string, ...more: string[]) =>
        desk.json(['batch', 'hold', word, ...more, '--profile', name])
      const laid = await hold('add', north, 'ipp', 'IPP-1', '--reason', 'opposition')
      expect([laid.code, (await hold('lift', south, 'ipp', 'IPP-1')).answer.error?.code]).toEqual([
        0,
        'DMP_HOLD_UNKNOWN',
      ])
      const seen = (await hold('list', south)).answer
      expectValid(seen)
      expect(seen.data.holds).toMatchObject([{value: 'IPP-1', establishment: north}])
      expect((await hold('lift', north, 'ipp', 'IPP-1')).code).toBe(0)
    },
    COUNT * 20_000 + 60_000,
  )
})
