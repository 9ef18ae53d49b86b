/**
 * The pages of the DMP's web access for professionals (Web-PS) that another software may open: contextual access,
 * TD0.9 (FI-527). A browser opens them; the person then authenticates with a card of his own (CPS, CPE or e-CPS).
 *
 * This folder knows the pages, which of them take a patient, and the form of the address; it builds it and reads it back.
 * It does not know the hosts (a setting of the profile: none is built in), does not call them, and says nothing of the
 * AIR variant (TD0.10). An establishment certificate opens none of these pages: the access is direct only.
 */
import {foldAccents} from '../ins/names.ts'

/** Whether the address of a page names a patient. */
export type PatientPart = 'required' | 'optional' | 'none'

export interface WebpsPage {
  /** As it stands in the address. */
  readonly name: string
  readonly patient: PatientPart
}

export const webpsPages = [
  {name: 'TableauDeBord', patient: 'optional'},
  {name: 'DossierPatient', patient: 'required'},
  {name: 'GestionDMPPatient', patient: 'required'},
  {name: 'Documents', patient: 'required'},
  {name: 'ParcoursDeSoins', patient: 'required'},
  {name: 'HistoriqueAcces', patient: 'required'},
  {name: 'Parametrages', patient: 'none'},
  {name: 'VolontesEtDroits', patient: 'required'},
  {name: 'CarnetVaccination', patient: 'required'},
] as const satisfies readonly WebpsPage[]

/** Means that the Web-PS takes (FI-527): persons, never an establishment. */
export const webpsMeans = ['CPS', 'CPE', 'e-CPS'] as const

const SMALL_WORDS = new Set(['DE', 'DU', 'DES', 'D', 'ET', 'LE', 'LA', 'LES', 'L'])
const WORDS = /^[\p{L}\p{M} '’-]{1,60}$/u

/** The page that a word names: its name in the address, or its French words, whatever case, accents and hyphens. */
export function webpsPageOf(text: string): WebpsPage | undefined {
  const wanted = text.trim()
  if (!WORDS.test(wanted)) return undefined
  const keys = keysOf(wanted)
  return webpsPages.find(({name}) => keysOf(name).some((key) => keys.includes(key)))
}

/** All letters, and the letters without the small words where they can be told apart. */
function keysOf(text: string): readonly string[] {
  const parted = text.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
  const words = foldAccents(parted)
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '')
  return [words.join(''), words.filter((word) => !SMALL_WORDS.has(word)).join('')]
}
