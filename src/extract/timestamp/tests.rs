//! The grammar of timestamps as tables: text, and what it states.

use super::*;

fn stamp(text: &str, hints: Hints<'_>) -> String {
    let found = read(text, hints).found;
    found
        .iter()
        .map(|found| found.timestamp.as_ref().map_or("impossible".to_owned(), Timestamp::to_rfc3339))
        .collect::<Vec<_>>()
        .join(" ")
}

fn in_language(language: &str) -> Hints<'_> {
    Hints { language: Some(language), metadata: false }
}

/// Holds each text against its timestamp without any hint.
fn holds(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, expected, stamp(text, Hints::default())))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(text, expected, found)| format!("{text:?}: {found:?}, not {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_year_of_two_figures_counts_where_the_language_has_the_day_first() {
    for (language, expected) in
        [("es", "2026-05-04T09:07:00"), ("fr", "2026-05-04T09:07:00"), ("en", ""), ("ja", "")]
    {
        assert_eq!(stamp("04/05/26 09:07", in_language(language)), expected, "{language}");
    }
}

#[test]
fn english_forms() {
    holds(&[
        ("Saturday, Apr 26, 2025 2:33 am ET2min read", "2025-04-26T02:33:00-04:00"),
        ("April 26, 2025", "2025-04-26"),
        ("Apr. 26, 2025", "2025-04-26"),
        ("26 April 2025", "2025-04-26"),
        ("26th of April, 2025", "2025-04-26"),
        ("April 26th, 2025 at 2:33 PM EDT", "2025-04-26T14:33:00-04:00"),
        ("26-Apr-2025 14:33 GMT", "2025-04-26T14:33:00+00:00"),
        ("26-Apr-25", "2025-04-26"),
        ("26 | 04 | 2025", "2025-04-26"),
        ("26 | 04 | 25", ""),
        ("April 26, '25", "2025-04-26"),
        ("Sat 26 Apr 2025 14.33 BST", "2025-04-26T14:33:00"),
        ("2:33 PM ET, Sat April 26, 2025", "2025-04-26T14:33:00-04:00"),
        ("10:00 AM EST on Jan 26, 2025", "2025-01-26T10:00:00-05:00"),
        ("14:33, 26 April 2025", "2025-04-26T14:33:00"),
        ("Jan 26, 2025 2:33 a.m. PT", "2025-01-26T02:33:00-08:00"),
        ("Jul 26, 2025 2:33 p.m. PT", "2025-07-26T14:33:00-07:00"),
        ("April 26, 2025, 12 noon ET", "2025-04-26T12:00:00-04:00"),
        ("April 26, 2025 midnight", "2025-04-26T00:00:00"),
        ("April 26, 2025 | 2 p.m.", "2025-04-26T14:00:00"),
        ("April 26, 2025 12:05 AM", "2025-04-26T00:05:00"),
        ("April 26, 2025 12:05 PM", "2025-04-26T12:05:00"),
        ("Apr 26, 2025 · 5 min read", "2025-04-26"),
        ("Apr 26, 2025, 2:33pmET", "2025-04-26T14:33:00-04:00"),
        ("Apr 26, 2025 2:33 PM Eastern Daylight Time", "2025-04-26T14:33:00-04:00"),
        ("Apr 26, 2025 2:33 PM (Pacific Time)", "2025-04-26T14:33:00-07:00"),
        ("Sat Apr 26 14:33:00 EDT 2025", "2025-04-26T14:33:00-04:00"),
        ("Sat Apr 26 2025 14:33:52 GMT+0200 (CEST)", "2025-04-26T14:33:52+02:00"),
        ("Sat, 26 Apr 2025 14:33:52 +0000", "2025-04-26T14:33:52+00:00"),
        ("1433 GMT, 26 April 2025", "2025-04-26T14:33:00+00:00"),
        ("26 April 2025 14:33 (UTC+8)", "2025-04-26T14:33:00+08:00"),
        ("26 April 2025 14:33 UTC−05:00", "2025-04-26T14:33:00-05:00"),
        ("26 April 2025, 14:33 GMT+2", "2025-04-26T14:33:00+02:00"),
        ("26 April 2025, 14:33 (GMT +7)", "2025-04-26T14:33:00+07:00"),
        ("26 April 2025 14:33 IST", "2025-04-26T14:33:00"),
        ("Apr 26, 2025 1:00 PM CST", "2025-04-26T13:00:00"),
        ("New Delhi, April 26, 2025 10:00 IST", "2025-04-26T10:00:00+05:30"),
        ("London, 26 July 2025 10:00 BST", "2025-07-26T10:00:00+01:00"),
        ("2025-04-26 02:33", "2025-04-26T02:33:00"),
        ("2025/04/26", "2025-04-26"),
        ("26/04/2025", "2025-04-26"),
        ("04/26/2025", "2025-04-26"),
        ("04/03/2025 2:33 PM EST", "2025-04-03T14:33:00-05:00"),
        ("Nov 2, 2025 1:30 am ET", "2025-11-02T01:30:00"),
        ("Mar 9, 2025 2:30 am ET", "2025-03-09T02:30:00"),
        ("May 1, 2062 9:00 am UTC", "2062-05-01T09:00:00+00:00"),
    ]);
}

