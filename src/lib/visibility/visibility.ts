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
