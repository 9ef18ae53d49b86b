/**
 * Texts of a service that may name somebody whom nobody asked for: another candidate, a homonym. Names are told from
 * nothing but what they are not: the words of such messages are few and known, and a word that is not among them goes.
 */
import {foldAccents} from '../../ins/names.ts'

const HIDDEN = '***'

/** Folded. No word that is a name as well. */
const KNOWN = new Set(
  `A AU AUX AVEC CE CES CETTE C D DANS DE DES DU ELLE EN EST ET IL J L LA LE LES LEUR M MAIS N NE NI NON NOUS ON OU OUI
  PAR PAS PLUS POUR QUE QUI QU S SA SANS SE SES SI SON SONT SOUS SUR T TOUS TOUTE TOUTES UN UNE VERS VOTRE VOS Y
  ABSENT ABSENTE ACCES ACTION ADMINISTRATEUR ANNEE ANOMALIE APPEL APPELER ASSURE ATTENDU ATTENDUE AUCUN AUCUNE
  AUTHENTIFICATION AUTORISATION AUTORISE AUTORISEE CANDIDAT CANDIDATS CARACTERE CARACTERES CERTIFICAT CHAMP CHAMPS CLE
  CODE COMPTE CONNEXION CONNU CONNUE CONTACTER CONTROLE CORRESPOND CORRESPONDANCE CORRESPONDANT CORRESPONDENT CRITERE
  CRITERES DATE DECEDE DECEDEE DELAI DEMANDE DEPASSE DISPONIBLE DONNEE DONNEES DOUBLON DOSSIER DROITS ECHEC ENREGISTRE
  ERREUR ERREURS ERRONE ERRONEE ESSAI ETRE EXISTE EXPIRE EXPIREE FONCTIONNELLE FORMAT GENRE HISTORIQUE IDENTIFIANT IDENTIFIANTS
  IDENTITE IDENTITES IMPOSSIBLE INATTENDUE INCOHERENT INCOHERENTE INCONNU INCONNUE INCORRECT INCORRECTE INDISPONIBLE INFORMATION
  INFORMATIONS INS INSI INTERNE INVALIDE JOUR LIEU LIBELLE LOGICIEL LISTE LONGUEUR MAUVAIS MAUVAISE MATRICULE MERCI MESSAGE
  MOIS MULTIPLES MULTIPLE NAISSANCE NAITRE NE NEE NES NIVEAU NOM NOMS NOMBRE NUMERO OBLIGATOIRE OPERATION PARAMETRE
  PARAMETRES PATIENT PATIENTS PERSONNE PERSONNES PLUSIEURS POSSIBLE PRECISER PRENOM PRENOMS PROFESSIONNEL QUALIFIEE RECHERCHE
  RECONNU RECONNUE REFUS REFUSE REFUSEE REPONSE REQUETE RESULTAT RESULTATS REESSAYER SAISI SAISIE SAISIR SERVEUR SERVICE SEXE
  STRUCTURE SUPERIEUR SYSTEME TECHNIQUE TELESERVICE TEMPS TRAIT TRAITS TRAITEMENT TRANSMIS TRANSMISE TROP TROUVE TROUVEE
  TROUVEES TROUVES USAGE UTILISATEUR VALEUR VALEURS VALIDE VEUILLEZ VIDE
  ACCESS AND AT BIRTH CALL DENIED ERROR EXCEPTION FAILED FAULT FIELD FOR FOUND IDENTITY IN INTERNAL INVALID IS KNOWN LINE
  MISSING NAME NO NOT NULL OF OK PATIENT PERSON REQUEST SEVERAL SERVER TECH THE TIMEOUT TO UNAVAILABLE UNKNOWN VALUE WAS`.split(
    /\s+/,
  ),
)
/** In capitals a word is a name as INSi writes them, unless it is one of these. */
const ACRONYMS =
  /^(?:OK|INSI?|NIR|NIA|OID|SOAP|XML|XSD|HTTPS?|TLS|CPS|CPE|SAML|VIHF|DMP|ANS|CNAM|SNGI|RNIPP|COG|INSEE|WSDL|URL|UUID|ID|CR)$/
const TECHNICAL = /^(?:\p{Lu}+\p{Ll}+){2,}$/u
const TECHNICAL_END = /(?:Exception|Error|Fault|Request|Response|Handler)$/

const MONTH =
  '(?:janv(?:ier)?|f[eé]vr?(?:ier)?|mars?|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[eé]c(?:embre)?|january|february|march|april|may|june|july|august|september|october|november|december)'
/** A day in figures in any order, its year whole or short; a month by its name beside a figure. */
const DAYS: readonly RegExp[] = [
  /(?<![\d.])(?:\d{4}[/. -]?\d{2}[/. -]?\d{2}|\d{1,2}[/. -]\d{1,2}[/. -](?:\d{4}|\d{2}))(?!\.?\d)/g,
  new RegExp(
    `(?<!\\d)\\d{1,2}(?:er|st|nd|rd|th)?[\\s./-]*${MONTH}(?!\\p{L})\\.?(?:[\\s./-]*\\d{2,4})?(?!\\d)`,
    'giu',
  ),
  new RegExp(`(?<!\\p{L})${MONTH}(?!\\p{L})\\.?\\s*(?:\\d{1,2},?\\s+)?\\d{4}(?!\\d)`, 'giu'),
]
/** A year, a postal code, a part of a number. */
const LONG_FIGURES = /(?<![\d.])\d{4,}(?!\.?\d)/g
const WORD = /(?<![\p{L}\p{M}\d_])[\p{L}][\p{L}\p{M}]*(?:['\u2019-][\p{L}\p{M}]+)*(?![\p{L}\p{M}\d_])/gu
const BETWEEN = /['\u2019-]/

function isKnown(word: string): boolean {
  if (/^\p{Lu}{2,}$/u.test(word)) return ACRONYMS.test(word)
  return KNOWN.has(foldAccents(word))
}

/** @param word may be made of parts: `n’est`, `D'ESSAI-FICTIF` */
function isPlain(word: string): boolean {
  if (TECHNICAL.test(word) && TECHNICAL_END.test(word)) return true
  const isName = /^\p{Lu}['\u2019]\p{Lu}{2}|^\p{Lu}{2,}-/u.test(word)
  return !isName && word.split(BETWEEN).every(isKnown)
}

const isCapital = (word: string) => word.split(BETWEEN).some((part) => /^\p{Lu}/u.test(part))

/**
 * A text without days, and without words that may be names.
 * @param closed every word that is not known goes, and long figures: for texts that have nothing to tell but a result
 */
export function withoutNames(text: string, closed: boolean): string {
  const hideWords = (from: string, goes: (word: string) => boolean) =>
    from.replace(WORD, (word) => (isPlain(word) || !goes(word) ? word : HIDDEN))
  const dayless = DAYS.reduce((left, days) => left.replace(days, HIDDEN), text)
  if (closed) return hideWords(dayless.replace(LONG_FIGURES, HIDDEN), () => true)
  const open = hideWords(dayless, isCapital)
  // Where one is named, what stands in small letters may be another.
  return open.includes(HIDDEN) ? hideWords(open, (word) => word.length > 1) : open
}
