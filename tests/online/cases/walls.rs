//! Walls between the client and a page that may well be there.

use crate::answers::{Answer, depends, ok, page, to};
use crate::bench::{Case, case};
use crate::pages::{article, bare, framed};

fn wall(name: &'static str, answer: Answer) -> Case {
    case(name, answer).is("blocked")
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vendors();
    cases.extend(captchas());
    cases.extend(gates());
    cases
}

const CLOUDFLARE: &str = "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title><meta name=\"robots\" \
    content=\"noindex,nofollow\"></head><body><div class=\"main-wrapper\"><noscript>Enable JavaScript and cookies to continue</noscript></div>\
    <script>window._cf_chl_opt={cvId:'3',cType:'managed'};var a=document.createElement('script');\
    a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8';</script></body></html>";

fn vendors() -> Vec<Case> {
    vec![
        wall("wall/Cloudflare", page(403, CLOUDFLARE).field("cf-mitigated", "challenge").field("CF-RAY", "8a-FRA")),
        wall("wall/Cloudflare with 503", page(503, bare("Just a moment...", "<h1>Checking your browser before accessing valley.example.</h1>\
            <p>This process is automatic.</p><p>DDoS protection by Cloudflare</p><form id=challenge-form action=/?__cf_chl_jschl_tk__=1></form>"))
            .field("CF-RAY", "8a-FRA")),
        wall("wall/Cloudflare with 200", ok(CLOUDFLARE)),
        wall("wall/Cloudflare 1020", page(403, bare("Access denied | valley.example used Cloudflare to restrict access", "<h1>Error 1020</h1>\
            <p>Access denied. This website is using a security service to protect itself from online attacks.</p>"))),
        wall("wall/Cloudflare blocked", page(403, bare("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><p>You are \
            unable to access valley.example</p>"))),
        wall("wall/Cloudflare 1015", page(429, bare("Access denied", "<h1>Error 1015</h1><p>You are being rate limited</p>"))
            .field("Retry-After", "3600")),
        wall("wall/DataDome", page(403, "<html><head><title>valley.example</title></head><body><p id=cmsg>Please enable JS and disable any \
            ad blocker</p><script>var dd={'rt':'c','cid':'A','hsh':'B','t':'fe','host':'geo.captcha-delivery.com'}</script><script \
            src=\"https://ct.captcha-delivery.com/c.js\"></script></body></html>").field("X-DataDome", "protected")),
        wall("wall/DataDome with 200", ok("<html><head><title>valley.example</title></head><body><p id=cmsg>Please enable JS and disable any \
            ad blocker</p><script>var dd={'rt':'i','cid':'A','host':'geo.captcha-delivery.com'}</script><script \
            src=\"https://ct.captcha-delivery.com/i.js\"></script></body></html>")),
        wall("wall/DataDome with 401", page(401, "<html><body><p>Please enable JS and disable any ad blocker</p></body></html>")),
        wall("wall/PerimeterX", page(403, bare("Access to this page has been denied", "<div id=px-captcha></div><p>Press & Hold to confirm you \
            are a human (and not a bot).</p><script src=\"https://captcha.px-cdn.net/PX1/captcha.js\"></script>"))),
        wall("wall/PerimeterX with 200", ok(bare("Access to this page has been denied.", "<h1>Please verify you are a human</h1><div \
            id=px-captcha></div><script>window._pxAppId='PX1'</script>"))),
        wall("wall/Akamai", page(403, "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to \
            access \"http://valley.example/news\" on this server.<P>Reference #18.2d351ab8.1557333295.a4e16ab</BODY></HTML>")
            .field("Server", "AkamaiGHost")),
        wall("wall/Akamai with 200", ok("<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to \
            access this page on this server.<P>Reference #18.2d351ab8.1557333295.a4e16ab<P>https://errors.edgesuite.net/18.2d3</BODY></HTML>")),
        wall("wall/Akamai interstitial", ok("<html><head><meta http-equiv=\"refresh\" content=\"5; URL='/news?bm-verify=AAQ'\"><title>&nbsp;\
            </title></head><body><script>var i=1;var j=i+Number(\"5\"+\"7\");triggerInterstitialChallenge();</script><div \
            id=\"sec-if-cpt-container\"></div></body></html>")),
        wall("wall/Imperva", ok("<html><head><META NAME=\"robots\" CONTENT=\"noindex,nofollow\"><script \
            src=\"/_Incapsula_Resource?SWJIYLWA=5074a744e2e3d891814e9a2dace20bd4,719d34d31c8e3a6e6fffd425f7e032f3\"></script></head><body>\
            </body></html>")),
        wall("wall/Imperva in a frame", ok("<html style=\"height:100%\"><head><META NAME=\"ROBOTS\" CONTENT=\"NOINDEX, NOFOLLOW\"></head><body \
            style=\"margin:0px;height:100%\"><iframe id=\"main-iframe\" src=\"/_Incapsula_Resource?CWUDNSAI=9&xinfo=1-2\" \
            frameborder=0>Request unsuccessful. Incapsula incident ID: 1000-2000</iframe></body></html>").field("X-Iinfo", "1-2")),
        wall("wall/Imperva with 403", page(403, "<html><body>Request unsuccessful. Incapsula incident ID: 1000-2000</body></html>")),
        wall("wall/Amazon WAF challenge", page(202, "").field("x-amzn-waf-action", "challenge")),
        wall("wall/Amazon WAF challenge with its page", page(202, "<html><head><title></title><script>window.awsWafCookieDomainList=[];\
            window.gokuProps={}</script><script src=\"https://x.token.awswaf.com/x/challenge.js\"></script></head><body><div \
            id=\"challenge-container\"></div><noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you're not a \
            robot.</noscript></body></html>").field("x-amzn-waf-action", "challenge")),
        wall("wall/Amazon WAF captcha", page(405, bare("Human Verification", "<div id=captcha-container></div>"))
            .field("x-amzn-waf-action", "captcha")),
        wall("wall/CloudFront", page(403, bare("ERROR: The request could not be satisfied", "<h1>403 ERROR</h1><h2>The request could not be \
            satisfied.</h2>Request blocked. Generated by cloudfront (CloudFront)"))),
        wall("wall/Sucuri", page(403, bare("Sucuri WebSite Firewall - Access Denied", "<h1>Access Denied - Sucuri Website Firewall</h1>"))
            .field("X-Sucuri-ID", "11005")),
        wall("wall/Sucuri with 200", ok("<html><title>You are being redirected...</title><noscript>Javascript is required. Please enable \
            javascript before you are allowed to see this page.</noscript><script>var s={},u,c,U,r,i,l=0;S='cz0i';sucuri_cloudproxy_js='';\
            </script></html>").field("X-Sucuri-ID", "11005")),
        wall("wall/Kasada", page(429, "<html><head></head><body><script>window.KPSDK={};KPSDK.now=Date.now</script><script src=\"/ips.js\">\
            </script></body></html>").field("x-kpsdk-ct", "1").field("Retry-After", "3600")),
        wall("wall/Vercel", page(429, bare("Vercel Security Checkpoint", "<p>We're verifying your browser</p>"))
            .field("x-vercel-mitigated", "challenge").field("Retry-After", "3600")),
        wall("wall/DDoS-Guard", page(403, bare("DDoS-Guard", "<h1>Checking your browser before accessing valley.example</h1>"))
            .field("Server", "ddos-guard")),
        wall("wall/Anubis", ok(bare("Making sure you&#39;re not a bot!", "<main><h1>Making sure you&#39;re not a bot!</h1><p>Loading...</p>\
            <script id=\"anubis_version\" type=\"application/json\">\"v1.18.0\"</script><p>Protected by Anubis</p></main>"))),
        wall("wall/F5", ok("<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your \
            administrator.<br><br>Your support ID is: 1234567890<br><a href='javascript:history.back();'>[Go Back]</a></body></html>")),
        wall("wall/Fastly", page(406, bare("Client Challenge", "<p>JavaScript is disabled in your browser.</p>"))),
        wall("wall/Fastly with 200", ok(bare("Client Challenge", "<noscript>JavaScript is disabled in your browser.</noscript><p>Please enable \
            JavaScript to proceed.</p><p>A required part of this site couldn’t load.</p><script src=\"/_fs-ch-1T1wmsGaOgGaSxcX/script.js\"></script>"))),
        wall("wall/by address", page(403, bare("403 Forbidden", "<h1>Forbidden</h1><p>Your IP address has been blocked.</p>"))),
        wall("wall/by country", page(403, bare("Not available in your region", "<h1>This content is not available in your country.</h1>"))),
        wall("wall/by law", page(451, bare("451: Unavailable due to legal reasons", "<p>We recognize you are attempting to access this website \
            from a country belonging to the European Economic Area.</p>"))),
        wall("wall/by law with 200", ok(bare("451: Unavailable due to legal reasons", "<h1>451: Unavailable due to legal reasons</h1><p>We \
            recognize you are attempting to access this website from a country belonging to the European Economic Area (EEA) including \
            the EU which enforces the General Data Protection Regulation (GDPR) and therefore access cannot be granted at this time.</p>"))),
        wall("wall/words of a 404 with 403", page(403, bare("Page not found", "<h1>Page not found</h1>"))).is("blocked|dead"),
    ]
}

