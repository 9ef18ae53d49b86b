/** `ins search` and `ins verify` against the embedded INSi. */
import {globSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {makeHome, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'
import {answerXml, faultXml, identity} from '../unit/insi/answers.ts'
import {startTlsServer} from '../unit/transport/tls-server.ts'
import {makeWirePki} from '../unit/transport/wire-pki.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())
afterEach(async () => void (await desk.sandbox.control()))

const traits = (name: string, given: string, sex: 'M' | 'F', date: string): string[] => [
  ...['--birth-name', name, '--given', given],
  ...['--sex', sex, '--birth-date', date],
]
const albane = traits("D'ESSAI-SIMPLE", 'ALBANE', 'F', '1971-04-09')
const marthe = traits('ESSAI-HOMONYME', 'MARTHE', 'F', '1967-07-07')
const MAPPING = {DMP_INS_OID_MAPPING: '.8=.10'}

async function search(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const found = await desk.json(['ins', 'search', ...words], {env})
  expectValid(found.answer)
  return found
}

const rules = ({findings}: {findings: {rule: string}[]}) => findings.map(({rule}) => rule)

describe('ins search', () => {
  it.each<[string, string[], string, number, string[], string[]]>([
    ['a person by the first given name', albane, 'found', 0, ['00'], ['INSI-OID-TEST']],
    [
      'an older answer',
      traits('ESSAI-ANCIEN', 'BRUNO', 'M', '1962-10-30'),
      'found',
      10,
      ['00'],
      ['INSI-INCOMPLETE', 'INSI-OID-TEST'],
    ],
    [
      'an answer of both forms',
      traits('ESSAI-DOUBLE', 'CLARA', 'F', '1985-02-11'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'a number given while waiting',
      traits('ESSAI-ATTENTE', 'EDGAR', 'M', '1998-08-19'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'a person of Corsica',
      traits('ESSAI-CORSE', 'FANNY', 'F', '1980-01-05'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'a second given name, to be compared',
      traits('ESSAI-SECOND', 'HELENE,ISAURE', 'F', '1990-03-03'),
      'found',
      10,
      ['01', '00'],
      ['INSI-SECOND-GIVEN', 'INSI-OID-TEST'],
    ],
    [
      'a compound given name',
      traits('ESSAI-COMPOSE', 'Jean Pierre,Paul', 'M', '1955-05-15'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'the whole list at last',
      traits('ESSAI--LISTE', 'JEAN KLEBER LOUIS', 'M', '1951-11-28'),
      'found',
      0,
      ['01', '01', '01', '00'],
      ['INSI-OID-TEST'],
    ],
    ['homonyms', marthe, 'several', 10, ['02'], []],
    [
      'one of them by the place',
      [...marthe, '--birth-place', '99998'],
      'found',
      0,
      ['02', '00'],
      ['INSI-OID-TEST'],
    ],
    [
      'twins by the whole list',
      traits('ESSAI-JUMEAU', 'NORBERT OCTAVE', 'M', '1974-09-01'),
      'found',
      0,
      ['02', '00'],
      ['INSI-OID-TEST'],
    ],
    [
      'people that nothing tells apart',
      [...traits('ESSAI-AMBIGU', 'QUENTIN', 'M', '1983-06-06'), '--birth-place', '99999'],
      'several',
      10,
      ['02', '02'],
      [],
    ],
    [
      'a history out of order',
      traits('ESSAI-DESORDRE', 'SIMON', 'M', '1977-02-22'),
      'found',
      0,
      ['00'],
      ['INSI-OID-TEST'],
    ],
    [
      'a wrong key',
      traits('ESSAI-CLE-FAUSSE', 'TANCREDE', 'M', '1988-12-12'),
      'found',
      10,
      ['00'],
      ['INSI-KEY', 'INSI-OID-TEST'],
    ],
    [
      'an absent key',
      traits('ESSAI-SANS-CLE', 'ULYSSE', 'M', '1993-04-27'),
      'found',
      10,
      ['00'],
      ['INSI-INCOMPLETE', 'INSI-OID-TEST'],
    ],
    [
      'an incomplete answer',
      traits('ESSAI-INCOMPLET', 'URSULE', 'F', '1946-01-31'),
      'found',
      10,
      ['00'],
      ['INSI-INCOMPLETE', 'INSI-OID-TEST'],
    ],
    [
      'a date without day and month',
      traits('ESSAI-LUNAIRE', 'VICTOR', 'M', '1960-00-00'),
      'found',
      0,
      ['00'],
      ['INSI-DATE-EXCEPTIONAL', 'INSI-OID-TEST'],
    ],
    ['a used name', traits('ESSAI-MARIEE', 'XENIA', 'F', '1982-08-08'), 'none', 10, ['01'], []],
    ['an OID of tests', traits('ESSAI-OID-DIX', 'YVES', 'M', '1965-03-19'), 'found', 0, ['00'], []],
    ['somebody dead', traits('ESSAI-DECEDE', 'WALTER', 'M', '1929-09-09'), 'none', 10, ['01'], []],
  ])('finds %s', async (_what, words, verdict, exit, codes, remarks) => {
    const {answer, code, stdout} = await search(words)
    expect(answer.error).toBeNull()
    expect(answer.data).toMatchObject({verdict, masked: true, certificate: 'INSI-MANU'})
    expect(answer.data.attempts.map(({code: raw}: {code: string}) => raw)).toEqual(codes)
    expect(rules(answer.data)).toEqual(remarks)
    expect(code).toBe(exit)
    expect(stdout).not.toMatch(/ESSAI|\d{13}|99999/)
  })

  it('shows an identity when asked to, and the log says so without saying whose', async () => {
    const {answer, stdout} = await search([...albane, '--unmask'])
    expect(answer.data.identity).toMatchObject({
      matricule: expect.stringMatching(/^27104\d{10}$/),
      traits: {birthName: "D'ESSAI-SIMPLE", givenNames: 'ALBANE', birthDate: '1971-04-09'},
    })
    expect(answer.warnings.map(({code}) => code)).toContain('ins-unmasked')
    const logs = globSync('state/log/*', {cwd: desk.sandbox.home}).map((file) =>
      readFileSync(join(desk.sandbox.home, file), 'utf8'),
    )
    expect(logs.join('')).toContain('unmasked')
    expect(logs.join('') + stdout.slice(0, 0)).not.toMatch(/ESSAI|ALBANE|27104/)
  })

  it('tells what normalising changed, the values with --unmask alone', async () => {
    const words = traits('d’Essaï-simple', 'albane', 'F', '09/04/1971')
    const {answer} = await search(words)
    expect(answer.data.verdict).toBe('found')
    expect(answer.data.changes).toEqual([
      {trait: 'birthName', kinds: ['diacritics', 'case', 'apostrophe']},
      {trait: 'givenNames', kinds: ['case']},
      {trait: 'birthDate', kinds: ['form']},
    ])
    const shown = await search([...words, '--unmask'])
    expect(shown.answer.data.changes[0]).toMatchObject({from: 'd’Essaï-simple', to: "D'ESSAI-SIMPLE"})
  })

  it('takes the traits of a patient file, from standard input too', async () => {
    const {answer} = await search(['--patient', desk.patientFile('active-linked')])
    expect(answer.data).toMatchObject({verdict: 'found', matched: 1})
    const input = JSON.stringify({
      birth_name: "D'ESSAI-SIMPLE",
      given_names: 'ALBANE',
      sex: 'F',
      birth_date: '1971-04-09',
    })
    const piped = await desk.json(['ins', 'search', '--patient', '-'], {input})
    expect(piped.answer.data.verdict).toBe('found')
  })

  it('says what to do on the screen, in both languages', async () => {
    const used = traits('ESSAI-MARIEE', 'XENIA', 'F', '1982-08-08')
    const french = await desk.text(['ins', 'search', ...used, '--lang', 'fr'])
    expect(french.stdout).toContain("nom d'usage")
    expect(french.stdout).toContain('01 Aucune identite trouvee')
    const english = await desk.text(['ins', 'search', ...marthe, '--lang', 'en'])
    expect(english.stdout).toContain('--birth-place')
  })

  it('makes all attempts on one connection', async () => {
    const before = await desk.sandbox.counters()
    await search(traits('ESSAI--LISTE', 'JEAN KLEBER LOUIS', 'M', '1951-11-28'))
    const after = await desk.sandbox.counters()
    expect(after.connections - before.connections).toBe(1)
  })

  it('names what lacks where nobody can be asked', async () => {
    const {answer} = await search(['--birth-name', 'ESSAI'])
    expect(answer.error).toMatchObject({
      code: 'DMP_MISSING_VALUE',
      details: {missing: ['given', 'sex', 'birth-date']},
    })
  })

  it('maps the OID as the profile says, and traces it', async () => {
    const {answer} = await search(albane, MAPPING)
    expect(answer.data.identity).toMatchObject({oid: '1.2.250.1.213.1.4.8', usedOid: '1.2.250.1.213.1.4.10'})
    expect(rules(answer.data)).toEqual(['INSI-OID-MAPPED'])
    const result = (await desk.events()).findLast(
      ({operation, phase}) => operation === 'ins-search' && phase === 'result',
    )
    expect(result?.data['query']).toMatchObject({oidMapping: '1.2.250.1.213.1.4.8 → 1.2.250.1.213.1.4.10'})
    expect(result?.patient?.oid).toBe('1.2.250.1.213.1.4.10')
  })

  it('keeps masked copies of what travelled, 0600', async () => {
    const folder = join(desk.sandbox.home, 'kept')
    await search([...albane, '--save-exchange', folder])
    const files = globSync('*', {cwd: folder}).map((name) => join(folder, name))
    expect(files).toHaveLength(4)
    const idam = readFileSync(join(desk.sandbox.folder, 'insi-idam.txt'), 'utf8').trim()
    for (const file of files) {
      expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
      const copy = readFileSync(file, 'utf8')
      expect(copy).not.toMatch(/ESSAI|ALBANE|1971-04-09|27104\d{8}/)
      expect(copy).not.toContain(idam)
    }
    const answer = files.find((file) => file.endsWith('answer.txt')) ?? ''
    const again = await search(['--from-answer', answer])
    expect(again.answer.error).toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      message: expect.stringContaining('masked'),
    })
  })
})

describe('the traces of a search', () => {
  // Makes the journal.
  beforeAll(async () => void (await search(albane)))

  it('hold each call before and after, the INS sealed and no trait in clear', async () => {
    const before = (await desk.events()).length
    await search(traits('ESSAI-SECOND', 'HELENE,ISAURE', 'F', '1990-03-03'))
    const events = (await desk.events()).slice(before).filter(({operation}) => operation === 'ins-search')
    expect(events.map(({phase, outcome}) => `${phase} ${outcome ?? ''}`)).toEqual([
      'intent ',
      'result success',
      'intent ',
      'result success',
    ])
    const [intent, none, , found] = events
    expect(intent?.data).toMatchObject({
      transaction: {dmp: 'WS_INS2', messageId: expect.stringMatching(/^uuid:/)},
      auth: {mode: 'insi-certificate', certSubject: expect.stringContaining('INSI-MANU')},
      query: {traits: ['birthName', 'givenNames', 'sex', 'birthDate'], givenNames: 'one', position: 1},
      attempt: 1,
    })
    expect(none?.data['status']).toMatchObject({http: 200, registryStatus: '01'})
    expect(none?.patient).toBeUndefined()
    expect(found?.patient?.matricule).toMatch(/^29003/)
    expect(found?.patientRef).toMatch(/^hmac-sha256:/)
    expect(JSON.stringify(events.map(({data}) => data))).not.toMatch(/ESSAI|HELENE|ISAURE|1990-03-03|29003/)
    const stored = globSync('state/journals/**/*.{sqlite,sqlite-wal}', {cwd: desk.sandbox.home}).map((file) =>
      readFileSync(join(desk.sandbox.home, file), 'latin1'),
    )
    expect(stored.join('')).not.toMatch(/ESSAI-SECOND|ISAURE|2900399999108/)
  })

  it.each([
    [
      'delay=3000,service=insi',
      'unknown',
      {DMP_TIMEOUTS_ANSWER: '500ms', DMP_TIMEOUTS_TOTAL: '700ms'},
      'DMP_NO_ANSWER',
    ],
    ['cut-after-commit,service=insi', 'unknown', {}, 'DMP_NO_ANSWER'],
    ['insi-fault=desir_550', 'refused', {}, 'DMP_INSI_REFUSED'],
    ['unavailable=30,service=insi', 'failure', {}, 'DMP_INSI_BUSY'],
    ['garbage,service=insi', 'failure', {}, 'DMP_INSI_UNREADABLE'],
  ])('say after %s that it ended in %s', async (fault, outcome, env, code) => {
    await desk.sandbox.control(fault)
    const {answer} = await search(albane, env)
    expect(answer.error).toMatchObject({code})
    const last = (await desk.events()).at(-1)
    expect(last).toMatchObject({operation: 'ins-search', phase: 'result', outcome})
    expect(last?.data['cause']).toBe(code)
  })
})

describe('a fault of INSi', () => {
  it('is explained in both languages, its code and both texts as they came', async () => {
    await desk.sandbox.control('insi-fault=desir_550')
    const {answer} = await search(albane)
    expect(answer.error?.message).toMatch(/desir_550.*siram_100.*uuid:/s)
    expect(answer.error?.why).toContain("numéro d'autorisation")
    expect(answer.error?.details).toMatchObject({
      code: 'desir_550',
      text: /./,
      technical: /./,
      messageId: /^uuid:/,
    })
    const english = await desk.text(['ins', 'search', ...albane, '--lang', 'en'])
    expect(english.stderr).toContain('authorisation number')
    expect(english.code).toBe(6)
  })

  it('that nobody explained is shown raw, until a table of ones own explains it', async () => {
    await desk.sandbox.control('insi-fault=insi_99')
    const raw = await search(albane)
    expect(raw.answer.error?.message).toContain('insi_99')
    const own = join(desk.sandbox.home, 'state/insi-codes.json')
    const said = {cause: 'Cause locale.', remedy: 'Remède local.'}
    writeFileSync(own, JSON.stringify({codes: [{code: 'INSI_99', kind: 'later', fr: said, en: said}]}))
    const told = await search(albane)
    expect(told.answer.error).toMatchObject({
      code: 'DMP_INSI_BUSY',
      why: 'Cause locale.',
      suggestions: ['Remède local.'],
    })
    writeFileSync(own, '{"codes":[{}]}')
    expect((await search(albane)).answer.error?.code).toBe('DMP_VALUESET_UNUSABLE')
    writeFileSync(own, '{"codes":[]}')
  })
})

describe('the way to INSi', () => {
  it('tells a server that is not trusted from a certificate that is refused, and from the proxy', async () => {
    const pki = makeWirePki()
    const server = await startTlsServer(pki)
    try {
      const url = {DMP_INSI_URL: `https://localhost:${server.port}/lps`}
      const server1 = await search(albane, url)
      expect(server1.answer.error).toMatchObject({
        code: 'DMP_TLS_REFUSED',
        message: expect.stringContaining("n'est pas de confiance"),
      })
      expect(server1.answer.error?.suggestions.join()).toContain('IGC-Santé')
      const client = await search(albane, {...url, DMP_INSI_CA_FILES: pki.ca.certPath})
      expect(client.answer.error).toMatchObject({
        code: 'DMP_TLS_REFUSED',
        message: expect.stringContaining('refuse notre certificat'),
      })
      expect(server.received).toEqual([])
      const proxy = await search(albane, {DMP_PROXY: 'http://127.0.0.1:9'})
      expect(proxy.answer.error).toMatchObject({
        code: 'DMP_CONNECTION_FAILED',
        message: expect.stringContaining('proxy'),
      })
      const nobody = await search(albane, {DMP_INSI_URL: 'https://localhost:9/lps'})
      expect(nobody.answer.error).toMatchObject({
        code: 'DMP_CONNECTION_FAILED',
        message: expect.stringContaining('INSi'),
      })
    } finally {
      await server.close()
      pki.remove()
    }
  })

  it('is never taken with the certificate of the DMP: both names allowed are told, and what to order', async () => {
    const before = await desk.sandbox.counters()
    const {answer} = await search(albane, {
      DMP_INSI_CERTIFICATE_PATH: join(desk.sandbox.folder, 'main-auth.p12'),
    })
    expect(answer.error).toMatchObject({code: 'DMP_INSI_CERTIFICATE', exitCode: 4})
    expect(answer.error?.message).toContain('INSI-AUTO, INSI-MANU')
    expect(answer.error?.suggestions.join()).toContain('IGC-Santé')
    expect(await desk.sandbox.counters()).toEqual(before)
  })

  it('is as good with the other certificate, and ends before it begins on a number that is not known', async () => {
    const auto = {DMP_INSI_CERTIFICATE_PATH: join(desk.sandbox.folder, 'insi-auto.p12')}
    expect((await search(albane, auto)).answer.data.certificate).toBe('INSI-AUTO')
    const number = desk.write('idam.txt', 'INCONNU-1\n')
    const {answer} = await search(albane, {DMP_INSI_IDAM: `file:${number}`})
    expect(answer.error).toMatchObject({code: 'DMP_INSI_REFUSED', details: {code: 'desir_550'}})
    expect(JSON.stringify(answer)).not.toContain('INCONNU-1')
  })
})

describe('--from-answer', () => {
  const home = makeHome()
  afterAll(() => home.remove())
  const file = (name: string, content: string) => {
    const path = join(home.path, name)
    writeFileSync(path, content)
    return path
  }
  const replay = async (content: string, more: readonly string[] = []) => {
    const path = file('answer.xml', content)
    const {answer, code} = await runJson(['ins', 'search', '--from-answer', path, ...more], {env: home.env})
    expectValid(answer)
    return {answer, code}
  }

  it('reads an identity without a profile, calls nobody and says so', async () => {
    const {answer, code} = await replay(answerXml(identity))
    expect(answer.data).toMatchObject({source: 'file', environment: null, verdict: 'found', attempts: []})
    expect(answer.data.identity.matricule).toBe('2 85 05 ** *** *** **')
    expect(code).toBe(0)
    expect(globSync('state/journals/**', {cwd: home.path})).toEqual([])
  })

  it('holds it against the traits that are stated', async () => {
    const {answer} = await replay(answerXml(identity), traits('AUTRE', 'LEA', 'F', '1985-05-17'))
    expect(answer.data.identity.differences).toEqual(['birthName'])
  })

  it.each([
    ['none', answerXml({code: '01', label: 'Aucune identite trouvee'}), 10, null],
    ['a fault', faultXml({code: 'desir_560'}), 6, 'DMP_INSI_REFUSED'],
    ['a DOCTYPE', `<!DOCTYPE a>${answerXml(identity)}`, 5, 'DMP_FILE_UNREADABLE'],
    [
      'two people',
      answerXml(identity).replace(/(<INDIVIDU>.*<\/INDIVIDU>)/s, '$1$1'),
      5,
      'DMP_FILE_UNREADABLE',
    ],
    ['another file', 'bonjour', 5, 'DMP_FILE_UNREADABLE'],
  ])('reads %s as a call would', async (_what, content, exit, error) => {
    const {answer, code} = await replay(content)
    expect([code, answer.error?.code ?? null]).toEqual([exit, error])
  })
})

describe('ins verify', () => {
  async function verify(changes: Readonly<Record<string, string>> = {}, env = MAPPING) {
    const {answer, code} = await desk.json(
      ['ins', 'verify', '--patient', desk.patientFile('active-linked', changes)],
      {env},
    )
    expectValid(answer)
    return {answer, code}
  }

  it('says that it searched and compared, and that all is identical', async () => {
    const {answer, code} = await verify()
    expect(answer.data).toMatchObject({
      method: 'recherche+comparaison',
      verdict: 'identical',
      differences: [],
    })
    expect(code).toBe(0)
    expect(JSON.stringify(answer)).not.toContain(desk.patient('active-linked').matricule)
    const {stdout} = await desk.text(
      ['ins', 'verify', '--patient', desk.patientFile('active-linked'), '--lang', 'fr'],
      {env: MAPPING},
    )
    expect(stdout).toContain("Ce n'est pas la vérification du téléservice")
  })

  it('names a trait that diverges, a number that is another, an OID that is another', async () => {
    expect((await verify({birth_place: '75056'})).answer.data).toMatchObject({
      verdict: 'diverging',
      differences: ['birthPlace'],
    })
    const other = desk.patient('active-unlinked').matricule
    expect((await verify({ins: other})).answer.data).toMatchObject({
      verdict: 'different',
      between: 'matricule',
    })
    const unmapped = await verify({}, {} as typeof MAPPING)
    expect(unmapped.answer.data).toMatchObject({verdict: 'different', between: 'oid'})
    expect(unmapped.code).toBe(10)
  })

  it('says that nobody, or several people, have these traits', async () => {
    expect((await verify({birth_name: 'PERSONNE'})).answer.data.verdict).toBe('not-found')
    const several = {
      birth_name: 'ESSAI-AMBIGU',
      first_given: 'QUENTIN',
      given_names: 'QUENTIN',
      sex: 'M',
      birth_date: '1983-06-06',
    }
    expect((await verify(several)).answer.data.verdict).toBe('ambiguous')
  })

  it('finds an earlier number in the history', async () => {
    const rosalie = traits('ESSAI-HISTORIQUE', 'ROSALIE', 'F', '1969-06-16')
    const found = await search([...rosalie, '--unmask'])
    const earlier = found.answer.data.identity.history[0].matricule
    const number = desk.write('ins.txt', earlier)
    const words = ['ins', 'verify', ...rosalie, '--ins', `@${number}`, '--ins-oid', '.8']
    const {answer, code} = await desk.json(words)
    expect(answer.data).toMatchObject({verdict: 'historic'})
    expect(code).toBe(10)
  })

  it('reads the patient from standard input once, and gives it to one alone', async () => {
    const input = readFileSync(desk.patientFile('active-linked'), 'utf8')
    const {answer} = await desk.json(['ins', 'verify', '--patient', '-'], {input, env: MAPPING})
    expect(answer.data.verdict).toBe('identical')
    for (const words of [
      ['verify', '--patient', '-', '--ins', '-'],
      ['search', '--patient', '-', '--from-answer', '-'],
    ]) {
      const twice = await desk.json(['ins', ...words], {input})
      expect(twice.answer.error?.code).toBe('DMP_MISSING_VALUE')
    }
  })

  it('asks for an INS and its OID', async () => {
    const {answer} = await desk.json(['ins', 'verify', ...albane])
    expect(answer.error).toMatchObject({
      code: 'DMP_MISSING_VALUE',
      details: {missing: ['--ins', '--ins-oid']},
    })
  })

  it('compares with a saved answer, without a profile', async () => {
    const path = desk.write('answer.xml', answerXml(identity))
    const words = ['--ins', `@${desk.write('held.txt', '285052A00401814')}`, '--ins-oid', '.10']
    const person = traits("D'ESSAI-FICTIF", 'LEA MARIE-ANGE', 'F', '1985-05-17')
    const home = makeHome()
    try {
      const {answer} = await runJson(['ins', 'verify', ...person, ...words, '--from-answer', path], {
        env: home.env,
      })
      expect(answer.data).toMatchObject({verdict: 'identical', search: {source: 'file'}})
    } finally {
      home.remove()
    }
  })
})
