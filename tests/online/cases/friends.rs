//! Pages that are there, whatever their words sound like.

use crate::answers::{ok, page};
use crate::bench::{Case, case};
use crate::pages::{article, bare, foreign, framed, shell, story};

fn tells(name: &'static str, title: &str, lead: &[&str]) -> Case {
    case(name, ok(story(title, lead))).is("alive")
}

/// A page at another address, which answers everything with its shell where it is an application.
fn at(name: &'static str, ask: &str, path: &'static str, html: impl AsRef<[u8]>) -> Case {
    case(name, ok("")).ask(ask).at(path, ok(html)).is("alive")
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = articles();
    cases.extend(short_pages());
    cases.extend(applications());
    cases
}

fn articles() -> Vec<Case> {
    vec![
        tells(
            "friend/on error 404",
            "404 Not Found: how an error message became culture",
            &[
                "“404 Not Found” is the best-known sentence that computers say to people. It appears when a server has no page at the address \
             that it was asked for.",
                "The page you are looking for does not exist: newspapers have turned the message into an art form, with games, poems and \
             photographs of lost dogs.",
            ],
        ),
        tells(
            "friend/on page not found",
            "Page not found: how a city lost its newspaper's archive",
            &[
                "When the Courier's owner switched off the servers, 240,000 articles vanished. Whoever follows a link to them now reads: page not found.",
            ],
        ),
        at(
            "friend/on error 404, by its address",
            "{http}/tech/404-not-found-explained",
            "/tech/404-not-found-explained",
            story("What does “404 Not Found” mean?", &["The requested URL was not found on this server: everybody has seen the message."]),
        ),
        at(
            "friend/encyclopedia on HTTP 404",
            "{http}/wiki/HTTP_404",
            "/wiki/HTTP_404",
            story(
                "HTTP 404",
                &[
                    "In computer network communications, the HTTP 404, 404 not found, 404, 404 error, page not found, or file not found error \
             message is a standard response code, to indicate that the browser was able to communicate with a given server, but the \
             server could not find what was requested.",
                    "The website hosting server will typically generate a “404 Not Found” web page when a user attempts to follow a broken or dead link.",
                ],
            ),
        ),
        at(
            "friend/manual on the 404 page",
            "{http}/docs/custom-404-page",
            "/docs/custom-404-page",
            framed(
                "Custom 404 page - Docs",
                &format!(
            "<h1>Custom 404 page</h1><p>To show your own page when a URL is not found, add <code>404.html</code> to the root.</p>\
             <pre>&lt;title&gt;Page not found&lt;/title&gt;\n&lt;h1&gt;404&lt;/h1&gt;</pre>{}",
            "<p>The server answers with this file and the status 404 wherever no other file matches. Test it by asking for a path that \
             you know does not exist.</p>".repeat(4)
        ),
            ),
        ),
        tells(
            "friend/missing people",
            "43 students still not found ten years on",
            &[
                "Their parents have looked for them since that night. “We have not found a body, we have not found the truth,” said one mother.",
            ],
        ),
        tells(
            "friend/a body not found",
            "Diver not found: police call off the search",
            &["The missing man could not be found, police said on Sunday."],
        ),
        tells("friend/no evidence found", "No evidence of fraud found, commission says", &["Nothing was found, the commission said."]),
        tells("friend/a car", "Peugeot 404: the saloon that crossed Africa", &["The 404 was built from 1960."]),
        tells("friend/an area code", "Area code 404 turns 75", &["Atlanta’s 404 is one of the oldest codes."]),
        tells("friend/a flat", "Fire in room 404: hotel evacuated", &["The fire broke out in room 404 at about 4 a.m."]),
        tells("friend/a publisher", "404 Media: four reporters and no boss", &["404 Media was founded in 2023."]),
        tells("friend/gone", "410 jobs gone at the paper mill", &["The company said that the jobs are gone for good."]),
        tells("friend/removed", "Removed: why the mayor's portrait is no longer available", &["The page has been removed from the album."]),
        tells(
            "friend/suspended account",
            "Account suspended: the president and his timeline",
            &["This account has been suspended, the network said."],
        ),
        tells(
            "friend/access denied",
            "Access denied: reporters locked out of the courtroom",
            &["You do not have permission, the guard said."],
        ),
        tells(
            "friend/are you a robot",
            "Are you a robot? Why the tests get harder",
            &["Please verify you are a human: ten seconds, ten buses."],
        ),
        tells("friend/just a moment", "Just a moment: the art of the pause", &["Checking your browser is what we do when we wait."]),
        tells(
            "friend/on captchas",
            "How captcha works, and for whom",
            &["Tick “I’m not a robot”, click on the traffic lights, prove that you are human."],
        ),
        tells(
            "friend/on consent",
            "Before you continue: what cookie banners really ask",
            &["“Accept all”, “Reject all”, “Manage options”."],
        ),
        tells(
            "friend/unavailable",
            "Baby formula temporarily unavailable in six states",
            &["Out of stock, sold out, no longer available."],
        ),
        tells("friend/a bad gateway", "Bad gateway: the customs post nobody wants", &["The service is unavailable on Sundays."]),
        tells("friend/a search", "Search for survivors ends with no results", &["Your search did not match any, one might say."]),
        case(
            "friend/German on missing people",
            ok(foreign(
                "de",
                "Vermisster Junge nicht gefunden",
                "Der vermisste Junge wurde auch am \
            dritten Tag nicht gefunden. Die Seite der Polizei nennt eine Nummer für Hinweise; die Suche geht am Mittwoch weiter, sagte \
            ein Sprecher der Feuerwehr.",
            )),
        )
        .is("alive"),
        case(
            "friend/French on a lost page",
            ok(foreign(
                "fr",
                "La page introuvable du manuscrit retrouvée",
                "La page que l’on croyait \
            introuvable était dans un tiroir de la bibliothèque. Elle n’existe qu’en un exemplaire, a dit la conservatrice, et elle sera \
            exposée dès le mois de juin.",
            )),
        )
        .is("alive"),
        case(
            "friend/Spanish on missing people",
            ok(foreign(
                "es",
                "Los desaparecidos que no fueron encontrados",
                "Las familias siguen \
            buscando. Nada ha sido encontrado en la fosa del norte, dijo la fiscal, y la investigación continúa en otras dos fincas de \
            la región.",
            )),
        )
        .is("alive"),
        case(
            "friend/Russian on a search",
            ok(foreign(
                "ru",
                "Самолёт не найден",
                "Поиски пропавшего самолёта продолжаются третий день. \
            Обломки не найдены, сообщили спасатели. Страница с обновлениями открыта для родственников пассажиров.",
            )),
        )
        .is("alive"),
        case(
            "friend/Japanese on a search",
            ok(foreign(
                "ja",
                "行方不明の男性、見つからず",
                "警察は三日間にわたり捜索を続けたが、男性は見つかりませんでした。\
            家族は情報の提供を呼びかけている。捜索は水曜日に再開される予定だ。",
            )),
        )
        .is("alive"),
        case(
            "friend/Chinese on a search",
            ok(foreign(
                "zh",
                "失踪客机仍未找到",
                "搜救工作已经持续三天，飞机残骸仍未找到。官方表示，搜索范围将于周三\
            扩大到邻近海域，家属已抵达当地。",
            )),
        )
        .is("alive"),
        case(
            "friend/Arabic",
            ok(foreign(
                "ar",
                "الفيضان يغمر أربعمئة منزل",
                "ارتفع منسوب النهر ليلة الثلاثاء فوق مستوى الجسر القديم، وقال المجلس إن \
            أربعمئة منزل غمرتها المياه.",
            )),
        )
        .is("alive"),
        case(
            "friend/comment says it",
            ok(article().replace(
                "</main>",
                "<section id=comments><h3>Comments</h3><p>The link in paragraph \
            two gives me “404 page not found”.</p></section></main>",
            )),
        )
        .is("alive"),
        case(
            "friend/template says it",
            ok(article().replace(
                "</main>",
                "</main><template id=missing><h1>Page not found</h1></template>\
            <div hidden><h1>404</h1><p>Sorry, this page does not exist.</p></div>",
            )),
        )
        .is("alive"),
        case(
            "friend/script says it",
            ok(article().replace(
                "</body>",
                "<script>var text={notFound:'Page not found',e404:'Error 404: the \
            page you are looking for does not exist'}</script></body>",
            )),
        )
        .is("alive"),
        case(
            "friend/list box is empty",
            ok(article().replace("</main>", "<aside><h2>Related</h2><p>No results found.</p></aside></main>")),
        )
        .is("alive"),
        case(
            "friend/player is gone",
            ok(article().replace(
                "<article>",
                "<article><div class=player>This video is no longer \
            available.</div>",
            )),
        )
        .is("alive"),
        case(
            "friend/captcha in the comments",
            ok(article().replace(
                "</main>",
                "<form id=comment><textarea></textarea><div \
            class=\"g-recaptcha\" data-sitekey=\"x\"></div></form><script src=\"https://www.google.com/recaptcha/api.js\"></script></main>",
            )),
        )
        .is("alive"),
        case(
            "friend/cookie banner",
            ok(article().replace(
                "<body>",
                "<body><div id=cookie-banner role=dialog><h2>We value your privacy</h2>\
            <p>We and our 812 partners store and access information on a device. Accept all cookies?</p><button>Accept all</button>\
            <button>Reject all</button></div>",
            )),
        )
        .is("alive"),
        case(
            "friend/sign-in form in the head",
            ok(article().replace(
                "<body>",
                "<body><form action=/login><h2>Sign in</h2><input \
            name=email><input type=password><button>Log in</button></form>",
            )),
        )
        .is("alive"),
        case(
            "friend/protected by Cloudflare",
            ok(article().replace(
                "</body>",
                "<script defer \
            src=\"/cdn-cgi/challenge-platform/scripts/jsd/main.js\"></script></body>",
            ))
            .field("Server", "cloudflare")
            .field("CF-RAY", "8"),
        )
        .is("alive"),
        case(
            "friend/protected by DataDome",
            ok(article().replace("</body>", "<script src=\"https://js.datadome.co/tags.js\"></script></body>"))
                .field("X-DataDome", "protected")
                .field("Set-Cookie", "datadome=abc; Path=/"),
        )
        .is("alive"),
        case(
            "friend/protected by PerimeterX",
            ok(article().replace(
                "</body>",
                "<script src=\"//client.perimeterx.net/PX1/main.min.js\">\
            </script></body>",
            ))
            .field("Set-Cookie", "_pxhd=abc; Path=/"),
        )
        .is("alive"),
        case(
            "friend/protected by Imperva",
            ok(article().replace(
                "</body>",
                "<script src=\"/_Incapsula_Resource?SWJIYLWA=7\" async>\
            </script></body>",
            ))
            .field("X-Iinfo", "1-2-3"),
        )
        .is("alive"),
        case(
            "friend/newsletter box",
            ok(article().replace(
                "</article>",
                "<p>Please enable JavaScript to sign up for our \
            newsletter.</p></article>",
            )),
        )
        .is("alive"),
        case(
            "friend/begins behind a paywall",
            ok(framed(
                "Who pays for the dykes? - The Valley Courier",
                "<article><h1>Who pays for the \
            dykes?</h1><p>The state has promised half of the money, and the council has none of the other half. What now? Three \
            people from the lower town explain what they would do, and one of them is the man who built the dykes of 1978.</p><div \
            class=paywall>Subscribe to continue reading. Already a subscriber? Sign in.</div></article>",
            )),
        )
        .is("alive|blocked"),
        case("friend/noindex", ok(article().replace("<head>", "<head><meta name=robots content=\"noindex, nofollow\">"))).is("alive"),
        case(
            "friend/canonical of another host",
            ok(article().replace(
                "<head>",
                "<head><link rel=canonical \
            href=\"https://other.example/news/river-floods\">",
            )),
        )
        .is("alive"),
        case("friend/canonical front page on an article", ok(article().replace("<head>", "<head><link rel=canonical href=\"/\">")))
            .is("alive"),
        case("friend/class names", ok(article().replace("<body>", "<body class=\"no-404-banner error-free\">"))).is("alive"),
        case("friend/the status is a lie", page(202, article())).is("alive"),
    ]
}