fn captchas() -> Vec<Case> {
    let sorry = "<html><head><title>https://valley.example/</title></head><body><div id=captcha><form action=index method=post><div \
        id=recaptcha class=g-recaptcha data-sitekey=x></div></form><p>Our systems have detected unusual traffic from your computer network. \
        This page checks to see if it's really you sending the requests, and not a robot.</p></div></body></html>";
    vec![
        wall(
            "captcha/reCAPTCHA",
            ok(bare(
                "Security check",
                "<h1>Please verify that you are not a robot</h1><form><div class=\"g-recaptcha\" \
            data-sitekey=\"x\"></div></form><script src=\"https://www.google.com/recaptcha/api.js\"></script>",
            )),
        ),
        wall(
            "captcha/hCaptcha",
            ok(bare(
                "One more step",
                "<h1>One more step</h1><p>Please complete the security check to access this site</p>\
            <div class=\"h-captcha\" data-sitekey=\"x\"></div><script src=\"https://js.hcaptcha.com/1/api.js\"></script>",
            )),
        ),
        wall(
            "captcha/Turnstile",
            ok(bare(
                "Verify you are human",
                "<p>Verify you are human by completing the action below.</p><div \
            class=\"cf-turnstile\" data-sitekey=\"x\"></div><script src=\"https://challenges.cloudflare.com/turnstile/v0/api.js\"></script>",
            )),
        ),
        wall(
            "captcha/of Bloomberg",
            ok(bare(
                "Bloomberg - Are you a robot?",
                "<h1>We've detected unusual activity from your computer network\
            </h1><p>To continue, please click the box below to let us know you're not a robot.</p>",
            )),
        ),
        wall(
            "captcha/of Amazon",
            ok(bare(
                "Amazon.com",
                "<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure \
            you're not a robot.</p><form action=/errors/validateCaptcha><img src=/captcha.jpg></form>",
            )),
        ),
        wall("captcha/of Google", to(302, "/sorry/index?continue=http://valley.example/"))
            .at("/sorry/index", page(429, sorry).field("Retry-After", "3600")),
        wall("captcha/of Google with 200", to(302, "/sorry/index?continue=http://valley.example/"))
            .at("/sorry/index", ok(sorry)),
        wall("captcha/behind a redirect", to(302, "/captcha?return=%2Fnews")).at(
            "/captcha",
            ok(bare(
                "Captcha",
                "<h1>Are you human?</h1><p>Solve \
            the puzzle.</p><canvas></canvas>",
            )),
        ),
        wall(
            "captcha/in German",
            ok(bare(
                "Sicherheitsabfrage",
                "<h1>Bitte bestätigen Sie, dass Sie kein Roboter sind</h1><div \
            class=\"g-recaptcha\" data-sitekey=\"x\"></div>",
            )),
        ),
        wall(
            "captcha/scripts required",
            ok(bare(
                "Please wait",
                "<noscript>Please enable JavaScript and cookies to continue.</noscript><p>Checking \
            if the site connection is secure</p><script>document.cookie='t=1';location.reload()</script>",
            )),
        ),
        wall(
            "captcha/in French",
            ok(bare(
                "Vérification",
                "<h1>Vérifiez que vous êtes un humain</h1><p>Confirmez que vous n’êtes pas un robot.</p>\
            <div class=\"h-captcha\" data-sitekey=\"x\"></div>",
            )),
        ),
    ]
}

