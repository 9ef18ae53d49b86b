import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

describe('patient status', () => {
  it.each([
    ['active-linked', 'active', 0],
    ['active-linked-2', 'active', 0],
    ['active-linked-3', 'active', 0],
    ['active-linked-4', 'active', 0],
    ['active-unlinked', 'active-without-ens', 0],
    ['closed-by-patient', 'closed', 10],
    ['closed-after-death', 'closed', 10],
    ['none', 'none', 10],
    ['homonym-1', 'active', 0],
    ['homonym-2', 'active', 0],
    ['minor', 'active', 0],
    ['coming-of-age', 'active', 0],
    ['changed-ins', 'active', 0],
    ['blocks-establishment', 'active', 0],
    ['wrong-traits', 'active', 0],
  ])('of %s is %s', async (key, verdict, exit) => {
    const {answer, code} = await desk.json(['patient', 'status', '--patient', desk.patientFile(key)])
    expect(answer.error).toBeNull()
    expect(answer.data).toMatchObject({verdict, feedable: verdict.startsWith('active')})
    expect(code).toBe(exit)
    expect(JSON.stringify(answer)).not.toContain(desk.patient(key).matricule)
  })

  it('gives reason and date of a closure', async () => {
    const {answer} = await desk.json([
      'patient',
      'status',
      '--patient',
      desk.patientFile('closed-after-death'),
    ])
    expect(answer.data.closure.reason).toBe('FERMETURE_DECES_PATIENT')
    expect(answer.data.closure.date).toBe('2024-06-20')
  })

  it('names the traits that differ and shows their values only when asked', async () => {
    const ours = {birth_name: 'DISCORDANTE', birth_date: '19680530'}
    const words = ['patient', 'status', '--patient', desk.patientFile('wrong-traits', ours)]
    const masked = await desk.json(words)
    expect(masked.answer.data.differences.map(({trait}: {trait: string}) => trait)).toEqual(
      expect.arrayContaining(['birthName', 'birthDate']),
    )
    expect(masked.code).toBe(10)
    expect(masked.answer.data.feedable).toBe(true)
    expect(masked.stdout).not.toMatch(/DISCORDANT/)
    const shown = await desk.json([...words, '--show-traits'])
    expect(shown.stdout).toContain('DISCORDANTE')
  })

  it('says on the screen who must call whom', async () => {
    const env = {DMP_CONTACTS_PATIENT_SUPPORT: '01 99 00 00 01', DMP_CONTACTS_DMP_SUPPORT: '01 99 00 00 02'}
    const {stdout, code} = await desk.text(
      ['patient', 'status', '--patient', desk.patientFile('closed-by-patient')],
      {env},
    )
    expect(code).toBe(10)
    expect(stdout).toMatch(/01 99 00 00 0[12]/)
  })

  it('says that nobody reopens a DMP closed after a death, and that its patient may reopen his own', async () => {
    const said = async (key: string) =>
      (await desk.text(['patient', 'status', '--patient', desk.patientFile(key), '--lang', 'en'])).stdout
    const dead = await said('closed-after-death')
    expect(dead).toMatch(/2024-06-20 \(after the patient's death\)/)
    expect(dead).toContain('Nobody reopens')
    expect(dead).not.toContain('Only the patient')
    expect(await said('closed-by-patient')).toContain('Only the patient can reopen')
    const {answer} = await desk.submit(desk.newText(), {patient: 'closed-after-death'})
    expect(answer.error?.code).toBe('DMP_PATIENT_CLOSED')
    expect(answer.error?.message).toContain('2024-06-20')
    expect(answer.error?.suggestions.join(' ')).toContain('personne ne le rouvre')
  })

  it('names a patient who blocked this establishment: feeding goes on, reading does not', async () => {
    const words = ['patient', 'status', '--patient', desk.patientFile('blocks-establishment')]
    const {answer} = await desk.json(words)
    expect(answer.data).toMatchObject({authorisation: 'INTERDIT', feedable: true})
    const {stdout} = await desk.text([...words, '--lang', 'en'])
    expect(stdout).toMatch(/blocked this establishment: feeding remains possible/)
    const {stdout: other} = await desk.text([
      'patient',
      'status',
      '--patient',
      desk.patientFile('minor'),
      '--lang',
      'en',
    ])
    expect(other).not.toContain('blocked')
  })
})