fn short_pages() -> Vec<Case> {
    vec![
        at(
            "short/note",
            "{http}/notes/7",
            "/notes/7",
            framed(
                "Bridge open again",
                "<h1>Bridge open again</h1><p>The old bridge opened to \
            traffic at noon on Friday, the council said.</p>",
            ),
        ),
        at(
            "short/bare note",
            "{http}/notes/8",
            "/notes/8",
            bare("Statement", "<p>The mayor resigned today.</p>"),
        ),
        at("short/no title", "{http}/notes/9", "/notes/9", "<p>Water level at 9 a.m.: 6.12 m.</p>"),
        at(
            "short/correction",
            "{http}/corrections/3",
            "/corrections/3",
            framed(
                "Correction",
                "<h1>Correction</h1><p>An earlier version \
            of this article said that the body was not found. It was found on Tuesday.</p>",
            ),
        ),
        at(
            "short/verdict",
            "{http}/courts/12",
            "/courts/12",
            framed(
                "Defendant not found guilty",
                "<h1>Defendant not found guilty</h1>\
            <p>The court found on Monday that the evidence did not suffice.</p>",
            ),
        ),
        at(
            "short/gallery",
            "{http}/gallery/flood",
            "/gallery/flood",
            framed(
                "The flood in pictures",
                &format!(
                    "<h1>The flood in \
            pictures</h1>{}",
                    "<figure><img src=/1.jpg><figcaption>Mill Street</figcaption></figure>".repeat(12)
                ),
            ),
        ),
        at(
            "short/video",
            "{http}/video/77",
            "/video/77",
            framed(
                "Video: the dyke breaks",
                "<h1>Video: the dyke breaks</h1><video \
            src=/77.mp4 controls></video><p>1:12 min.</p>",
            ),
        ),
        at(
            "short/post",
            "{http}/@berg/11223344",
            "/@berg/11223344",
            bare(
                "Anna Berg: “The dyke at Northfield has gone.”",
                "<article><a \
            href=/@berg>Anna Berg</a><p>The dyke at Northfield has gone. Do not go there.</p><time>14 May 2024</time></article>",
            ),
        ),
        at(
            "short/poll",
            "{http}/poll/5",
            "/poll/5",
            framed(
                "Poll: who should pay?",
                "<h1>Who should pay for the dykes?</h1><ul><li>The \
            state: 61 %<li>The town: 8 %<li>No answer found: 31 %</ul>",
            ),
        ),
        at(
            "short/404 in a title",
            "{http}/law/404",
            "/law/404",
            framed(
                "Section 404 of the Act",
                "<h1>Section 404</h1><p>Management shall \
            assess the controls each year. The auditor attests to it.</p>",
            ),
        ),
        at(
            "short/number 404",
            "{http}/episodes/404",
            "/episodes/404",
            framed(
                "Episode 404: The flood",
                "<h1>Episode 404: The flood</h1>\
            <p>Anna Berg on the night of the flood. 38 minutes.</p><audio src=/404.mp3 controls></audio>",
            ),
        ),
        at(
            "short/search without results",
            "{http}/search?q=flod",
            "/search",
            framed(
                "Search: flod",
                "<h1>Search</h1><p>No results found \
            for “flod”. Did you mean “flood”?</p>",
            ),
        )
        .is("alive|soft-404"),
        at(
            "short/tag page",
            "{http}/tag/flood",
            "/tag/flood",
            framed(
                "flood - The Valley Courier",
                "<h1>flood</h1><ul><li><a \
            href=/1>River floods four hundred houses</a><li><a href=/2>Who pays for the dykes?</a></ul>",
            ),
        ),
        at(
            "short/profile",
            "{http}/staff/berg",
            "/staff/berg",
            framed(
                "Anna Berg",
                "<h1>Anna Berg</h1><p>Reporter, valley desk. \
            berg@valley.example</p>",
            ),
        ),
        at(
            "short/definition",
            "{http}/glossary/not-found",
            "/glossary/not-found",
            framed(
                "Not found (glossary)",
                "<h1>Not found</h1><p>In \
            grievance proceedings: the panel saw no breach. Compare “not proven”.</p>",
            ),
        ),
        at(
            "short/treasure",
            "{http}/notes/10",
            "/notes/10",
            framed(
                "Not found: the treasure of the mill",
                "<h1>Not found: the treasure of \
            the mill</h1><p>Forty people dug for two days. They will be back in May.</p>",
            ),
        ),
        at(
            "short/access denied",
            "{http}/notes/11",
            "/notes/11",
            framed(
                "Access denied: reporters stay outside",
                "<h1>Access denied: \
            reporters stay outside</h1><p>The court shut its doors at nine.</p>",
            ),
        ),
        at(
            "short/protected by Imperva",
            "{http}/notes/12",
            "/notes/12",
            framed(
                "Bridge open again",
                "<h1>Bridge open again</h1><p>The old \
            bridge opened to traffic at noon on Friday, the council said. Lorries of more than 7.5 tonnes still have to take the ring road, \
            and the footpath below the bridge stays shut until June.</p><script src=\"/_Incapsula_Resource?SWJIYLWA=7\"></script>",
            ),
        ),
        at(
            "short/protected by Cloudflare",
            "{http}/notes/13",
            "/notes/13",
            framed(
                "Bridge open again",
                "<h1>Bridge open again</h1><p>The old \
            bridge opened to traffic at noon on Friday, the council said. Lorries of more than 7.5 tonnes still have to take the ring road, \
            and the footpath below the bridge stays shut until June.</p><script>window.__CF$cv$params={r:'8'};a.src='/cdn-cgi/challenge-\
            platform/h/b/scripts/jsd/main.js'</script>",
            ),
        ),
        at(
            "short/JSON with a status",
            "{http}/api/level",
            "/api/level",
            "{\"status\":\"ok\",\"message\":\"No error\",\"level\":6.42}",
        ),
        at(
            "short/hidden until loaded",
            "{http}/notes/14",
            "/notes/14",
            article()
                .replace("<main>", "<main><div style=\"display: none\">")
                .replace("</main>", "</div></main>"),
        ),
        at(
            "short/frame",
            "{http}/old/index.htm",
            "/old/index.htm",
            "<html><head><title>Valley statistics</title></head><frameset \
            cols=20,80><frame src=menu.htm><frame src=data.htm></frameset></html>",
        ),
        at("short/counter", "{http}/live/level", "/live/level", bare("Water level", "<h1>6.42 m</h1>")),
    ]
}

fn applications() -> Vec<Case> {
    let strings = "<script>window.__I18N__={\"error.404\":\"Page not found\",\"error.gone\":\"The page you are looking for does not exist\"}</script>";
    vec![
        case("application/shell", ok(shell(""))).anywhere(ok(shell(""))).at("/", ok(shell(""))).is("alive"),
        case("application/shell with its words", ok(shell(strings))).anywhere(ok(shell(strings))).at("/", ok(shell(strings))).is("alive"),
        case("application/loading", ok(bare("Dashboard", "<div id=app>Loading…</div><script src=/app.js></script>")))
            .anywhere(ok(bare("Dashboard", "<div id=app>Loading…</div><script src=/app.js></script>")))
            .is("alive"),
        case("application/hidden error", ok(shell("<div style=\"display:none\" class=error><h1>404</h1><p>Page not found</p></div>"))).is("alive"),
        case("application/data in a script", ok(shell(&format!(
            "<script type=\"application/json\" id=\"__NEXT_DATA__\">{{\"page\":\"/news/[slug]\",\"title\":\"River floods\",\"text\":\"{}\"}}</script>",
            "The river rose above the old bridge. ".repeat(40)
        ))))
        .is("alive"),
    ]
}
