//! The words of French.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// French: see the fields of [`Language`] for what each list is.
pub static FRENCH: Language = Language {
    code: "fr",
    name: "French",
    months: Months::Named([
        "janvier|janv",
        "février|févr|fév",
        "mars",
        "avril|avr",
        "mai",
        "juin",
        "juillet|juil",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre|déc",
    ]),
    weekdays: [
        "lundi|lun",
        "mardi|mar",
        "mercredi|mer",
        "jeudi|jeu",
        "vendredi|ven",
        "samedi|sam",
        "dimanche|dim",
    ],
    dates: DateWords {
        minutes: "minute",
        published: "publié|publiée|publication|créé",
        modified: "mis|mise|maj|actualisé|actualisée|modifié|modifiée",
        accessed: "consulté|consultée|consultation",
        joiners: "à|le|la|les|heure|heures|jour|dernière",
        of: "de|des|d'",
        reading: "lecture|temps",
        noon: "midi",
        midnight: "minuit",
        ordinals: "er|ère",
        ago: "ya|hier|heures",
        ..DateWords::NONE
    },
    references: References {
        headings: "références|références bibliographiques|notes de bas de page|ouvrages cités|liens|\
            sources citées|liste des références|sources consultées|sources utilisées|\
            sources principales|sources des citations|œuvres citées|références citées|\
            références consultées|sources et références|travaux cités",
        joiners: "et",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "commentaires|laisser un commentaire|articles liés|lire aussi|vous aimerez aussi|\
            à lire également|à lire aussi|sur le même sujet|articles similaires",
        lines: "partager",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "publié par|écrit par|par|par:|texte:|texte :|auteur:|auteur :",
        joiners: "et|avec",
        particles: "de|du|la|le|d",
        desks: "rédaction|redaction|équipe",
        organisations: "agence|institut|université|actualités|centre",
        roles: "journaliste|correspondant|correspondante|rédacteur|rédactrice|reporter",
        beside: "auteur|par",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "bien sûr|certainement|voici|avec plaisir|ci-dessous",
        title: "titre",
        summary: "résumé|chapô",
        form: "mots-clés",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "objet|sujet",
        from: "de|expéditeur",
        date: "date|envoyé|envoyé le",
        to: "à|a|destinataire",
    },
    figures: Figures {
        percent: "pourcent",
        money: "dollars|livres|francs|roubles|centimes",
        units: "personnes|habitants|morts|emplois|kilomètres|mètres|hectares|tonnes|kilogrammes|degrés|voix|fois",
        designations: "page|chapitre|article|numéro|tome",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "deux=2|trois=3|quatre=4|cinq=5|six=6|sept=7|huit=8|neuf=9|dix=10|onze=11|douze=12|\
            treize=13|quatorze=14|quinze=15|seize=16|vingt=20|trente=30|quarante=40|\
            cinquante=50|soixante=60",
        scales: "cent=2|cents=2|mille=3|million=6|millions=6|milliard=9|milliards=9|md=9|mds=9|millier=3|milliers=3|millones=6",
        about: "environ|près|quelque|quelques|autour",
        over: "plus|de|dépassant",
        under: "moins|presque",
        negations: "pas|ne|non|jamais|aucun|aucune|rien|personne|sans|ni",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins {
        furniture: "imprimer|publicité|partager|lire aussi",
        adverts: "publicité",
        ..Margins::NONE
    },
    not_found: NotFound {
        things: "page|article|contenu|sujet|billet",
        lacks: "n'existe pas|n'existe plus|introuvable|n'a pas été trouvé|n'a pu être trouvé|n'est plus disponible|a été supprimé|a été retiré|n'est plus en ligne|n'est plus accessible",
        sold: "est à vendre|à vendre|en vente",
        phrases: "page introuvable|page non trouvée|page est introuvable|page n'existe pas|\
            page n’existe pas|page n'existe plus|page n’existe plus|page demandée|\
            page que vous cherchez|page que vous recherchez|page n'a pas été trouvée|\
            page n’a pas été trouvée|page n'est plus disponible|page n’est plus disponible|\
            article introuvable|article n'existe plus|article n’existe plus|contenu introuvable|\
            contenu indisponible|contenu n'est plus disponible|ressource est introuvable|domaine est à vendre|domaine à vendre|domaine peut être à vendre|acheter ce domaine|acheter ce nom de domaine|domaine est réservé|domaine a été réservé|domaine est enregistré|domaine a été enregistré|domaine est parqué|domaine est en parking|vidéo est privée|vidéo n'est plus disponible|vidéo n’est plus disponible|vidéo a été supprimée|vidéo supprimée|vidéo a été retirée|vidéo indisponible|vidéo n'est pas disponible|vidéo n’est pas disponible|article n'est plus disponible|article n’est plus disponible|article a été supprimé|article a été retiré|contenu a été supprimé|offre d'emploi a expiré|offre d’emploi a expiré|offre d'emploi n'est plus|offre d’emploi n’est plus|poste a été pourvu|annonce a expiré|annonce n'est plus disponible|annonce n’est plus disponible|contenu n’est plus disponible|contenu n'est plus en ligne|contenu n’est plus en ligne|article n'est plus en ligne|article n’est plus en ligne|aucun site n'est encore installé|aucun site n’est encore installé|aucun site n'est installé|aucun site n’est installé|aucun site web n'est associé|aucun site web n’est associé|votre domaine a bien été créé|votre nom de domaine a bien été enregistré|domaine vient d'être enregistré|domaine vient d’être enregistré|site n'est pas encore installé|site n’est pas encore installé",
        bare: "introuvable|erreur 404|vidéo privée|vidéo indisponible|vidéo supprimée",
        excuses: "introuvable|erreur|n'existe|n'est plus",
        fillers: "erreur|désolé|cette|la|le",
        empty: "aucun résultat|aucun article trouvé|aucun article|0 résultat|aucun contenu",
    },
    walls: Walls {
        gates: "session a expiré|session expirée|connectez-vous pour|inscrivez-vous pour|créez un compte pour|veuillez vous connecter|réservé aux abonnés|abonnez-vous pour|vous n'êtes pas identifié ou vous n'avez pas|vous n'êtes pas connecté ou vous n'avez pas|vous devez être inscrit et connecté pour voir|vous devez être enregistré et connecté pour|réservé aux utilisateurs inscrits|réservé aux lecteurs inscrits|connexion nécessaire|connexion requise|authentification nécessaire|authentification requise|vous devez vous connecter|vous devez être connecté|identification requise|ce contenu est protégé par un mot de passe",
        passing: "une erreur est survenue|une erreur s'est produite|un problème est survenu|erreur inattendue|problème technique|problèmes techniques|difficultés techniques|temporairement indisponible|momentanément indisponible|erreur interne du serveur|en maintenance|réessayer plus tard|réessayez plus tard|veuillez réessayer|brièvement indisponible|indisponible pour cause de maintenance|maintenance planifiée|maintenance programmée|il y a eu une erreur critique|erreur critique sur ce site|erreur critique sur votre site|un problème s'est produit|quelque chose s'est mal passé|une erreur interne|site est en maintenance|erreur lors de la connexion à la base de données|nous rencontrons un problème|revenez dans quelques|erreur de connexion à la base de données|impossible de se connecter à la base de données",
        denied: "accès refusé|accès interdit|accès non autorisé|vous n'avez pas accès",
        titles: "un instant|vérification de sécurité",
        says: "vérifiez que vous êtes humain|vérifiez que vous êtes un humain|\
            que vous n'êtes pas un robot|je ne suis pas un robot|vérification que vous êtes humain|confirmez que vous êtes humain|êtes-vous un robot|êtes-vous humain|vérification de votre navigateur|trafic inhabituel|prouvez que vous êtes humain|pour vérifier que vous n'êtes pas|si vous êtes humain|si vous êtes un humain|si vous êtes une personne|que vous êtes humain|que vous êtes un humain",
        regions: "bloqué par décision de justice|bloqué sur décision de justice|bloqué par une décision de justice|n'est pas disponible dans votre|indisponible dans votre pays|indisponible dans votre région|depuis votre pays|pas disponible dans votre pays|pas disponible dans votre région|pas disponible…votre pays|pas disponible…votre région|pas disponible…votre territoire|pas disponible…votre zone|pas disponible…votre localisation|pas disponible…ton pays|pas accessible…votre pays|pas accessible…votre région|pas accessible…votre territoire|pas accessible…votre zone|pas accessible…votre localisation|pas accessible…ton pays|pas visible…votre pays|pas visible…votre région|pas visible…votre territoire|pas visible…votre zone|pas visible…votre localisation|pas visible…ton pays|indisponible…votre pays|indisponible…votre région|indisponible…votre territoire|indisponible…votre zone|indisponible…votre localisation|indisponible…ton pays|inaccessible…votre pays|inaccessible…votre région|inaccessible…votre territoire|inaccessible…votre zone|inaccessible…votre localisation|inaccessible…ton pays|non disponible…votre pays|non disponible…votre région|non disponible…votre territoire|non disponible…votre zone|non disponible…votre localisation|non disponible…ton pays|bloqué…votre pays|bloqué…votre région|bloqué…votre territoire|bloqué…votre zone|bloqué…votre localisation|bloqué…ton pays|géoblocage|restrictions géographiques|disponible uniquement en france|depuis votre région",
        consent: "nous utilisons des cookies|avant de continuer|avant d'accéder|\
            vos choix en matière de cookies|gestion des cookies|votre vie privée|vie privée et cookies|cookies et vie privée|choix de confidentialité|paramètres de confidentialité|paramètres des cookies|continuer sans accepter|accepter les cookies|accepter et continuer|gérer vos cookies|gérer mes cookies|gestion de vos cookies|utilise des cookies|utilisons des traceurs|utilisation des cookies|utilisation de cookies|votre consentement|paramétrer les cookies|données personnelles et cookies|cookies et données|cookies : |protection de vos données|vos données personnelles",
        login: "se connecter|connexion",
        waits: "vous êtes dans la file d'attente|vous êtes en file d'attente|salle d'attente virtuelle|file d'attente virtuelle|votre temps d'attente estimé|temps d'attente estimé",
    },
    telling: "de|la|le|les|et|des|en|un|du|une|que|est|pour|qui|dans|par|sur|au|plus|pas|ce|il|avec|sont|\
        ont|été|cette|aux|ses|mais",
};
