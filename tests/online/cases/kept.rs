//! Pages that answer with success and keep back what was asked for, or speak of a fault that passes, in the
//! languages of news.

use crate::answers::ok;
use crate::bench::{Case, case};
use crate::pages::{article, bare, framed};

/// For each language what pages say: not shown in a region, only to who is logged in, not to this client, not
/// just now.
const SAID: &[(&str, &str, &str, &str, &str)] = &[
    (
        "en",
        "Sorry, this story is not available in your area.",
        "Please log in to read on.",
        "Access denied",
        "Something went wrong. Please try again in a minute.",
    ),
    (
        "de",
        "Dieser Beitrag ist in Ihrer Region nicht verfügbar.",
        "Bitte melden Sie sich an, um den Beitrag zu lesen.",
        "Zugriff verweigert",
        "Etwas ist schiefgelaufen. Bitte später erneut laden.",
    ),
    (
        "fr",
        "Ce contenu n’est pas disponible dans votre pays.",
        "Connectez-vous pour lire la suite.",
        "Accès refusé",
        "Une erreur est survenue. Veuillez réessayer.",
    ),
    (
        "es",
        "Este contenido no está disponible en su región.",
        "Inicie sesión para seguir leyendo.",
        "Acceso denegado",
        "Algo salió mal. Inténtelo más tarde.",
    ),
    (
        "it",
        "Questo contenuto non è disponibile nel tuo paese.",
        "Accedi per continuare la lettura.",
        "Accesso negato",
        "Si è verificato un errore. Riprova più tardi.",
    ),
    (
        "pt",
        "Este conteúdo não está disponível no seu país.",
        "Faça login para continuar lendo.",
        "Acesso negado",
        "Algo deu errado. Tente novamente mais tarde.",
    ),
    (
        "nl",
        "Deze inhoud is niet beschikbaar in uw land.",
        "Log in om verder te lezen.",
        "Toegang geweigerd",
        "Er ging iets mis. Probeer het later opnieuw.",
    ),
    (
        "pl",
        "Ta treść jest niedostępna w Twoim kraju.",
        "Zaloguj się, aby czytać dalej.",
        "Odmowa dostępu",
        "Coś poszło nie tak. Spróbuj ponownie później.",
    ),
    (
        "sv",
        "Innehållet är inte tillgängligt i ditt land.",
        "Logga in för att läsa vidare.",
        "Åtkomst nekad",
        "Något gick fel. Försök igen senare.",
    ),
    (
        "da",
        "Indholdet er ikke tilgængeligt i dit land.",
        "Log ind for at læse videre.",
        "Adgang nægtet",
        "Noget gik galt. Prøv igen senere.",
    ),
    (
        "nb",
        "Innholdet er ikke tilgjengelig i ditt land.",
        "Logg inn for å lese videre.",
        "Ingen tilgang",
        "Noe gikk galt. Prøv igjen senere.",
    ),
    (
        "fi",
        "Sisältö ei ole saatavilla maassasi.",
        "Kirjaudu sisään jatkaaksesi lukemista.",
        "Pääsy estetty",
        "Jotain meni pieleen. Yritä myöhemmin uudelleen.",
    ),
    (
        "ru",
        "Этот материал недоступен в вашей стране.",
        "Войдите, чтобы читать дальше.",
        "Доступ запрещён",
        "Что-то пошло не так. Попробуйте позже.",
    ),
    (
        "uk",
        "Цей матеріал недоступний у вашій країні.",
        "Увійдіть, щоб читати далі.",
        "Доступ заборонено",
        "Щось пішло не так. Спробуйте пізніше.",
    ),
    (
        "tr",
        "Bu içerik ülkenizde kullanılamıyor.",
        "Okumak için giriş yapın.",
        "Erişim engellendi",
        "Bir hata oluştu. Daha sonra tekrar deneyin.",
    ),
    (
        "cs",
        "Obsah není ve vaší zemi dostupný.",
        "Přihlaste se a čtěte dál.",
        "Přístup odepřen",
        "Něco se pokazilo. Zkuste to později.",
    ),
    (
        "hu",
        "A tartalom nem érhető el az Ön országában.",
        "Jelentkezzen be a folytatáshoz.",
        "Hozzáférés megtagadva",
        "Hiba történt. Próbálja újra később.",
    ),
    (
        "el",
        "Το περιεχόμενο δεν είναι διαθέσιμο στη χώρα σας.",
        "Συνδεθείτε για να συνεχίσετε.",
        "Δεν επιτρέπεται η πρόσβαση",
        "Κάτι πήγε στραβά. Δοκιμάστε ξανά αργότερα.",
    ),
    ("zh", "您所在的地区无法查看此内容。", "请先登录再阅读全文。", "拒绝访问", "系统繁忙，请稍后再试。"),
    (
        "ja",
        "お住まいの地域ではこの記事をご覧いただけません。",
        "続きを読むにはログインしてください。",
        "アクセスが拒否されました",
        "エラーが発生しました。しばらくしてからお試しください。",
    ),
    (
        "ko",
        "현재 지역에서는 이 기사를 볼 수 없습니다.",
        "로그인이 필요한 기사입니다.",
        "접근이 거부되었습니다",
        "오류가 발생했습니다. 잠시 후 다시 시도해 주세요.",
    ),
    (
        "ar",
        "هذا المحتوى غير متاح في بلدك.",
        "يرجى تسجيل الدخول لمتابعة القراءة.",
        "تم رفض الوصول",
        "حدث خطأ. يرجى المحاولة مرة أخرى.",
    ),
    (
        "he",
        "התוכן אינו זמין באזור שלך.",
        "יש להתחבר כדי להמשיך לקרוא.",
        "הגישה נדחתה",
        "משהו השתבש. נסו שוב מאוחר יותר.",
    ),
    (
        "id",
        "Konten ini tidak tersedia di wilayah Anda.",
        "Silakan masuk untuk membaca.",
        "Akses ditolak",
        "Terjadi kesalahan. Silakan coba lagi.",
    ),
    (
        "vi",
        "Nội dung này không khả dụng ở quốc gia của bạn.",
        "Vui lòng đăng nhập để đọc tiếp.",
        "Truy cập bị từ chối",
        "Đã xảy ra lỗi. Vui lòng thử lại.",
    ),
];