#[test]
fn iso_forms() {
    holds(&[
        ("2025-04-26T02:33:00-04:00", "2025-04-26T02:33:00-04:00"),
        ("2025-04-26T02:33:00+0200", "2025-04-26T02:33:00+02:00"),
        ("2025-04-26T02:33:00Z", "2025-04-26T02:33:00+00:00"),
        ("2025-04-26t02:33:00z", "2025-04-26T02:33:00+00:00"),
        ("2025-04-26T02:33:00.123456Z", "2025-04-26T02:33:00+00:00"),
        ("2025-04-26T02:33Z", "2025-04-26T02:33:00+00:00"),
        ("2025-04-26T02:33-05:00", "2025-04-26T02:33:00-05:00"),
        ("2025-04-26 02:33:00 +0330", "2025-04-26T02:33:00+03:30"),
        ("2025-04-26 T 02:33:00 +0330", "2025-04-26T02:33:00+03:30"),
        ("2025-04-26 02:33:00.000-0600", "2025-04-26T02:33:00-06:00"),
        ("20250426T023300Z", "2025-04-26T02:33:00+00:00"),
        ("20250426T0233", "2025-04-26T02:33:00"),
        ("2025-W17-6", "2025-04-26"),
        ("2025-04-26@06:05:27", "2025-04-26T06:05:27"),
    ]);
}

