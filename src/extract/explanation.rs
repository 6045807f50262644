//! The offers for each field and the candidates for reference lists, as they were weighed, in the form that
//! explains a record. It weighs nothing; see `metadata` and `references`.

use crate::extract::metadata::Ranked;
use crate::extract::references;
use crate::model::{Document, Explanation, FieldName, FieldOffer};

/// The explanation of an article by its offers, which are ordered by field and rank.
pub fn explain(document: &Document<'_>, offers: Vec<Ranked<'_>>) -> Explanation {
    let mut fields: Vec<FieldOffer> = Vec::with_capacity(offers.len());
    let mut last: Option<(FieldName, usize)> = None;
    let mut rank = 0;
    for ranked in offers {
        let row = (ranked.offer.field, ranked.rank);
        rank = match last {
            Some(same) if same == row => rank,
            Some((field, _)) if field == row.0 => rank + 1,
            _ => 1,
        };
        last = Some(row);
        fields.push(explained(document, ranked, rank));
    }
    Explanation {
        fields,
        body: document.body_choice.as_deref().cloned(),
        lists: references::explain(document),
    }
}

fn explained(document: &Document<'_>, ranked: Ranked<'_>, rank: usize) -> FieldOffer {
    let offer = ranked.offer;
    FieldOffer {
        field: offer.field,
        value: offer.value.into_owned(),
        source: offer.provenance,
        key: Some(offer.key.into_owned()).filter(|key| !key.is_empty()),
        line: offer.span.map(|span| document.line_col(span.start).line),
        rank,
        reason: ranked
            .note
            .map_or_else(|| ranked.reason.to_owned(), |note| format!("{}; {note}", ranked.reason)),
        verdict: ranked.verdict,
    }
}
