import type {Messages} from '../messages.ts'

/** `dmp habilitation`, et qui pourra lire un document. */
export const habilitationFr: Messages = {
  'error.DMP_HABILITATION_WORD.what': 'Rien ne s’appelle « {word} » parmi {kind}.',
  'error.DMP_HABILITATION_WORD.what.several': '« {word} » désigne plusieurs choses parmi {kind} : {like}.',
  'error.DMP_HABILITATION_WORD.why':
    'Un type ou une profession se nomme par son code (11490-0, G15_60) ou par son libellé, même approché ; entre plusieurs, rien n’est deviné.',
  'error.DMP_HABILITATION_WORD.todo':
    'Reprenez un code. Le plus proche : {like}.\nTous les types et toutes les colonnes : dmp habilitation show',
  'error.DMP_HABILITATION_WORD.todo.several':
    'Reprenez l’un de ces codes.\nTous les types et toutes les colonnes : dmp habilitation show',
  'error.DMP_HABILITATION_WORD.todo.strange':
    'Reprenez un code : tous les types et toutes les colonnes sont dans dmp habilitation show',
  'error.DMP_HABILITATION_WORD.kind.type': 'les types de document',
  'error.DMP_HABILITATION_WORD.kind.profession': 'les professions',
  'error.DMP_HABILITATION_WORD.kind.any': 'les types de document et les professions',
  'error.DMP_HABILITATION_FILE.what':
    '{file} n’est pas une matrice d’habilitation utilisable : {at} – {expected} attendu.',
  'error.DMP_HABILITATION_FILE.why':
    'Une ligne trop courte ou un nom mal écrit donnerait ou retirerait un droit sans le dire : le fichier est pris en entier ou pas du tout.',
  'error.DMP_HABILITATION_FILE.todo':
    'Corrigez l’endroit nommé (modèle : data/habilitation.json du programme), ou retirez --file et le réglage de votre profil pour revenir à la matrice fournie.',
  'error.DMP_HABILITATION_FILE.expected.json': 'du JSON en UTF-8',
  'error.DMP_HABILITATION_FILE.expected.object': 'un objet',
  'error.DMP_HABILITATION_FILE.expected.list': 'une liste qui n’est ni vide ni démesurée',
  'error.DMP_HABILITATION_FILE.expected.text': 'un texte',
  'error.DMP_HABILITATION_FILE.expected.flag': 'true ou false',
  'error.DMP_HABILITATION_FILE.expected.day': 'un jour AAAA-MM-JJ',
  'error.DMP_HABILITATION_FILE.expected.known': 'un nom connu',
  'error.DMP_HABILITATION_FILE.expected.format': '« dmp.habilitation-matrix/1 »',
  'error.DMP_HABILITATION_FILE.expected.once': 'un code qui n’y est pas déjà',
  'error.DMP_HABILITATION_FILE.expected.marks':
    '[code du type, classe, un x ou un point pour chaque colonne]',
  'warning.habilitation-unread':
    'Qui pourra lire le document n’est pas dit : la matrice d’habilitation du profil ne se lit pas ({reason}). Rien d’autre n’en dépend. Pour savoir pourquoi : dmp habilitation show',
  'warning.habilitation-profile':
    'Le profil ne se lit pas ici ({reason}) : un réglage habilitation.file qu’il aurait n’est pas suivi, la matrice fournie est montrée.',
  'command.habilitation.show.summary':
    'montre qui peut consulter un type de document, ou ce qu’une profession consulte',
  'command.habilitation.show.description':
    'D’après la matrice d’habilitation du DMP (arrêté du 26 octobre 2023), gardée ici avec sa date. Elle dit qui consulte, jamais qui alimente : aucun envoi n’en dépend. Le droit vient de la profession lue dans la carte, non du poste occupé. Sans mot, la matrice entière.',
  'command.habilitation.why.summary':
    'dit pourquoi une profession ne voit pas un type de document : la première raison',
  'command.habilitation.why.description':
    'La matrice d’abord, puis ce qui s’y ajoute et que vous indiquez : blocage par le patient, masquage, DMP fermé, défaut de consentement. Ce qui n’est pas indiqué n’est pas jugé, et le résultat le rappelle. Code de sortie 0 si rien de ce qui est dit n’interdit, 10 sinon ou si ce n’est pas sûr.',
  'arg.habilitation-word': 'type de document ou profession, par code ou libellé',
  'arg.habilitation-type': 'type de document : code (60280-5) ou libellé',
  'arg.habilitation-profession':
    'profession : code (G15_60, 60, SM25), libellé (infirmière), ou colonne (« colonne 14 »)',
  'flag.habilitation-file': 'matrice à lire à la place de celle du profil ou du programme',
  'flag.habilitation-masked': 'le document est masqué aux professionnels',
  'flag.habilitation-author': 'ce professionnel en est l’auteur',
  'flag.habilitation-treating-doctor': 'ce professionnel est médecin traitant DMP du patient',
  'flag.habilitation-invisible-patient': 'le document est invisible au patient',
  'flag.habilitation-invisible-representatives': 'le document est invisible aux représentants légaux',
  'flag.habilitation-blocked': 'le patient a bloqué ce professionnel ou son établissement',
  'flag.habilitation-closed': 'le DMP est fermé',
  'flag.habilitation-no-consent': 'hors de l’équipe de soins, et sans le consentement du patient',
  'flag.habilitation-establishment': 'lecture par un certificat d’établissement, sans carte de professionnel',
  'setting.habilitation.file': 'matrice d’habilitation à lire à la place de celle du programme',
  'habilitation.readers.unknown': 'la matrice n’en parle pas',
  'habilitation.readers.nobody': 'aucun professionnel',
  'habilitation.readers.only': '{names} seulement',
  'habilitation.readers.pending': '(* : professions « à rôle », entrée en vigueur à vérifier)',
  'habilitation.future.line': 'lisible par (matrice du {date}) : {readers}',
  'habilitation.future.masked':
    'masqué aux professionnels : lisible par son auteur, les médecins traitants DMP et le patient ; une fois démasqué (matrice du {date}) : {readers}',
  'habilitation.source':
    'Matrice du {date}, à relire contre le PDF officiel (dmp.fr) avant de s’appuyer sur une case. Elle ne refuse jamais un envoi.',
  'habilitation.source.own': 'Matrice du {date}, lue dans {from} ({source}). {status}',
  'habilitation.pending':
    '* Colonnes des professions « à rôle » (social, médico-social) : publiées, puis sans effet un temps à cause d’un recours du CNOM ; vérifiez leur état d’aujourd’hui.',
  'habilitation.inferred': 'Sa colonne est déduite du libellé de la profession : à vérifier.',
  'habilitation.no-column':
    'Cette profession n’est dans aucune colonne : aucun type consultable par la matrice. Une profession du social ou du médico-social peut relever d’un rôle (colonnes des rôles, * ci-dessous).',
  'habilitation.show.readers': 'Consultable par {count} colonne(s) sur {total} :',
  'habilitation.show.others': 'Non consultable par :',
  'habilitation.show.columns': 'Colonne : {columns}',
  'habilitation.show.reads': 'Consulte {count} type(s) :',
  'habilitation.show.depends': 'Selon la spécialité, {count} type(s) :',
  'habilitation.show.hidden': 'Ne consulte pas {count} type(s) :',
  'habilitation.head.type': 'Type',
  'habilitation.head.label': 'Libellé',
  'habilitation.head.marks': 'Colonnes, dans l’ordre (x : consulte)',
  'habilitation.head.profession': 'Profession',
  'habilitation.verdict.may': 'Consultable : rien de ce qui est dit ne l’interdit.',
  'habilitation.verdict.may-not': 'Non consultable.',
  'habilitation.verdict.unsure': 'Pas sûr : voir ci-dessous.',
  'habilitation.why.first': 'Première raison : {reason}',
  'habilitation.why.not-stated': 'Non indiqué, donc non jugé : {reasons}.',
  'habilitation.why.emergency': 'L’urgence (bris de glace) et la régulation ont leurs propres règles.',
  'habilitation.not-stated.blocked': 'un blocage par le patient',
  'habilitation.not-stated.masked': 'le masquage',
  'habilitation.not-stated.closed': 'un DMP fermé',
  'habilitation.not-stated.consent': 'le consentement ou l’équipe de soins',
  'habilitation.step.certificate.forbids':
    'un certificat d’établissement ne consulte aucun document : il faut la carte (CPS, e-CPS) d’un professionnel.',
  'habilitation.step.matrix.yes': 'la matrice l’ouvre à : {columns}.',
  'habilitation.step.matrix.no': 'la matrice ne l’ouvre pas à : {columns}. Elle l’ouvre à : {readers}.',
  'habilitation.step.matrix.no-column':
    'cette profession n’est dans aucune colonne de la matrice. Le type est ouvert à : {readers}.',
  'habilitation.step.matrix.depends':
    'selon la spécialité : la profession est dans plusieurs colonnes ({columns}), et le type n’est ouvert qu’à : {readers}.',
  'habilitation.step.matrix.pending':
    'la matrice l’ouvre à : {columns}, colonne dont l’entrée en vigueur est à vérifier.',
  'habilitation.step.matrix.unknown': 'la matrice ne parle pas de ce type.',
  'habilitation.step.blocked.forbids':
    'le patient a bloqué ce professionnel ou son établissement ; lui seul peut lever ce blocage.',
  'habilitation.step.masked.forbids':
    'le document est masqué : seuls son auteur, les médecins traitants DMP et le patient le voient.',
  'habilitation.step.masked.allows':
    'le document est masqué, mais son auteur et les médecins traitants DMP le voient.',
  'habilitation.step.invisible-patient.others':
    'invisible au patient : cela ne le cache pas à ce professionnel.',
  'habilitation.step.invisible-representatives.others':
    'invisible aux représentants légaux : cela ne le cache pas à ce professionnel.',
  'habilitation.step.closed.forbids': 'le DMP est fermé.',
  'habilitation.step.consent.forbids':
    'ce professionnel n’est pas de l’équipe de soins et n’a pas le consentement du patient.',
}
