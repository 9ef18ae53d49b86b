import {CSV_START, csvLine} from '../../csv/csv-line.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {
  type CheckedAgainst,
  checkMatricule,
  insVerdict,
  type MatriculeCheck,
} from '../../ins/check-matricule.ts'
import {coherenceFindings} from '../../ins/coherence.ts'
import type {Outputs, TextOutput} from '../../ports/outputs.ts'
import type {Workbench} from '../ports.ts'
import {patientOfFlags} from '../submission/patient-of-flags.ts'
import {type InsCheck, shownCheck, Tally} from './check-report.ts'
import {type GivenIns, type InsValues, valuesOfFile, valuesOfText} from './ins-values.ts'

type Bench = Pick<Workbench, 'files' | 'signal' | 'sheets' | 'clock' | 'prompter' | 'profile' | 'warn'> & {
  readonly outputs: Outputs
  /** Notes in the log that numbers were asked for in clear. */
  noteUnmasked(): void
}

export interface CheckWish {
  /** Numbers, `-`, or one `@FILE`. */
  readonly words: readonly string[]
  /** Patient file: the number and the traits beside it. */
  readonly patient?: string | undefined
  readonly column?: string | undefined
  readonly sheet?: string | undefined
  readonly oid?: string | undefined
  /** A profile was named: OIDs are held against it, and it must be there. */
  readonly profileNamed: boolean
  /** The numbers were answered by INSi or the DMP. */
  readonly returned: boolean
  readonly unmask: boolean
  /** CSV of those that are not valid. */
  readonly output?: string | undefined
  readonly force: boolean
}

const ROOT = '1.2.250.1.213.1.4'

/**
 * `ins check`: form, key, parts, kind, environment and plausibility of numbers, offline.
 * @throws DmpError DMP_MISSING_VALUE without a number where nobody can be asked, DMP_FILE_UNREADABLE,
 * DMP_MANIFEST_UNREADABLE
 */
export async function checkIns(bench: Bench, wish: CheckWish): Promise<InsCheck> {
  const oid = wish.oid?.startsWith('.') ? ROOT + wish.oid : wish.oid
  if (wish.unmask) {
    bench.noteUnmasked()
    bench.warn({code: 'ins-unmasked'})
  }
  const thisYear = new Date(bench.clock.now()).getUTCFullYear()
  const against = new Against(bench, {thisYear, returned: wish.returned}, wish.profileNamed)
  const tally = new Tally()
  const output = wish.output === undefined ? undefined : await openOutput(bench, wish.output, wish.force)
  try {
    const {values, file} = await sourceOf(bench, wish, tally, against)
    if (values)
      for await (const block of values.blocks()) {
        bench.signal.throwIfAborted()
        for (const one of block) {
          const stated = one.oid ?? oid
          const check = checkMatricule(one.text, await against.of(stated))
          tally.add(check.verdict, () =>
            shownCheck(check, {line: one.line, oid: stated, unmask: wish.unmask}),
          )
          if (output && check.verdict !== 'valid') await output.write(outputLine(one, check))
        }
      }
    await output?.finish()
    return {
      file,
      column: values?.column ?? null,
      environment: against.environment,
      masked: !wish.unmask,
      read: tally.read,
      ...tally.counts,
      ...tally.results(),
      written: output ? (wish.output ?? null) : null,
    }
  } catch (error) {
    await output?.discard()
    throw error
  }
}

/** The gravest verdict. */
export function checkInsExit({invalid, suspicious}: InsCheck): ExitCode {
  if (invalid > 0) return exitCodes.invalidInput
  return suspicious > 0 ? exitCodes.findings : exitCodes.done
}

interface Source {
  readonly file: string | null
  readonly values?: InsValues
}