/// A name that lives as long as the run: cases are told by it.
fn named(what: &str, language: &str) -> &'static str {
    Box::leak(format!("kept/{what}, {language}").into_boxed_str())
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (language, region, gate, denied, fault) in SAID {
        let page = |words: &str| ok(bare("The Valley Courier", &format!("<p>{words}</p>")));
        let headed = |words: &str| ok(bare("The Valley Courier", &format!("<h1>{words}</h1>")));
        cases.push(case(named("region", language), page(region)).is("blocked"));
        cases.push(case(named("gate", language), page(gate)).is("blocked"));
        cases.push(case(named("denied", language), headed(denied)).is("blocked"));
        cases.push(case(named("fault", language), page(fault)).is("unreachable"));
    }
    cases.extend(structures());
    cases.extend(stories());
    cases
}

/// What is told without words.
fn structures() -> Vec<Case> {
    let login = "<form method=post><input name=u><input type=password name=p><button>Go</button></form>";
    vec![
        case("kept/password and nothing else", ok(bare("Valley", login))).is("blocked"),
        case("kept/password in an unknown language", ok(bare("Dyffryn", &format!("<h1>Croeso</h1>{login}"))))
            .is("blocked"),
        case(
            "kept/password and a line about it",
            ok(framed("Members", &format!("<h1>Members</h1><p>Welcome back to the Courier.</p>{login}"))),
        )
        .is("blocked"),
        case("kept/area", ok(bare("Not available", "<h1>This content is not available in your area</h1>")))
            .is("blocked"),
        case(
            "kept/most countries",
            ok(bare("Courier", "<p>Our website is currently unavailable in most European countries.</p>")),
        )
        .is("blocked"),
        case(
            "kept/no access",
            ok(bare(
                "Access",
                "<h1>Access denied</h1><p>You do not have access to the page you requested.</p>",
            )),
        )
        .is("blocked"),
        case(
            "kept/session expired",
            ok(bare(
                "Library",
                "<h1>Your session has expired</h1><p>Please start again from the catalogue.</p>",
            )),
        )
        .is("blocked"),
        case(
            "kept/registration",
            ok(bare(
                "Courier",
                "<h1>Register to continue reading</h1><p>It takes a minute, and it is free.</p>",
            )),
        )
        .is("blocked"),
        case(
            "kept/went wrong",
            ok(bare("Error", "<h1>Sorry, something went wrong</h1><p>Please try again later.</p>")),
        )
        .is("unreachable"),
        case(
            "kept/maintenance",
            ok(bare(
                "We'll be back soon",
                "<h1>Down for maintenance</h1><p>The Courier is back at noon.</p>",
            )),
        )
        .is("unreachable"),
        case(
            "kept/database",
            ok(bare("Database Error", "<h1>Error establishing a database connection</h1>")),
        )
        .is("unreachable"),
        case(
            "kept/went wrong, since there is no page",
            ok(bare(
                "Error",
                "<h1>Something went wrong</h1><p>The page you are looking for does not exist.</p>",
            )),
        )
        .is("soft-404"),
    ]
}

/// Articles that say the same of others.
fn stories() -> Vec<Case> {
    let told = |title: &str, lead: &str| ok(crate::pages::story(title, &[lead]));
    vec![
        case(
            "kept/an article with a login beside it",
            ok(format!("{}<form><input type=password></form>", article())),
        )
        .is("alive"),
        case(
            "kept/an article on regions",
            told(
                "Stream not available in your country, fans complain",
                "The film is not available in your region, the service told its users.",
            ),
        )
        .is("alive"),
        case(
            "kept/an article on faults",
            told(
                "Something went wrong at the mint",
                "Something went wrong, the director said; please try again later was all that callers heard.",
            ),
        )
        .is("alive"),
        case(
            "kept/an article on denied access",
            told("Access denied: the long wait at the border", "Access is denied to most, the guards say."),
        )
        .is("alive"),
        case(
            "kept/an article on sessions",
            told(
                "Council: session has expired without a vote",
                "The session has expired, and the tram must wait.",
            ),
        )
        .is("alive"),
        case(
            "kept/a short notice",
            ok(bare("Ferry times", "<h1>Ferry times</h1><p>Every hour from six.</p>")),
        )
        .is("alive"),
        case(
            "kept/a short notice on works",
            ok(bare(
                "Bridge",
                "<h1>Bridge closed on Monday</h1><p>The bridge is closed to traffic from six to noon.</p>",
            )),
        )
        .is("alive"),
    ]
}