fn gates() -> Vec<Case> {
    let form = "<form method=post action=/login><h1>Sign in</h1><label>Email <input name=email></label><label>Password <input type=password \
        name=password></label><button>Sign in</button></form><p><a href=/register>Create an account</a></p>";
    let consent = "<h1>Before you continue</h1><p>We and our partners use cookies and data to deliver and maintain our services.</p><form \
        action=/save method=post><button>Reject all</button><button>Accept all</button></form><p>Privacy Policy · Terms of Service</p>";
    vec![
        wall("gate/login", to(302, "/login?next=%2Fnews%2F2024")).at("/login", ok(framed("Sign in", form))),
        wall("gate/sign in", to(302, "/signin?return_to=/news")).at("/signin", ok(framed("Sign in", form))),
        wall("gate/of Instagram", to(302, "/accounts/login/?next=/p/C1/")).at(
            "/accounts/login/",
            ok(bare(
                "Login • Instagram",
                "<div \
            id=root></div>",
            )),
        ),
        wall("gate/of a university", to(302, "/idp/profile/SAML2/Redirect/SSO?execution=e1s1"))
            .at("/idp/profile/SAML2/Redirect/SSO", ok(framed("Web Login Service", form))),
        wall("gate/of another host", to(302, "{httpother}/oauth2/authorize?client_id=1&redirect_uri=x"))
            .at_other("/oauth2/authorize", ok(framed("Log in", form))),
        wall("gate/without a redirect", ok(framed("Sign in - The Valley Courier", form))),
        wall(
            "gate/login by script",
            ok(bare(
                "Log in to continue",
                "<h1>Log in to continue</h1><p>You must log in to view this page.</p>\
            <form><input type=password></form>",
            )),
        ),
        wall("gate/consent", to(302, "/consent?continue=%2Fnews")).at("/consent", ok(bare("Before you continue", consent))),
        wall("gate/consent of another host", to(302, "{httpother}/v2/collectConsent?sessionId=3_cc-session"))
            .at_other("/v2/collectConsent", ok(bare("Your privacy choices", consent))),
        wall("gate/consent without a redirect", ok(bare("Before you continue", consent))),
        wall(
            "gate/consent in German",
            ok(bare(
                "Zustimmung",
                "<h1>Bevor Sie fortfahren</h1><p>Wir und unsere Partner verwenden Cookies. Mit Ihrer \
            Zustimmung werden Daten verarbeitet.</p><button>Alle akzeptieren</button><button>Alle ablehnen</button><p>Oder werbefrei im \
            Abo lesen.</p>",
            )),
        )
        .is("blocked|alive"),
        wall(
            "gate/consent by a cookie",
            depends(|request| if request.field("cookie").contains("consent=") { ok(article()) } else { to(302, "/cookiewall?to=/news") }),
        )
        .at(
            "/cookiewall",
            ok(bare(
                "Cookies",
                "<h1>Cookie settings</h1><p>We need your consent.</p><button>Accept all</button><button>Reject \
            all</button>",
            )),
        ),
        wall(
            "gate/age",
            ok(bare(
                "Age verification",
                "<h1>Please confirm your age</h1><p>You must be 18 or older to enter.</p><button>I am 18 or \
            older</button>",
            )),
        )
        .is("blocked|alive"),
        wall("gate/subscribe", to(302, "/subscribe?from=/news"))
            .at(
                "/subscribe",
                ok(framed(
                    "Subscribe",
                    "<h1>Subscribe for 1 a week</h1><p>Choose \
            your plan.</p>",
                )),
            )
            .is("blocked|alive|soft-404"),
        wall("gate/401 with a page", page(401, framed("Sign in", form)).field("WWW-Authenticate", "Bearer")),
        wall("gate/402 with a page", page(402, framed("Subscribe", "<h1>Subscribe to read</h1>"))),
        case("gate/login page was cited", ok("")).ask("{http}/login").at("/login", ok(framed("Sign in", form))).is("alive|blocked"),
        case("gate/redirect through a login that knows us", to(302, "/login?next=/b"))
            .at("/login", to(302, "/b"))
            .at("/b", ok(article()))
            .is("alive"),
        case("gate/article below /login-rules", ok("")).ask("{http}/news/login-rules").at("/news/login-rules", ok(article())).is("alive"),
    ]
}