#[test]
fn forms_of_other_languages() {
    holds(&[
        ("26.04.2025, 14:33 Uhr", "2025-04-26T14:33:00"),
        ("Sa., 26.04.2025 - 14.33 Uhr", "2025-04-26T14:33:00"),
        ("Samstag, 26. April 2025 um 14:33 Uhr MESZ", "2025-04-26T14:33:00+02:00"),
        ("Veröffentlicht am 1. März 2025 um 9 Uhr", "2025-03-01T09:00:00"),
        ("26. Jänner 2025", "2025-01-26"),
        ("26.04.25", "2025-04-26"),
        ("26 avril 2025 à 14h33", "2025-04-26T14:33:00"),
        ("Publié le samedi 26 avril 2025 à 14 h 33", "2025-04-26T14:33:00"),
        ("1er août 2025", "2025-08-01"),
        ("26 févr. 2025", "2025-02-26"),
        ("26 de abril de 2025 a las 14:33", "2025-04-26T14:33:00"),
        ("Sábado, 26 de abril del 2025 - 14:33 h", "2025-04-26T14:33:00"),
        ("26 abr 2025 2:33 p. m.", "2025-04-26T14:33:00"),
        ("sábado, 26 de abril de 2025 às 14h33", "2025-04-26T14:33:00"),
        ("sexta-feira, 25 de abril de 2025", "2025-04-25"),
        ("1º de março de 2025", "2025-03-01"),
        ("26/abr/2025 14h33", "2025-04-26T14:33:00"),
        ("sabato 26 aprile 2025, ore 14.33", "2025-04-26T14:33:00"),
        ("26 settembre 2025 alle 14:33", "2025-09-26T14:33:00"),
        ("zaterdag 26 april 2025 om 14.33 uur", "2025-04-26T14:33:00"),
        ("26 mrt 2025", "2025-03-26"),
        ("lördag 26 april 2025 kl. 14.33", "2025-04-26T14:33:00"),
        ("lørdag d. 26. april 2025 kl. 14.33", "2025-04-26T14:33:00"),
        ("26. mai 2025 klokken 14:33", "2025-05-26T14:33:00"),
        ("lauantai 26. huhtikuuta 2025 klo 14.33", "2025-04-26T14:33:00"),
        ("26 kwietnia 2025 r., godz. 14:33", "2025-04-26T14:33:00"),
        ("sobota, 26 kwietnia 2025", "2025-04-26"),
        ("26. dubna 2025 v 14:33", "2025-04-26T14:33:00"),
        ("26. 4. 2025 14:33", "2025-04-26T14:33:00"),
        ("26. apríla 2025 o 14:33", "2025-04-26T14:33:00"),
        ("2025. április 26. 14:33", "2025-04-26T14:33:00"),
        ("sâmbătă, 26 aprilie 2025, ora 14:33", "2025-04-26T14:33:00"),
        ("26 Nisan 2025 Cumartesi 14:33", "2025-04-26T14:33:00"),
        ("26 Ağustos 2025, Salı", "2025-08-26"),
        ("Sabtu, 26 Apr 2025 14:33 WIB", "2025-04-26T14:33:00+07:00"),
        ("26 Agustus 2025 pukul 14.33 WIB", "2025-08-26T14:33:00+07:00"),
        ("26 Ogos 2025", "2025-08-26"),
        ("Thứ bảy, 26/4/2025, 14:33 (GMT+7)", "2025-04-26T14:33:00+07:00"),
        ("ngày 26 tháng 4 năm 2025", "2025-04-26"),
        ("26 апреля 2025, 14:33", "2025-04-26T14:33:00"),
        ("суббота, 26 апреля 2025 г. в 14:33 МСК", "2025-04-26T14:33:00+03:00"),
        ("26 квітня 2025 року, 14:33", "2025-04-26T14:33:00"),
        ("26 травня 2025", "2025-05-26"),
        ("26 април 2025", "2025-04-26"),
        ("26 Απριλίου 2025, 14:33", "2025-04-26T14:33:00"),
        ("Σάββατο 26 Μαΐου 2018", "2018-05-26"),
        ("26 באפריל 2025 בשעה 14:33", "2025-04-26T14:33:00"),
        ("السبت 26 أبريل 2025 الساعة 14:33", "2025-04-26T14:33:00"),
        ("٢٦ أبريل ٢٠٢٥ ٢:٣٣ م", "2025-04-26T14:33:00"),
        ("26 نيسان/أبريل 2025", "2025-04-26"),
        ("5 تشرين الأول 2025", "2025-10-05"),
        ("۲۶ آوریل ۲۰۲۵", "2025-04-26"),
        ("شنبه ۶ اردیبهشت ۱۴۰۴ - ۱۴:۳۳", "2025-04-26T14:33:00"),
        ("سه شنبه ۹ اردیبهشت ۱۴۰۴", "2025-04-29"),
        ("۱۴۰۴/۰۲/۰۶ ۱۴:۳۳", "2025-04-26T14:33:00"),
        ("26 اپریل 2025", "2025-04-26"),
        ("26 अप्रैल 2025, 14:33 बजे", "2025-04-26T14:33:00"),
        ("शनिवार, २६ अप्रैल २०२५", "2025-04-26"),
        ("২৬ এপ্রিল ২০২৫, ১৪:৩৩", "2025-04-26T14:33:00"),
        ("26 เมษายน 2568 เวลา 14:33 น.", "2025-04-26T14:33:00"),
        ("วันเสาร์ที่ 26 เมษายน พ.ศ. 2568", "2025-04-26"),
        ("26 เม.ย. 68 14:33 น.", "2025-04-26T14:33:00"),
        ("2025年4月26日 14:33", "2025-04-26T14:33:00"),
        ("2025年04月26日下午2:33", "2025-04-26T14:33:00"),
        ("2025年4月26日 星期六 14时33分05秒", "2025-04-26T14:33:05"),
        ("2025年4月26日(土) 午後2時33分", "2025-04-26T14:33:00"),
        ("2025年4月26日 18時", "2025-04-26T18:00:00"),
        ("２０２５年４月２６日　１４：３３", "2025-04-26T14:33:00"),
        ("2025년 4월 26일 오후 2:33", "2025-04-26T14:33:00"),
        ("2025.04.26 (토) 14:33", "2025-04-26T14:33:00"),
        ("입력 2025. 4. 26. 오전 2:33", "2025-04-26T02:33:00"),
        ("26 d'abril de 2025", "2025-04-26"),
    ]);
}

