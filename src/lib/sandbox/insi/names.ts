/** Namespaces of INSi v1 (WSDL DESIR_ICIR_EXP_1.5.0). */
export const ctxbam = 'urn:siram:bam:ctxbam'
export const ctxlps = 'urn:siram:lps:ctxlps'
export const siram = 'urn:siram'
export const searchByTraits = 'http://www.cnamts.fr/INSiRecSans'
export const searchByCard = 'http://www.cnamts.fr/INSiRecVit'
export const result = 'http://www.cnamts.fr/INSiResultat'

const actions = 'urn:ServiceIdentiteCertifiee:1.0.0:'
export const traitsAction = `${actions}rechercherInsAvecTraitsIdentite`
export const cardAction = `${actions}rechercherInsAvecCarteVitale`

/** Certificates that INSi admits, by common name (public clients: any other gets `desir_560`). */
export const admittedNames: ReadonlySet<string> = new Set(['INSI-AUTO', 'INSI-MANU'])
