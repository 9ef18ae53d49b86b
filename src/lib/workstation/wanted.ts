/**
 * What a workstation is wanted for. A missing reader is a fault where a card is used, and none where a server feeds the
 * DMP by the certificates of its structure: a diagnosis begins here.
 */
export const wantedUses = ['web-ps-card', 'web-ps-e-cps', 'feeding-certificate'] as const

/**
 * `web-ps-card`: the professional opens the DMP in a browser with a CPx card; `web-ps-e-cps`: with the mobile
 * application, through Pro Santé Connect; `feeding-certificate`: software feeds the DMP by ORG certificates.
 */
export type WantedUse = (typeof wantedUses)[number]

export interface Wanted {
  readonly use: WantedUse
  /** A carte Vitale is wanted too (access with the patient there). */
  readonly vitale: boolean
}