async function sourceOf(bench: Bench, wish: CheckWish, tally: Tally, against: Against): Promise<Source> {
  const {words, patient} = wish
  if (patient !== undefined) {
    await checkPatient(bench, {...wish, patient}, tally, against)
    return {file: patient}
  }
  const [word] = words
  const file = words.length === 1 && word?.startsWith('@') ? word.slice(1) : undefined
  if (file !== undefined) return {file, values: await valuesOfFile(bench, bench.files.resolve(file), wish)}
  if (words.length === 1 && word === '-') {
    const bytes = await bench.files.read('-')
    return {file: null, values: valuesOfText(new TextDecoder().decode(bytes))}
  }
  if (words.some((one) => one === '-' || one.startsWith('@'))) throw missing('@FILE')
  if (words.length === 0) {
    if (!bench.prompter.available) throw missing('INS')
    const typed = await bench.prompter.text('ask.ins')
    return {file: null, values: {blocks: () => [[{line: 1, text: typed}]]}}
  }
  bench.warn({code: 'ins-in-arguments'})
  const numbers = together(words).map((text, at) => ({line: at + 1, text}))
  return {file: null, values: {blocks: () => [numbers]}}
}

/** A number typed in groups, as cards print it, is one number. */
function together(words: readonly string[]): readonly string[] {
  const grouped = words.length > 1 && words.every((word) => /^(?:\d{1,3}|2[AB])$/i.test(word))
  return grouped ? [words.join(' ')] : words
}

/** One patient of a file: the number beside his traits. */
async function checkPatient(
  bench: Bench,
  {patient, unmask, oid}: CheckWish & {readonly patient: string},
  tally: Tally,
  against: Against,
): Promise<void> {
  const {ins, identity} = await patientOfFlags(bench, {patient})
  if (!ins) throw missing('ins')
  const year = identity ? {year: Number(identity.traits.birthDate.slice(0, 4))} : {}
  const alone = checkMatricule(ins.matricule, {...(await against.of(oid ?? ins.oid)), ...year})
  const findings = [
    ...alone.findings,
    ...(identity ? coherenceFindings(ins.matricule, identity.traits) : []).filter(
      ({rule}) => rule !== 'INS-UNUSUAL',
    ),
  ]
  const check: MatriculeCheck = {...alone, findings, verdict: insVerdict(findings)}
  tally.add(check.verdict, () => shownCheck(check, {line: 1, oid: ins.oid, unmask}))
}

/** What numbers are held against; the profile is read once, for the first that has an OID. */
class Against {
  readonly #bench: Bench
  readonly #base: CheckedAgainst
  readonly #required: boolean
  #place: CheckedAgainst['place'] | null

  constructor(bench: Bench, base: CheckedAgainst, required: boolean) {
    this.#bench = bench
    this.#base = base
    this.#required = required
  }

  get environment(): string | null {
    return this.#place?.environment ?? null
  }

  async of(oid: string | undefined): Promise<CheckedAgainst> {
    if (oid === undefined && !this.#required) return this.#base
    if (this.#place === undefined) this.#place = await this.#load()
    return {...this.#base, oid, place: this.#place ?? undefined}
  }

  async #load(): Promise<CheckedAgainst['place'] | null> {
    try {
      const {environment, ins} = await this.#bench.profile()
      return {environment, allowedOids: ins.allowedOids, oidMapping: ins.oidMapping}
    } catch (error) {
      if (this.#required || !(error instanceof DmpError) || error.code !== 'DMP_PROFILE_NOT_FOUND')
        throw error
      return null
    }
  }
}

async function openOutput({files, outputs}: Bench, path: string, force: boolean): Promise<TextOutput> {
  const output = await outputs.stream(files.resolve(path), {force})
  await output.write(CSV_START + csvLine(['line', 'verdict', 'fault', 'findings']))
  return output
}

/** The number itself is found by its line. */
function outputLine({line}: GivenIns, {verdict, fault, findings}: MatriculeCheck): string {
  const rules = findings.map(({rule, params}) =>
    [rule, params['part'] ?? params['reason']].filter(Boolean).join('/'),
  )
  return csvLine([line, verdict, fault, rules.join(' ')])
}

function missing(name: string): DmpError {
  return new DmpError('DMP_MISSING_VALUE', {params: {names: name}, details: {missing: [name]}})
}