#[test]
fn what_states_no_day_gives_nothing() {
    holds(&[
        ("3 hours ago", ""),
        ("vor 3 Stunden", ""),
        ("il y a 2 heures", ""),
        ("5 min read", ""),
        ("April 2025", ""),
        ("April 26", ""),
        ("Apr 26, 2:33 pm", ""),
        ("14:33", ""),
        ("2025", ""),
        ("04/03/2025", ""),
        ("04-03-2025", ""),
        ("04/03/25", ""),
        ("13/13/2025", ""),
        ("version 1.2.3", ""),
        ("192.168.10.20", ""),
        ("10:30 - 12:45", ""),
        ("Call 555-0123-4567", ""),
        ("Section 4.26.2", ""),
        ("$26 April", ""),
        ("May 2025 be better", ""),
        ("on page 26 of 2025 copies", ""),
        ("26 April 14:33", ""),
        ("99999999999999999999999", ""),
        ("1234-56-78", ""),
        ("20250426", ""),
        ("", ""),
    ]);
}

#[test]
fn the_language_decides_between_day_and_month() {
    let table = [
        ("en-US", "04/03/2025", "2025-04-03"),
        ("en-GB", "04/03/2025", "2025-03-04"),
        ("de", "04/03/2025", "2025-03-04"),
        ("fr-FR", "04-03-2025", "2025-03-04"),
        ("es-US", "04/03/2025", ""),
        ("en", "04/03/2025", ""),
        ("en-CA", "04/03/2025", ""),
        ("zh", "04/03/2025", ""),
        ("vi", "4/3/2025 14:33", "2025-03-04T14:33:00"),
        ("en-US", "04.03.2025", "2025-03-04"),
        ("en-US", "26/04/2025", "2025-04-26"),
        ("fa", "1404/02/06", "2025-04-26"),
        ("th", "26/04/2568", "2025-04-26"),
        ("en-IN", "26 April 2025 14:33 IST", "2025-04-26T14:33:00+05:30"),
        ("he", "26/04/2025 14:33 IST", "2025-04-26T14:33:00+02:00"),
        ("en-GB", "26 July 2025 14:33 BST", "2025-07-26T14:33:00+01:00"),
        ("en-US", "26 July 2025 14:33 BST", "2025-07-26T14:33:00"),
    ];
    for (language, text, expected) in table {
        assert_eq!(stamp(text, in_language(language)), expected, "{text} in {language}");
    }
}

