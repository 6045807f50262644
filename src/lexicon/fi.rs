//! The words of Finnish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Finnish: see the fields of [`Language`] for what each list is.
pub static FINNISH: Language = Language {
    code: "fi",
    name: "Finnish",
    // Dates have the partitive, headlines the genitive.
    months: Months::Named([
        "tammikuu|tammikuuta|tammikuun",
        "helmikuu|helmikuuta|helmikuun",
        "maaliskuu|maaliskuuta|maaliskuun",
        "huhtikuu|huhtikuuta|huhtikuun",
        "toukokuu|toukokuuta|toukokuun",
        "kesäkuu|kesäkuuta|kesäkuun",
        "heinäkuu|heinäkuuta|heinäkuun",
        "elokuu|elokuuta|elokuun",
        "syyskuu|syyskuuta|syyskuun",
        "lokakuu|lokakuuta|lokakuun",
        "marraskuu|marraskuuta|marraskuun",
        "joulukuu|joulukuuta|joulukuun",
    ]),
    weekdays: [
        "maanantai|maanantaina",
        "tiistai|tiistaina",
        "keskiviikko|keskiviikkona",
        "torstai|torstaina",
        "perjantai|perjantaina",
        "lauantai|lauantaina",
        "sunnuntai|sunnuntaina",
    ],
    dates: DateWords {
        minutes: "minuuttia",
        published: "julkaistu",
        modified: "päivitetty|muokattu",
        accessed: "viitattu|luettu",
        joiners: "klo|viimeksi",
        ..DateWords::NONE
    },
    references: References {
        headings: "lähteet|viitteet|alaviitteet|lähdeluettelo|käytetyt lähteet|lainatut teokset|\
            viitatut teokset",
        ..References::NONE
    },
    trailers: Trailers { openers: "lue myös", ..Trailers::NONE },
    bylines: Bylines { openers: "teksti:|kirjoittaja:|toimittaja:|kirjoittanut", ..Bylines::NONE },
    labels: Labels {
        preamble: "totta kai|tietenkin|toki|tässä on|tässä",
        title: "otsikko",
        summary: "tiivistelmä",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "aihe", from: "lähettäjä", date: "päiväys|pvm|lähetetty", to: "vastaanottaja"
    },
    figures: Figures {
        percent: "prosentti|prosenttia",
        money: "euroa|dollaria|puntaa|ruplaa",
        units: "ihmistä|henkilöä|asukasta|kilometriä|metriä|hehtaaria|tonnia|astetta|ääntä|kertaa",
        designations: "sivu|luku|artikla|numero",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "kaksi=2|kahden=2|kolme=3|kolmen=3|neljä=4|neljän=4|viisi=5|viiden=5|kuusi=6|\
            kuuden=6|seitsemän=7|kahdeksan=8|yhdeksän=9|kymmenen=10|yksitoista=11|kaksitoista=12",
        scales: "sata=2|tuhat=3|tuhatta=3|miljoona=6|miljoonaa=6|milj=6|miljardi=9|miljardia=9|mrd=9",
        about: "noin|suunnilleen",
        over: "yli|vähintään",
        under: "lähes|alle|melkein",
        negations: "ei|en|et|emme|ette|eivät|ilman",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "mainos", ..Margins::NONE },
    not_found: NotFound {
        fillers: "virhe",
        things: "sivu|artikkeli|juttu|sisältö|viesti|aihe|uutinen|uutista",
        lacks: "ei löydy|ei löytynyt|ei ole olemassa|on poistettu|ei ole enää saatavilla|ei ole enää|ei enää ole",
        sold: "on myytävänä|myytävänä",
        phrases: "sivua ei löytynyt|sivua ei löydy|hakemaasi sivua|verkkotunnus on myytävänä|video on yksityinen|video ei ole enää saatavilla|video on poistettu|artikkeli on poistettu|artikkelia ei löydy|ilmoitus on vanhentunut|sisältö ei ole enää saatavilla|artikkeli ei ole enää saatavilla",
        bare: "ei löytynyt|ei löydy|virhe 404",
        empty: "ei tuloksia|ei hakutuloksia",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "istunto on vanhentunut|kirjaudu sisään|rekisteröidy|vain tilaajille|kirjautuminen vaaditaan|sisäänkirjautuminen vaaditaan|sinun täytyy kirjautua|sinun on kirjauduttava|vaatii kirjautumisen|vain rekisteröityneille|et ole kirjautunut sisään tai",
        passing: "jotain meni pieleen|tapahtui virhe|odottamaton virhe|teknisiä ongelmia|tilapäisesti poissa käytöstä|yritä myöhemmin uudelleen|on tapahtunut virhe|virhe tapahtui|ilmeni virhe|on ilmennyt virhe|on tapahtunut kriittinen virhe|hetkellisesti poissa käytöstä|palvelinvirhe|jokin meni vikaan|huoltokatkon vuoksi|virhe luotaessa tietokantayhteyttä|virhe tietokantayhteyden|tietokantavirhe|tietokantayhteyttä ei|huoltokatko|huoltotauko|ylläpitotila|sivustoa huolletaan",
        denied: "pääsy estetty|ei käyttöoikeutta|sinulla ei ole oikeutta|käyttö estetty|pääsy kielletty",
        regions: "ei ole saatavilla maassasi|ei ole saatavilla alueellasi|ei ole saatavilla…maassasi|ei ole saatavilla…alueellasi|ei ole saatavilla…sijainnissasi|ei ole käytettävissä…maassasi|ei ole käytettävissä…alueellasi|ei ole käytettävissä…sijainnissasi|ei ole katsottavissa…maassasi|ei ole katsottavissa…alueellasi|ei ole katsottavissa…sijainnissasi",
        consent: "käytämme evästeitä|yksityisyytesi|evästeasetukset|ennen kuin jatkat|suostumuksesi",
        says: "vahvista, että olet ihminen|että et ole robotti|oletko robotti|että olet ihminen|et ole robotti|tarkistetaan selaint|olet ihminen|varmista, että olet",
        ..Walls::NONE
    },
    telling: "ja|on|ei|se|että|oli|hän|mutta|ovat|myös|kuin|joka|kun|tai|ollut|niin|sen|nyt|jo|jos|vuoden|\
        mukaan",
};
