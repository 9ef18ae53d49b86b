import {DmpError} from '../../errors/dmp-error.ts'
import type {Oid} from '../../ids/oid.ts'
import {insFits, isInsOid} from '../../ins/ins-oids.ts'
import {maskIns, parseMatricule} from '../../ins/matricule.ts'
import type {Matricule} from '../../ins/patient-identity.ts'
import type {AddressOpener} from '../../ports/address-opener.ts'
import type {Profile} from '../../profile/profile.ts'
import {type ContextualAddress, contextualAddress, readWebpsBase} from '../../webps/contextual-address.ts'
import {type WebpsPage, webpsMeans, webpsPageOf, webpsPages} from '../../webps/pages.ts'
import type {Workbench} from '../ports.ts'
import {wordValue} from '../submission/patient-of-flags.ts'
import type {WebpsAddress} from './webps-report.ts'

export interface WebpsWish {
  readonly page: string
  /** `@FILE`, `-` or the number itself; asked at the terminal for a page that needs one. */
  readonly ins?: string | undefined
  readonly insOid?: string | undefined
  /** Instead of the profile's `endpoints.webPs`. */
  readonly base?: string | undefined
  readonly open: boolean
  readonly yes: boolean
  readonly output?: string | undefined
  readonly force: boolean
  readonly unmask: boolean
  readonly profileNamed: boolean
}

type Bench = Pick<Workbench, 'files' | 'profile' | 'prompter' | 'signal' | 'warn'> & {
  readonly openAddress: AddressOpener
  noteUnmasked(): void
}

const ROOT = '1.2.250.1.213.1.4'
const LONGEST_SHOWN = 40
const FEW_DIGITS = 5

/**
 * `webps url`: the address of the contextual access (TD0.9) built and checked; opened or written when that is asked.
 * No error holds the INS, and nothing is called.
 * @throws DmpError DMP_WEBPS_PAGE, DMP_WEBPS_ADDRESS, DMP_WEBPS_NOT_OPENED, DMP_CONFIRMATION_NEEDED, DMP_INS_INVALID,
 * DMP_INS_ENVIRONMENT, DMP_MISSING_VALUE, DMP_FILE_EXISTS
 */
export async function webpsUrl(bench: Bench, wish: WebpsWish): Promise<WebpsAddress> {
  const page = pageOf(wish)
  if (wish.output === '-') throw new DmpError('DMP_USAGE', {params: {problem: '--output - : --unmask'}})
  const profile = await profileOf(bench, wish)
  const base = wish.base ?? profile?.endpoints.webPs
  if (base === undefined)
    throw new DmpError('DMP_WEBPS_ADDRESS', {
      params: {case: 'missing', reason: 'missing'},
      details: {reason: 'missing'},
    })
  const origin = readWebpsBase(base)
  const oid = insOid(wish.insOid)
  const matricule = await patientOf(bench, page, wish)
  const fits = matricule !== undefined && oid !== undefined
  if (fits && profile)
    insFits({matricule, oid}, profile.environment, profile.ins.allowedOids, profile.ins.oidMapping)
  const built = contextualAddress(origin, page, matricule)
  if (profile && new URL(profile.endpoints.base).host === built.host)
    bench.warn({code: 'webps-same-host', params: {host: built.host}})
  const named = matricule !== undefined
  if (wish.open && named) await agree(bench, page, built, {...wish, environment: profile?.environment ?? '—'})
  const written = await write(bench, built, wish)
  const opened = wish.open ? await open(bench, page, built) : null
  if (wish.unmask && named) bench.noteUnmasked()
  return {
    page: page.name,
    patient: page.patient,
    environment: profile?.environment ?? null,
    host: built.host,
    ...shown(built, matricule, wish),
    ...checks(matricule, fits && profile !== undefined),
    authentication: {mode: 'direct', means: webpsMeans, establishmentCertificate: false},
    opened,
    written,
  }
}

function shown(
  {address, masked}: ContextualAddress,
  matricule: Matricule | undefined,
  {unmask}: WebpsWish,
): Pick<WebpsAddress, 'address' | 'ins' | 'masked'> {
  if (matricule === undefined) return {address, ins: null, masked: false}
  if (unmask) return {address, ins: matricule, masked: false}
  return {address: masked, ins: maskIns(matricule), masked: true}
}