#[test]
fn the_words_before_a_date_say_what_it_is_the_date_of() {
    use Event::{Modified, Published, Unsaid};
    let table: &[(&str, &[(Event, &str)])] = &[
        ("Published Apr 1, 2025 Updated Apr 2, 2025", &[(Published, "2025-04-01"), (Modified, "2025-04-02")]),
        (
            "First published: 1 April 2025 | Last modified: 2 April 2025 9:00",
            &[(Published, "2025-04-01"), (Modified, "2025-04-02T09:00:00")],
        ),
        (
            "Updated Apr 2, 2025 10:00 AM ETPublished Apr 1, 2025",
            &[(Modified, "2025-04-02T10:00:00-04:00"), (Published, "2025-04-01")],
        ),
        (
            "1 April 2025 | Updated 14:33 2 April 2025",
            &[(Unsaid, "2025-04-01"), (Modified, "2025-04-02T14:33:00")],
        ),
        ("Aktualisiert am 02.04.2025", &[(Modified, "2025-04-02")]),
        (
            "Veröffentlicht: 01.04.2025, zuletzt geändert: 02.04.2025",
            &[(Published, "2025-04-01"), (Modified, "2025-04-02")],
        ),
        (
            "Publié le 1er avril 2025 à 9h00, mis à jour le 2 avril 2025 à 10h00",
            &[(Published, "2025-04-01T09:00:00"), (Modified, "2025-04-02T10:00:00")],
        ),
        ("Actualizado el 2 de abril de 2025", &[(Modified, "2025-04-02")]),
        ("Обновлено: 2 апреля 2025", &[(Modified, "2025-04-02")]),
        ("更新：2025年4月2日", &[(Modified, "2025-04-02")]),
        ("2025年4月2日 14:33 更新", &[(Modified, "2025-04-02T14:33:00")]),
        (
            "입력 2025.04.01 09:00 | 수정 2025.04.02 10:00",
            &[(Published, "2025-04-01T09:00:00"), (Modified, "2025-04-02T10:00:00")],
        ),
        ("Cập nhật 2/4/2025 ngày 26/04/2025", &[(Modified, "2025-04-26")]),
        ("April 1, 2025", &[(Unsaid, "2025-04-01")]),
    ];
    for (text, expected) in table {
        let found: Vec<(Event, String)> = read(text, Hints::default())
            .found
            .into_iter()
            .map(|found| {
                (found.event, found.timestamp.map_or(String::new(), |timestamp| timestamp.to_rfc3339()))
            })
            .collect();
        let found: Vec<(Event, &str)> =
            found.iter().map(|(event, timestamp)| (*event, timestamp.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn dates_that_cannot_be_are_marked_at_their_words() {
    let table: &[(&str, &str, &str)] = &[
        ("30 February 2025", "impossible", "30 February 2025"),
        ("2025-02-30 14:33", "impossible", "2025-02-30"),
        ("31.04.2025", "impossible", "31.04.2025"),
        ("February 29, 2025, 9:00 am", "impossible", "February 29, 2025"),
        ("Monday, Apr 26, 2025 9:00 am UTC", "2025-04-26T09:00:00+00:00", "Monday, Apr 26, 2025"),
        ("Montag, 26. April 2025", "2025-04-26", "Montag, 26. April 2025"),
        ("2025年4月26日(月)", "2025-04-26", "2025年4月26日(月)"),
        ("29 February 2024", "2024-02-29", ""),
        ("Saturday, Apr 26, 2025", "2025-04-26", ""),
        ("So, 26.04.2025", "2025-04-26", ""),
        ("samedi 26 avril 2025", "2025-04-26", ""),
    ];
    for (text, timestamp, words) in table {
        let found = read(text, Hints::default()).found;
        assert_eq!(stamp(text, Hints::default()), *timestamp, "{text}");
        assert_eq!(found[0].impossible.clone().map_or("", |range| &text[range]), *words, "{text}");
    }
}

#[test]
fn ranges_and_zones_are_as_written() {
    let table = [
        ("Saturday, Apr 26, 2025 2:33 am ET2min read", "Saturday, Apr 26, 2025 2:33 am ET", Some("ET")),
        ("Updated: 26 April 2025 14:33 (UTC+8).", "26 April 2025 14:33 (UTC+8)", Some("UTC+8")),
        ("at 2:33 PM EDT on April 26, 2025, by noon", "2:33 PM EDT on April 26, 2025", Some("EDT")),
        ("2025-04-26T02:33:00.5+02:00", "2025-04-26T02:33:00.5+02:00", Some("+02:00")),
        ("26 April 2025 14:33 IST", "26 April 2025 14:33 IST", Some("IST")),
        ("26 April 2025 14:33", "26 April 2025 14:33", None),
    ];
    for (text, words, zone) in table {
        let found = &read(text, Hints::default()).found[0];
        assert_eq!(&text[found.range.clone()], words);
        assert_eq!(found.timestamp.as_ref().and_then(|timestamp| timestamp.zone.as_deref()), zone, "{text}");
    }
}

#[test]
fn what_is_no_dateline_has_other_words() {
    let table = [
        ("Saturday, Apr 26, 2025 2:33 am ET2min read", 0),
        ("Published: April 26, 2025 | Updated 3 hours ago", 0),
        ("26.04.2025, 14:33 Uhr | Lesezeit: 5 Min.", 0),
        ("5 min read", 0),
        ("The harbour opened on April 26, 2025 after seven weeks", 5),
        ("Vol. 12, No. 3", 4),
    ];
    for (text, others) in table {
        assert_eq!(read(text, Hints::default()).others, others, "{text}");
    }
}

#[test]
fn forms_of_languages_and_eras() {
    let table = [
        ("2025 m. balandžio 26 d. 14:33", "2025-04-26T14:33:00"),
        ("2025. gada 26. aprīlis", "2025-04-26"),
        ("2025. gada 26. aprīlī, 14:33", "2025-04-26T14:33:00"),
        ("2025ko apirilaren 26a", "2025-04-26"),
        ("26. travnja 2025. u 14:33", "2025-04-26T14:33:00"),
        ("26. april 2025 ob 14:33", "2025-04-26T14:33:00"),
        ("26 აპრილი, 2025", "2025-04-26"),
        ("26 ապրիլի 2025", "2025-04-26"),
        ("26 ஏப்ரல் 2025", "2025-04-26"),
        ("ថ្ងៃទី២៦ ខែមេសា ឆ្នាំ២០២៥", "2025-04-26"),
        ("26 Aibreán 2025", "2025-04-26"),
        ("26 abr 2025", "2025-04-26"),
        ("令和7年4月26日", "2025-04-26"),
        ("令和元年5月4日", "2019-05-04"),
        ("民國114年4月26日", "2025-04-26"),
    ];
    for (text, expected) in table {
        let found = read(text, Hints::default()).found;
        let read: Vec<String> =
            found.into_iter().filter_map(|found| found.timestamp).map(|at| at.to_rfc3339()).collect();
        assert_eq!(read, [expected], "{text}");
    }
}

#[test]
fn days_on_which_a_source_was_read_are_told() {
    for text in ["Accessed 26 April 2025", "Abgerufen am 26. April 2025", "Consulté le 26 avril 2025"] {
        assert_eq!(read(text, Hints::default()).found[0].event, Event::Accessed, "{text}");
    }
}

#[test]
fn values_of_metadata() {
    let table = [
        ("2025-04-26T02:33:00:684Z", Some("2025-04-26T02:33:00+00:00")),
        ("2023-12-22T10:03:18.000Z", Some("2023-12-22T10:03:18+00:00")),
        ("20250426", Some("2025-04-26")),
        ("20170113033838", Some("2017-01-13T03:38:38")),
        ("202504261433", Some("2025-04-26T14:33:00")),
        ("1745649180", Some("2025-04-26T06:33:00+00:00")),
        ("1745649180000", Some("2025-04-26T06:33:00+00:00")),
        ("Thursday, December 21, 2023, 01:28 PM", Some("2023-12-21T13:28:00")),
        ("Sat, 26 Apr 2025 14:33:00 GMT", Some("2025-04-26T14:33:00+00:00")),
        ("Sat Dec 23 2023 18:52:35 GMT+0000 (UTC)", Some("2023-12-23T18:52:35+00:00")),
        ("Mon Oct 11 14:57:21 CEST 2021", Some("2021-10-11T14:57:21+02:00")),
        ("2020-01-02 17:11", Some("2020-01-02T17:11:00")),
        ("2023-12-22 00:36:00 EST", Some("2023-12-22T00:36:00-05:00")),
        ("2025-04-26T14:33-04:00", Some("2025-04-26T14:33:00-04:00")),
        ("2025-04-26 14:33-04:00", Some("2025-04-26T14:33:00-04:00")),
        ("04/03/2025", None),
        ("3 days ago", None),
        ("true", None),
        ("", None),
        ("7456779280", None),
        ("2025", None),
    ];
    for (value, expected) in table {
        assert_eq!(
            parse_metadata(value, Hints::default()).map(|at| at.to_rfc3339()).as_deref(),
            expected,
            "{value}"
        );
    }
}

#[test]
fn addresses_that_name_a_day() {
    let table = [
        ("https://example.org/2025/04/26/words-of-it/", Some("2025-04-26")),
        ("https://example.org/news/2025/apr/26/words", Some("2025-04-26")),
        ("https://example.org/2025-04-26-words", Some("2025-04-26")),
        ("https://example.org/words-20250426.html", Some("2025-04-26")),
        ("https://example.org/a/12345678/words", None),
        ("https://example.org/2025/04/words", None),
        ("https://example.org/2025/13/26/words", None),
        ("https://20250426.example.org/words?day=2025-04-26", None),
    ];
    for (url, expected) in table {
        assert_eq!(of_url(url).map(|at| at.to_rfc3339()).as_deref(), expected, "{url}");
    }
}

proptest::proptest! {
    #[test]
    fn any_line_is_read_within_its_bounds(text in "(\\PC|[0-9:/.+ -]|Apr|ET|am|月|日){0,60}") {
        for found in read(&text, Hints::default()).found {
            proptest::prop_assert!(text.get(found.range.clone()).is_some_and(|words| !words.is_empty()));
            proptest::prop_assert!(found.impossible.is_none_or(|range| text.get(range).is_some_and(|words| !words.is_empty())));
        }
    }
}
