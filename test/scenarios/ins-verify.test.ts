/** `ins verify`, and saved answers read without a call. */
import {globSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'
import {answerXml, faultXml, identity} from '../unit/insi/answers.ts'
import {type Desk, openDesk} from './desk.ts'
import {albane, MAPPING, searchAt, traits} from './insi-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const search = searchAt(() => desk)

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

  it('repeats nobody from the texts of an answer', async () => {
    const label = "Aucune identite pour D'ESSAI-FICTIF LEA 285052A00401814 né le 17/05/1985"
    const path = file('answer.xml', answerXml({code: '01', label}))
    const words = ['ins', 'search', '--from-answer', path]
    for (const more of [[], traits("D'ESSAI-FICTIF", 'LEA', 'F', '1985-05-17')]) {
      const {stdout, stderr} = await runDmp([...words, ...more], {env: home.env})
      expect(stdout).toContain('Aucune identite pour')
      expect(stdout + stderr).not.toMatch(/FICTIF|LEA\b|2A004|1985/)
    }
    const fault = file(
      'answer.xml',
      faultXml({text: "D'ESSAI-FICTIF LEA née le 17/05/1985", code: '285052A00401814'}),
    )
    const {answer} = await runJson(['ins', 'search', '--from-answer', fault], {env: home.env})
    expect(JSON.stringify(answer)).not.toMatch(/FICTIF|LEA\b|2A004|17.05/)
  })

  it('speaks of the patient file, not of a manifest', async () => {
    const patient = file('patient.json', '{"nom": "X"}')
    const words = ['ins', 'search', '--patient', patient, '--from-answer', file('a.xml', answerXml(identity))]
    const {stderr} = await runDmp([...words, '--lang', 'fr'], {env: home.env})
    expect(stderr).toMatch(/patient\.json, champ nom/)
    expect(stderr).toContain('le fichier patient ne peut pas servir')
    expect(stderr).not.toContain('ligne')
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

  it('is not identical where INSi answers neither date nor place', async () => {
    const ursule = traits('ESSAI-INCOMPLET', 'URSULE', 'F', '1946-01-31')
    const {answer: found} = await search([...ursule, '--unmask'])
    const number = desk.write('ins.txt', found.data.identity.matricule)
    const words = [
      'ins',
      'verify',
      ...ursule,
      '--birth-place',
      '75056',
      '--ins',
      `@${number}`,
      '--ins-oid',
      '.8',
    ]
    const {answer, code} = await desk.json(words)
    expectValid(answer)
    expect(answer.data).toMatchObject({verdict: 'partial', notCompared: ['birthDate', 'birthPlace']})
    expect(code).toBe(10)
  })

  it('is never done with a person found by another than the first given name', async () => {
    const isaure = {
      birth_name: 'ESSAI-SECOND',
      first_given: 'HELENE',
      given_names: 'HELENE ISAURE',
      sex: 'F',
      birth_date: '1990-03-03',
    }
    const {code} = await verify(isaure)
    expect(code).toBe(10)
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
      expect(answer.data).toMatchObject({
        verdict: 'partial',
        notCompared: ['birthPlace'],
        search: {source: 'file'},
      })
      const placed = [...person, '--birth-place', '2A004']
      const run = (saved: string) =>
        runJson(['ins', 'verify', ...placed, ...words, '--from-answer', desk.write('answer.xml', saved)], {
          env: home.env,
        })
      expect(await run(answerXml(identity))).toMatchObject({code: 0, answer: {data: {verdict: 'identical'}}})
      const silent = answerXml({...identity, birthName: 'NON RENSEIGNE', birthDate: ''})
      const partial = await run(silent)
      expect(partial).toMatchObject({
        code: 10,
        answer: {data: {verdict: 'partial', notCompared: ['birthName', 'birthDate']}},
      })
      expectValid(partial.answer)
      const contradicting = await run(answerXml({...identity, first: 'ZOE'}))
      expect(contradicting.code).toBe(10)
      expect(contradicting.answer.data).toMatchObject({verdict: 'diverging', differences: ['givenNames']})
    } finally {
      home.remove()
    }
  })
})