function checks(
  matricule: Matricule | undefined,
  environment: boolean,
): Pick<WebpsAddress, 'checked' | 'notChecked'> {
  const always = ['https', 'page', 'reads-back'] as const
  if (matricule === undefined) return {checked: always, notChecked: ['host']}
  if (environment) return {checked: [...always, 'ins-key', 'ins-environment'], notChecked: ['host']}
  return {checked: [...always, 'ins-key'], notChecked: ['ins-environment', 'host']}
}

function pageOf({page: text, ins, insOid: oid}: WebpsWish): WebpsPage {
  const page = webpsPageOf(text)
  const pages = webpsPages.map(({name}) => name)
  if (!page) {
    const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
    // An address or a number pasted here may be a patient's.
    const params = {
      page: text.replaceAll(/\D/g, '').length >= FEW_DIGITS ? '***' : shown,
      pages: pages.join(', '),
    }
    throw new DmpError('DMP_WEBPS_PAGE', {params, details: {pages}})
  }
  if (page.patient === 'none' && (ins !== undefined || oid !== undefined))
    throw new DmpError('DMP_WEBPS_PAGE', {
      params: {case: 'no-patient', page: page.name, pages: pages.join(', ')},
      details: {page: page.name},
    })
  return page
}

/** One that nobody named need not be there: the host may be given. */
async function profileOf(bench: Bench, {profileNamed}: WebpsWish): Promise<Profile | undefined> {
  try {
    return await bench.profile()
  } catch (error) {
    const absent = error instanceof DmpError && error.code === 'DMP_PROFILE_NOT_FOUND'
    if (profileNamed || !absent) throw error
    return undefined
  }
}

function insOid(given: string | undefined): Oid | undefined {
  if (given === undefined) return undefined
  const oid = (given.startsWith('.') ? ROOT + given : given) as Oid
  if (isInsOid(oid)) return oid
  const params = {oid, environment: '-', reason: 'unknown'}
  throw new DmpError('DMP_INS_ENVIRONMENT', {params, details: params})
}

async function patientOf(
  bench: Bench,
  page: WebpsPage,
  {ins, insOid: oid}: WebpsWish,
): Promise<Matricule | undefined> {
  if (ins !== undefined) {
    if (ins !== '-' && !ins.startsWith('@')) bench.warn({code: 'ins-typed'})
    return parseMatricule(await wordValue(bench, ins))
  }
  const wanted = page.patient === 'required' || oid !== undefined
  if (!wanted) return undefined
  if (!bench.prompter.available)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--ins'}, details: {missing: ['ins']}})
  return parseMatricule(await bench.prompter.secret('webps.ask.ins'))
}

/** Readable by this account alone, as every file that is written. */
async function write(
  {files}: Bench,
  {address}: ContextualAddress,
  {output, force}: WebpsWish,
): Promise<string | null> {
  if (output === undefined) return null
  const file = files.resolve(output)
  if (!force && (await files.exists(file))) throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
  await files.write(file, `${address}\n`, {force})
  return output
}

/** Nothing is written or opened before. @throws DmpError DMP_CONFIRMATION_NEEDED */
async function agree(
  {prompter, warn}: Bench,
  {name}: WebpsPage,
  {masked}: ContextualAddress,
  {yes, environment}: {readonly yes: boolean; readonly environment: string},
): Promise<void> {
  warn({code: 'webps-opening', params: {page: name, address: masked, environment}})
  if (yes || (prompter.available && (await prompter.confirm('consent.webps-open')))) return
  throw new DmpError('DMP_CONFIRMATION_NEEDED', {
    params: {case: 'webps-open', action: 'webps-open', value: name},
    details: {action: 'webps-open', page: name},
  })
}

async function open(
  bench: Bench,
  {name}: WebpsPage,
  {address}: ContextualAddress,
): Promise<WebpsAddress['opened']> {
  const opening = await bench.openAddress(address, bench.signal)
  if (opening.kind === 'handed-over' || opening.kind === 'running') return opening
  const {kind: reason, program} = opening
  const detail = opening.kind === 'failed' ? opening.detail : '-'
  throw new DmpError('DMP_WEBPS_NOT_OPENED', {
    params: {program, reason, detail, page: name},
    details: {program, reason, detail},
  })
}
