/*
 * Who may see a document of the DMP: masked to professionals, invisible to the patient until an announcement
 * consultation, invisible to a minor's legal representatives.
 *
 * EX_2.1-1050: the choice is made for each document and never assumed; hiding from the patient and from
 * professionals together is refused unless param-lps allows the cumulation. In indirect mode visibility changes
 * only by replacing the document (FI-526), so two directions need a word of their own: showing what was hidden
 * (`--reveal`) cannot be undone for who has read it, and hiding what was visible (`--conceal`) is too late for
 * who has. A replacement that states nothing keeps what the journal knows.
 *
 * Not here: the codes that go on the wire (`xds`), how param-lps is fetched, asking for confirmation.
 */

/**
 * Who may not see a document yet. All false is "visible". Stated by the operator for each document, never
 * assumed (EX_2.1-1050).
 */
export interface Visibility {
  /** MASQUE_PS */
  readonly hiddenFromProfessionals: boolean
  /** INVISIBLE_PATIENT */
  readonly hiddenFromPatient: boolean
  /** INVISIBLE_REPRESENTANTS_LEGAUX */
  readonly hiddenFromLegalRepresentatives: boolean
}

export const visible: Visibility = {
  hiddenFromProfessionals: false,
  hiddenFromPatient: false,
  hiddenFromLegalRepresentatives: false,
}
