/** The life of a certificate through the built program: requested, compared, put into service, taken back, planned. */
import {execFileSync} from 'node:child_process'
import {existsSync, globSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {certified, renewed} from '../support/renewed-certificates.ts'
import {expectValid} from '../support/schemas.ts'
import {shortCertificates} from '../support/short-certificates.ts'
import {openFastDesk, planned} from './batch-desk.ts'
import type {Desk} from './desk.ts'

let desk: Desk
let profileFile: string
let before: string
beforeAll(async () => {
  desk = await openFastDesk()
  profileFile = join(desk.sandbox.home, 'config/profiles/sandbox.yaml')
  before = readFileSync(profileFile, 'utf8')
})
afterAll(() => desk?.sandbox.remove())
beforeEach(() => writeFileSync(profileFile, before, {mode: 0o600}))

let files = 0
const fresh = (name: string) => {
  files += 1
  return join(desk.folder('certificates'), `${files}-${name}`)
}
const box = () => desk.sandbox.folder
const boxSecret = () => `file:${join(box(), 'passphrase.txt')}`
const secretFile = (text: string) => `file:${desk.write(`secret-${++files}`, `${text}\n`)}`
const consent = ['--yes', '--confirm', 'sandbox']
const works = async () =>
  (await desk.json(['patient', 'status', '--patient', desk.patientFile('active-linked')])).code
const certificatePaths = () => readFileSync(profileFile, 'utf8').match(/certificates\/sandbox\/\S+/g) ?? []

describe('cert csr', () => {
  it('makes a key and a request that OpenSSL verifies, and what comes back goes into service', async () => {
    const [key, request] = [fresh('auth.key'), fresh('auth.csr')]
    const secret = secretFile('Phrase de la demande')
    const args = ['cert', 'csr', '--key', key, '--request', request, '--passphrase-from', secret]
    const {code, answer} = await desk.json(args)
    expectValid(answer)
    expect([code, answer.data.product]).toEqual([0, 'ORG_AUTH_CLI'])
    expect(statSync(key).mode & 0o777).toBe(0o600)
    expect(readFileSync(key, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/)
    execFileSync('openssl', ['req', '-in', request, '-verify', '-noout'], {stdio: 'pipe'})
    const certificate = await certified(box(), request, fresh('auth.cer'))
    const installed = await desk.json([
      ...['cert', 'install', certificate, '--key', key, '--passphrase-from', secret],
      ...consent,
    ])
    expectValid(installed.answer)
    expect([installed.code, installed.answer.data.certificates]).toEqual([
      0,
      [expect.objectContaining({use: 'auth', keyChanged: true})],
    ])
    // The intermediate, which came with the certificate before, goes on being sent.
    const pem = readFileSync(installed.answer.data.files[0], 'utf8')
    expect(pem.match(/BEGIN CERTIFICATE/g)?.length).toBe(3)
    expect(await works()).toBe(0)
  })

  it('writes neither file when one is there already, and asks for where the password comes from', async () => {
    const [key, request] = [fresh('k'), desk.write('taken.csr', 'mine')]
    const {code, answer} = await desk.json([
      ...['cert', 'csr', '--key', key, '--request', request, '--passphrase-from', boxSecret()],
    ])
    expect([code, answer.error?.code, existsSync(key)]).toEqual([2, 'DMP_FILE_EXISTS', false])
    const short = await desk.json([
      ...['cert', 'csr', '--key', key, '--request', fresh('r'), '--passphrase-from', secretFile('x')],
    ])
    expect([
      short.code,
      short.answer.error?.code,
      short.answer.error?.message,
      existsSync(key),
    ]).toMatchObject([4, 'DMP_SECRET_UNAVAILABLE', expect.stringContaining('8 caractères'), false])
    const none = await desk.json(['cert', 'csr', '--key', key, '--request', fresh('r')])
    expect([none.code, none.answer.error?.code]).toEqual([4, 'DMP_SECRET_UNAVAILABLE'])
    const typed = await desk.json([
      ...['cert', 'csr', '--key', key, '--request', fresh('r'), '--passphrase-from', 'tres-secret-4711'],
    ])
    expect([typed.code, typed.stdout.includes('tres-secret-4711')]).toEqual([2, false])
  })
})

describe('cert install', () => {
  it('puts a pair into service, keeps the old one and everything else in the profile, and goes back', async () => {
    const comment = '# kept by hand\n'
    writeFileSync(profileFile, comment + before, {mode: 0o600})
    const passphrase = 'Une autre phrase, é'
    const auth = await renewed(box(), 'auth', fresh('auth.p12'), {passphrase})
    const sign = await renewed(box(), 'sign', fresh('sign.p12'), {passphrase})
    const secret = secretFile(passphrase)
    const wish = ['cert', 'install', sign, auth, '--passphrase-from', secret]
    const dry = await desk.json([...wish, '--dry-run'])
    expectValid(dry.answer)
    expect([dry.code, dry.answer.data.done, readFileSync(profileFile, 'utf8')]).toEqual([
      0,
      false,
      comment + before,
    ])
    expect(dry.answer.data.files.some(existsSync)).toBe(false)
    const {code, answer} = await desk.json([...wish, ...consent])
    expectValid(answer)
    expect([code, answer.data.done, answer.data.certificates.length]).toEqual([0, true, 2])
    for (const file of answer.data.files) expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(profileFile, 'utf8')
    expect(text.startsWith(comment)).toBe(true)
    expect(certificatePaths()).toHaveLength(2)
    const unchanged = (yaml: string) =>
      yaml.split('\n').filter((line) => !/^ {2,}(path|passphrase):/.test(line))
    expect(unchanged(text)).toEqual(unchanged(comment + before))
    expect(await works()).toBe(0)

    const back = await desk.json(['cert', 'install', '--rollback', ...consent])
    expectValid(back.answer)
    expect([back.code, back.answer.data.rolledBack]).toEqual([0, true])
    expect(certificatePaths()).toEqual([])
    expect(await works()).toBe(0)
    const events = (await desk.events()).filter(({operation}) => operation.startsWith('certificate-'))
    expect(events.slice(-4).map(({operation, phase, outcome}) => [operation, phase, outcome])).toEqual([
      ['certificate-install', 'intent', undefined],
      ['certificate-install', 'result', 'success'],
      ['certificate-rollback', 'intent', undefined],
      ['certificate-rollback', 'result', 'success'],
    ])
    expect(JSON.stringify(events)).not.toContain(passphrase)
  })

  it('does not bring back what now lies in the place of the former file', async () => {
    const former = await renewed(box(), 'sign', fresh('former.p12'))
    expect((await desk.json(['cert', 'install', former, ...consent])).code).toBe(0)
    const [place = ''] = certificatePaths()
    const sign = await renewed(box(), 'sign', fresh('sign.p12'))
    expect((await desk.json(['cert', 'install', sign, ...consent])).code).toBe(0)
    const path = join(desk.sandbox.home, 'config', place)
    const bytes = readFileSync(path)
    const now = readFileSync(profileFile, 'utf8')
    writeFileSync(path, readFileSync(join(box(), 'main-auth.p12')), {mode: 0o600})
    for (const more of [[], ['--force'], ['--dry-run']]) {
      const {code, answer} = await desk.json(['cert', 'install', '--rollback', ...consent, ...more])
      expect([code, answer.error?.code]).toEqual([3, 'DMP_CERT_INSTALL_REFUSED'])
      expect(answer.error?.message).toContain(place)
      expect(answer.error?.suggestions.join()).toContain('dmp cert install')
    }
    expect(readFileSync(profileFile, 'utf8')).toBe(now)
    writeFileSync(path, bytes, {mode: 0o600})
    expect((await desk.json(['cert', 'install', '--rollback', ...consent])).code).toBe(0)
    expect(certificatePaths()).toEqual([place])
  })

  it('refuses to go back where somebody changed the profile since, and where nothing was installed', async () => {
    const sign = await renewed(box(), 'sign', fresh('sign.p12'))
    expect((await desk.json(['cert', 'install', sign, ...consent])).code).toBe(0)
    const moved = await renewed(box(), 'sign', fresh('other.p12'))
    writeFileSync(
      profileFile,
      readFileSync(profileFile, 'utf8').replace(/\S*certificates\/sandbox\/\S+/, moved),
    )
    const {code, answer} = await desk.json(['cert', 'install', '--rollback', ...consent])
    expect([code, answer.error?.code]).toEqual([3, 'DMP_CERT_INSTALL_REFUSED'])
    expect(answer.error?.message).toMatch(/modifié depuis/)
  })

  it('takes one half beside the other, and not a half that does not fit', async () => {
    const server = await renewed(box(), 'server', fresh('server.p12'))
    const wrong = await desk.json(['cert', 'install', server, ...consent])
    expect([wrong.code, wrong.answer.error?.code]).toEqual([5, 'DMP_CERT_WRONG_PRODUCT'])
    const ended = await renewed(box(), 'sign', fresh('ended.p12'), {days: -0.02})
    const late = await desk.json(['cert', 'install', ended, ...consent])
    expect([late.code, late.answer.error?.code]).toEqual([4, 'DMP_CERTIFICATE_UNFIT'])
    const secret = secretFile('not the one')
    const sign = await renewed(box(), 'sign', fresh('sign.p12'))
    const locked = await desk.json(['cert', 'install', sign, '--passphrase-from', secret, ...consent])
    expect([locked.code, locked.answer.error?.code]).toEqual([4, 'DMP_KEY_PASSPHRASE_WRONG'])
    expect(readFileSync(profileFile, 'utf8')).toBe(before)
  })

  it('asks before it changes anything', async () => {
    const sign = await renewed(box(), 'sign', fresh('sign.p12'))
    const {code, answer} = await desk.json(['cert', 'install', sign])
    expect([code, answer.error?.code]).toEqual([2, 'DMP_CONFIRMATION_NEEDED'])
    expect([answer.error?.details['confirm'], readFileSync(profileFile, 'utf8')]).toEqual(['sandbox', before])
  })

  it('refuses another structure unless told, then states it in the profile', async () => {
    const unit = '10B0000022'
    const [auth, sign] = [
      await renewed(box(), 'auth', fresh('auth.p12'), {unit}),
      await renewed(box(), 'sign', fresh('sign.p12'), {unit}),
    ]
    const wish = ['cert', 'install', auth, sign]
    const refused = await desk.json([...wish, ...consent])
    expect([refused.code, refused.answer.error?.code]).toEqual([5, 'DMP_CERT_STRUCTURE_CHANGED'])
    expect(refused.answer.error?.message).toMatch(/10B0000022 au lieu de 10B0000014/)
    const half = await desk.json(['cert', 'install', auth, '--structure-change', ...consent])
    expect([half.code, half.answer.error?.code]).toEqual([4, 'DMP_CERTIFICATE_UNFIT'])
    const {code, answer} = await desk.json([...wish, '--structure-change', ...consent])
    expect([code, answer.data.structureChanged]).toEqual([0, true])
    expect(readFileSync(profileFile, 'utf8')).toMatch(/finessEj: '?0B0000022/)
    expect((await desk.json(['cert', 'install', '--rollback', ...consent])).code).toBe(0)
    expect(readFileSync(profileFile, 'utf8')).toMatch(/finessEj: '?0B0000014/)
  })

  it('is refused where a variable decides instead of the profile', async () => {
    const sign = await renewed(box(), 'sign', fresh('sign.p12'))
    const env = {DMP_CERTIFICATES_SIGN_PATH: join(box(), 'main-sign.p12')}
    const {code, answer} = await desk.json(['cert', 'install', sign, ...consent], {env})
    expect([code, answer.error?.code]).toEqual([3, 'DMP_CERT_INSTALL_REFUSED'])
    expect(answer.error?.message).toMatch(/DMP_CERTIFICATES_SIGN_PATH/)
  })

  it('is taken up by a bulk run at work whose certificates end, without a stop', async () => {
    const run = await planned(desk, 'mid-run', 16)
    const [auth, sign] = [
      await renewed(box(), 'auth', fresh('a.p12')),
      await renewed(box(), 'sign', fresh('s.p12')),
    ]
    const {endsAt, restore} = await shortCertificates(box(), 8)
    const installation = pause(Math.max(0, endsAt - Date.now() + 1000)).then(() =>
      desk.json(['cert', 'install', auth, sign, ...consent]),
    )
    const env = {DMP_LIMITS_SUBMIT_PER_SECOND: '1.5'}
    const {code, answer} = await desk.json(['batch', 'submit', run], {env})
    const installed = await installation
    restore()
    expect([installed.code, installed.answer.error]).toEqual([0, null])
    expect([code, answer.data.account.accepted]).toEqual([0, 16])
    // The old files, ended, were never put back before the run was over.
    expect(certificatePaths()).toHaveLength(2)
  })
})

describe('cert diff', () => {
  const current = () => join(box(), 'main-sign.p12')

  it('finds nothing to say of an ordinary renewal', async () => {
    const {code, answer} = await desk.json([
      'cert',
      'diff',
      current(),
      await renewed(box(), 'sign', fresh('s.p12'), {days: 1200}),
    ])
    expectValid(answer)
    expect([code, answer.data.verdict, answer.data.keyChanged, answer.data.authored]).toEqual([
      0,
      'ok',
      true,
      null,
    ])
    expect(answer.data.overlapDays).toBeGreaterThan(1000)
  })

  it('lists what the journal shows under the old number when the structure is another one', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const other = await renewed(box(), 'sign', fresh('s.p12'), {unit: '10B0000022'})
    const list = fresh('under-the-old-number.csv')
    const {code, answer} = await desk.json(['cert', 'diff', current(), other, '--list', list])
    expectValid(answer)
    const {authored} = answer.data
    expect([code, answer.data.verdict, authored.structure]).toEqual([10, 'error', '10B0000014'])
    expect(authored.latest[0].uniqueId).toBe(uniqueId)
    const lines = readFileSync(list, 'utf8').trim().split('\n')
    expect([lines[0], lines.length]).toEqual(['unique_id,type_code,sent_at', authored.count + 1])
    const {stdout} = await desk.text(['cert', 'diff', current(), other])
    expect(stdout).toContain('10B0000014 → 10B0000022')
    expect(stdout).toContain(uniqueId)
    const none = await desk.json(['cert', 'diff', other, current()])
    expect(none.answer.data.authored).toMatchObject({structure: '10B0000022', count: 0})
  })

  it('compares without any profile', async () => {
    const env = {DMP_CONFIG_DIR: desk.folder('no-config')}
    const other = await renewed(box(), 'sign', fresh('s.p12'), {unit: '10B0000022'})
    const {code, answer} = await desk.json(['cert', 'diff', current(), other], {env})
    expect([code, answer.data.authored]).toEqual([10, null])
  })
})

describe('cert renew-plan', () => {
  it('plans the pair of the profile and says which profile uses it', async () => {
    const ics = fresh('renewal.ics')
    const {code, answer} = await desk.json(['cert', 'renew-plan', '--ics', ics])
    expectValid(answer)
    const [auth, sign] = answer.data.certificates
    expect([code, auth.stage, auth.use, sign.use]).toEqual([0, 'early', 'auth', 'sign'])
    expect(auth.usedBy).toEqual([expect.objectContaining({profile: 'sandbox', use: 'auth'})])
    expect(auth.endsAt).toMatch(/\+0[12]:00$/)
    const text = readFileSync(ics, 'utf8')
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(8)
    expect(text).toContain(`DTSTART;VALUE=DATE:${auth.lastWorkingDay.replaceAll('-', '')}`)
  })

  it('warns within the time of the reminder, and when the card ends first', async () => {
    const source = await renewed(box(), 'auth', fresh('soon.p12'), {days: 45})
    const card = await renewed(box(), 'sign', fresh('card.p12'), {days: 5})
    const {code, answer} = await desk.json(['cert', 'renew-plan', source, '--card', card])
    expectValid(answer)
    expect(code).toBe(10)
    expect(answer.data.findings.map(({code: kind}: {code: string}) => kind)).toEqual([
      'reminder',
      'not-a-card',
      'card-first',
    ])
    const {stdout} = await desk.text(['cert', 'renew-plan', source])
    expect(stdout).toContain(answer.data.certificates[0].lastWorkingDay)
  })
})

describe('cert order-sheet', () => {
  it('gives every field of an ended certificate and forecasts what is to be caught up', async () => {
    await desk.accepted(desk.newText())
    const source = await renewed(box(), 'auth', fresh('ended.p12'), {days: -0.02})
    const {code, answer} = await desk.json(['cert', 'order-sheet', source, '--wait-days', '10'])
    expectValid(answer)
    const [sheet] = answer.data.certificates
    const field = (id: string) => sheet.fields.find((one: {id: string}) => one.id === id)?.value
    expect([code, sheet.ended, field('structure'), field('usage'), field('service')]).toEqual([
      0,
      true,
      '0B0000014',
      'AUTH_CLI',
      'DMP AUTH FICTIF',
    ])
    const {catchUp} = answer.data
    expect(catchUp).toMatchObject({profile: 'sandbox', daysWithout: 11, dailyLimit: 30_000})
  })
})

describe('cert repack', () => {
  it('writes a file that OpenSSL opens and the program uses, the old one untouched', async () => {
    const source = await renewed(box(), 'sign', fresh('old.p12'))
    const bytes = readFileSync(source)
    const [target, legacy] = [fresh('new.p12'), fresh('legacy.p12')]
    const secret = boxSecret()
    const {code, answer} = await desk.json(['cert', 'repack', source, target, '--passphrase-from', secret])
    expectValid(answer)
    expect([code, answer.data.form, answer.data.passphraseChanged]).toEqual([0, 'aes', false])
    expect([statSync(target).mode & 0o777, readFileSync(source).equals(bytes)]).toEqual([0o600, true])
    const pass = readFileSync(join(box(), 'passphrase.txt'), 'utf8').trim()
    const info = (path: string, more: readonly string[] = []) =>
      execFileSync('openssl', ['pkcs12', '-in', path, '-nokeys', '-passin', `pass:${pass}`, ...more], {
        encoding: 'utf8',
        stdio: 'pipe',
      })
    expect(info(target)).toMatch(/BEGIN CERTIFICATE/)
    expect((await desk.json(['cert', 'install', target, ...consent])).code).toBe(0)
    const back = await desk.json(['cert', 'repack', target, legacy, '--legacy', '--passphrase-from', secret])
    expect([back.code, back.answer.data.form]).toEqual([0, 'legacy'])
    expect(info(legacy, ['-legacy'])).toMatch(/BEGIN CERTIFICATE/)
  })

  it('refuses a wrong password before it writes anything', async () => {
    const source = await renewed(box(), 'sign', fresh('old.p12'))
    const target = fresh('new.p12')
    const secret = secretFile('not the one')
    const {code, answer} = await desk.json(['cert', 'repack', source, target, '--passphrase-from', secret])
    expect([code, answer.error?.code, existsSync(target)]).toEqual([4, 'DMP_KEY_PASSPHRASE_WRONG', false])
  })
})

it('leaves no key in clear behind', () => {
  const names = globSync('{config,files}/**/*', {cwd: desk.sandbox.home})
  const clear = names.filter((name) => {
    const path = join(desk.sandbox.home, name)
    return statSync(path).isFile() && /BEGIN (RSA )?PRIVATE KEY/.test(readFileSync(path, 'latin1'))
  })
  expect(clear.filter((name) => !name.endsWith('.ca.key'))).toEqual([])
})
