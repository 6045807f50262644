//! The words of English.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// English: see the fields of [`Language`] for what each list is.
pub static ENGLISH: Language = Language {
    code: "en",
    name: "English",
    months: Months::Named([
        "january|jan",
        "february|feb|febr",
        "march|mar",
        "april|apr",
        "may",
        "june|jun",
        "july|jul",
        "august|aug",
        "september|sept|sep",
        "october|oct",
        "november|nov",
        "december|dec",
    ]),
    weekdays: [
        "monday|mon",
        "tuesday|tue|tues",
        "wednesday|wed|weds",
        "thursday|thu|thur|thurs",
        "friday|fri",
        "saturday|sat",
        "sunday|sun",
    ],
    dates: DateWords {
        am: "am",
        pm: "pm",
        hours: "h|hr|hrs|hour|hours",
        minutes: "min|mins|minute|minutes",
        seconds: "s|sec|secs|second|seconds",
        published: "published|publish|posted|issued|prepared|dated|released|created|original|originally|first",
        modified: "updated|update|modified|revised|edited|changed",
        accessed: "accessed|retrieved|consulted",
        joiners: "at|on|t|time|local|date|last|the|by",
        of: "of",
        reading: "read|reading",
        noon: "noon",
        midnight: "midnight",
        ordinals: "st|nd|rd|th",
        ago: "ago|yesterday|today",
        ..DateWords::NONE
    },
    references: References {
        headings: "references|reference|reference list|list of references|sources|source|source list|\
            list of sources|citations|citation|citation list|works cited|cited works|\
            literature cited|sources cited|cited sources|works consulted|sources consulted|\
            sources used|bibliography|footnotes|endnotes|notes|links|reference links|source links|\
            reference documents|reference material|reference materials|further references|end notes|\
            foot notes|references cited|citations list|source references|document references|\
            reference sources|urls|source urls|references used|references consulted|\
            references and sources|sources referenced|sources and citations|source citations|\
            sources and links|cited references|cited sources and references|sources & references",
        qualifiers: "normative|informative|selected|key|main|primary|secondary|general|additional|external|\
            cited|web|online|verified|full|numbered|all|the|article|news|useful|original|inline|\
            official|explanatory|complete",
        joiners: "and",
    },
    trailers: Trailers {
        openers: "comments|comment|leave a comment|leave a reply|add a comment|add a public comment|\
            post a comment|no comments|join the conversation|join the discussion|show comments|\
            view comments|read comments|log in to comment|sign in to comment|be the first to comment|\
            share this|share article|email this|print this|related articles|related stories|\
            related posts|related news|related content|related topics|related:|related|read more|\
            read next|up next|more from|more stories|more on this|you may also like|\
            you might also like|recommended|recommended for you|most read|most popular|trending|\
            trending now|newsletter|sign up|subscribe|follow us|advertisement|sponsored|\
            about the author|about the authors|tags:|tags|topics:|filed under|all rights reserved|\
            other stories|similar articles|similar stories|previous article|next article|read also|\
            you may also|you might also|also read|don't miss|editor's picks|editors' picks|\
            what to read next|from around the web|around the web|about author|get the latest",
        lines: "share on|share|tweet|follow on|copyright|terms of use|privacy policy",
        headings: "further reading|more news|more in|popular|top stories|latest|from the web|discussion|\
            want more|topics|promoted|who is online",
    },
    bylines: Bylines {
        openers: "by|by:|written by|words by|story by|reporting by|reported by|posted by|created by|\
            interview|interview:|published by|text by|article by|a report by|author:|authors:|author|\
            reporter:|reporter",
        joiners: "and|with",
        particles: "st",
        desks: "staff|newsroom|newsdesk|desk|team|editorial|editors|board|admin|administrator|webmaster|\
            contributors|contributor|correspondents|reporters|writers|guest|user|anonymous|unknown|\
            online|digital|web|www|com|org|support|blog|editor-in-chief|wordpress|content|sponsored",
        organisations: "news|agency|agencies|press|media|associated|bureau|wire|service|services|network|magazine|\
            times|post|herald|tribune|journal|gazette|telegraph|reuters|afp|dpa|ap|ansa|efe|tass|\
            xinhua|bloomberg|bbc|cnn|npr|upi|pti|ians|ani|inc|ltd|llc|corp|foundation|institute|\
            university|college|council|committee|department|ministry|association|group|company|video|\
            tv|radio|channel|studio|research|the|club|museum|center|centre|police",
        roles: "writer|reporter|correspondent|editor|columnist|journalist|author|producer|photographer|\
            analyst|critic|contributor|chief|intern|fellow|president|director|manager|developer|\
            consultant|officer|strategist|specialist|founder|co-founder|ceo|cto|coo|professor|lecturer|\
            technologist|scientist|researcher|economist|adviser|advisor|representative|\
            presenter|coordinator|assistant|associate|designer|engineer|dietitian|blogger|politics|business|sports|health|science|\
            technology|updated|published|am|pm|gmt|est|edt",
        beside: "for|name|email|e-mail|comment|comments|share|view|show|more|all|posts|profile|follow|\
            subscribe|newsletter|login|photo|photos|image|source|author|says|website|archive|\
            archives|no|about|related|print|contact|filed|latest|popular|trending|advertisement|\
            twitter|facebook|instagram|linkedin|youtube|tiktok|whatsapp|telegram|mastodon|bluesky|\
            pinterest|reddit|rss",
        pictures: "photo|image|source|credit|picture",
    },
    labels: Labels {
        preamble: "sure|certainly|absolutely|of course|here is|here's|here’s|here are|below is|got it|great|okay, here|i've written|i have written|i've drafted",
        title: "title|headline|main title|main headline|article title|article headline|news title|\
            news headline|alternative title|alternative headline|suggested title|suggested headline",
        summary: "summary|abstract|tl;dr|tldr|standfirst|article summary|news summary|lede|dek|teaser|\
            key takeaway",
        body: "body|article|content|article body|article content|article text|main content|main article|\
            full article|body text|news article",
        author: "author|authors|byline|written by",
        date: "date|published|publication date|date published|publish date|dateline|posted|updated|\
            last updated|published on",
        form: "subtitle|sub-title|subheadline|sub-headline|subheading|sub-heading|keywords|\
            meta description|meta title|meta keywords|seo title|seo description|seo keywords|\
            focus keyword|focus keywords|target keyword|target keywords|primary keyword|url slug|slug|\
            permalink|featured image|alt text|image alt text|word count",
    },
    mail: Mail { subject: "subject|re", from: "from|sender", date: "date|sent", to: "to|cc|bcc|reply-to" },
    figures: Figures {
        multiples: "dozen",
        percent: "percent|pct",
        money: "dollar|dollars|euro|euros|pound|pounds|yen|yuan|rupee|rupees|peso|pesos|real|reais|ruble|\
            rubles|franc|francs|krona|kronor|kroner|won|lira|shekels|cents|pence",
        units: "kilometres|kilometers|kilometre|kilometer|metres|meters|miles|mile|feet|inches|acres|\
            hectares|tonnes|tons|kilograms|kilos|grams|litres|liters|gallons|barrels|megawatts|\
            gigawatts|degrees|points|times|people|deaths|homes|jobs|votes|square|cubic",
        designations: "page|pages|p|pp|no|nos|nr|number|section|article|chapter|flight|highway|route|interstate|\
            room|resolution|boeing|airbus|paragraph|rule|title|channel|platform|gate|apartment|phase|\
            figure|table|fig|version|formula|apollo|proposition|amendment|area|pier|district|ward|vol",
        numbers: "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|\
            sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|\
            several",
    },
    numerals: Numerals {
        values: "zero=0|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|ten=10|eleven=11|\
            twelve=12|thirteen=13|fourteen=14|fifteen=15|sixteen=16|seventeen=17|eighteen=18|nineteen=19|\
            twenty=20|thirty=30|forty=40|fifty=50|sixty=60|seventy=70|eighty=80|ninety=90",
        ordinals: "first=1|second=2|third=3|fourth=4|fifth=5|sixth=6|seventh=7|eighth=8|ninth=9|tenth=10|\
            eleventh=11|twelfth=12|thirteenth=13|fourteenth=14|fifteenth=15|sixteenth=16|seventeenth=17|\
            eighteenth=18|nineteenth=19|twentieth=20|thirtieth=30|fortieth=40|fiftieth=50",
        scales: "hundred=2|thousand=3|million=6|millions=6|billion=9|billions=9|trillion=12|trillions=12|\
            k=3|m=6|mn=6|mln=6|bn=9|tn=12|lakh=5|crore=7",
        about: "about|around|approximately|roughly|some|circa|estimated|approx|ca|c|close|almost|nearly|\
            perhaps|maybe|like",
        over: "over|than|least|above|exceeding|exceeded|past",
        under: "nearly|almost|under|below|barely|approaching",
        negations: "not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|scarcely|barely",
        decimal_comma: false,
    },
    margins: Margins {
        furniture: "comments are closed|no comments|no comments yet|load comments|view comments|show comments|\
            explore further|external content|next read this|shop this story|shop now|buy now|\
            swipe to scroll horizontally|scroll down to read more|\
            your subscription has been successful|\
            your subscription could not be saved. please try again|\
            something went wrong. please try again later|don't miss|you might like|\
            you might also like|article continues after advertisement|\
            article continues below advertisement|article continues after ad|\
            skip past newsletter promotion|after newsletter promotion|jump to section|advertisement|\
            advertising|ad|share|share this|share this article|share this story|tweet|email|print|\
            save|comments|read more|read full article|continue reading|continue reading below|\
            article continues below|story continues below advertisement|story continues|\
            story continues below|related|related articles|related content|related stories|\
            related topics|see also|watch|watch now|play video|video|photos|photo|gallery|image|\
            caption|close|text size|loading|loading...|skip advert|skip ad|subscribe|subscribe now|\
            sign up|log in|sign in|follow us|newsletter|top stories|most read|more stories|\
            back to top|copy link|copy url|link copied|advertisement - continue reading below|\
            open image modal|enlarge image|view image|image source|image caption|media caption|\
            getty images|scroll to continue|promoted|sponsored|report this ad|by|and|file photo|\
            toggle caption|hide caption|enlarge this image",
        sign_offs: "contributed to this report|contributed to this story|contributed reporting|\
            contributed to this article|follow us on|follow me on|sign up for|subscribe to|\
            our newsletter|newsletters|click here to|all rights reserved|may not be published|\
            this story was originally published|this article was originally published|\
            originally appeared|copyright ©|copyright 2|is a reporter|is a staff writer|is a senior|\
            is a freelance|follow her|follow him|reporting by|editing by|download the|get the app|\
            more information:|have a tip|email the author|write to|send tips|if you enjoyed|\
            support our|become a member|journal information:|provided by|©|follow the|\
            for more information|names have been changed|read the original|originally published|\
            to view the full story|distributed by|submit your letter|want to be informed|\
            contributing:|additional reporting",
        biographies: "can be reached at|is a contributing|is a freelance|is a senior|is the senior|\
            is a staff writer|is a writer|is a reporter|is a journalist|is the news editor|\
            is an editor|writes about|more information:|doi.org/|doi: 10.|is committed to publishing",
        credits: "photo:|photos:|image:|image credit|photo credit|source images by",
        agencies: "getty images|shutterstock|istock|alamy|unsplash|picture alliance|afp /|ap photo/|dpa/",
        adverts: "ad|ad feedback|ads|ads by google|advert|advertisement|advertisement continue reading|\
            advertisement story continues below|advertising|article continues below this ad|\
            paid content|promoted|sponsored",
        counted: "add|and|by|comment|comments|downloads|followers|likes|min|mins|minute|minutes|of|online|\
            people|reactions|read|readers|reading|reads|replies|reply|retweets|shares|show|\
            subscribers|times|to|total|users|viewed|views|visitors|votes",
    },
    not_found: NotFound {
        things: "page|article|story|topic|thread",
        lacks: "has been removed|was removed|has been withdrawn|was taken down|does not exist|doesn't exist|could not be found|couldn't be found|cannot be found|can't be found|no longer exists|is no longer available|has been deleted|has been taken down|is no longer online",
        sold: "is for sale|for sale!|buy now for|may be for sale",
        phrases: "article expired|story expired|article has expired|story has expired|content has expired|page has expired|listing has expired|has expired and is no longer|article you requested|story you requested|content you requested|document you requested|item you requested|article requested|story you are looking for|story you were looking for|content you are looking for|content you were looking for|story no longer exists|content no longer exists|post is no longer available|post is unavailable|post has been removed|post was deleted|post was removed|tweet was deleted|tweet is unavailable|this tweet is from|this post is from a suspended|this post is from an account|video isn't available|video isn’t available|video is private|video was removed|video has been deleted|this video has been removed|may be for sale by|this domain may be for sale|domain has expired|this domain is registered|domain is registered|domain parking|parked free|parked domain|future home of something|welcome to nginx|apache2 ubuntu default page|apache2 debian default page|apache http server test page|iis windows server|default web site page|test page for the|this is the default web page|website is no longer available|site is no longer available|site has been discontinued|blog has been removed|blog has been deleted|this site can't be reached|no such article|no such page|does not exist or has been|has been deleted or|no longer online|no longer on this site|moved or deleted|removed or deleted|deleted or moved|we have a new website|page not found|404 not found|error 404|404 error|file not found|\
            file or directory not found|article not found|story not found|post not found|\
            content not found|document not found|resource not found|page was not found|\
            page is not found|page could not be found|page cannot be found|page can't be found|\
            page can’t be found|page couldn't be found|page couldn’t be found|page you requested|\
            page you were looking for|page you are looking for|page you're looking for|\
            page you’re looking for|article you are looking for|article you were looking for|\
            page does not exist|page doesn't exist|page doesn’t exist|page no longer exists|\
            page has been removed|page may have been removed|page has moved or no longer exists|\
            page is no longer available|page isn't available|page isn’t available|page not available|\
            page unavailable|article is no longer available|article has been removed|\
            article no longer exists|article does not exist|story is no longer available|\
            story has been removed|content is no longer available|content is not available|\
            content isn't available|content isn’t available|content has been removed|\
            requested url was not found|requested page|we can't find that page|\
            we can’t find that page|we can't find the page|we can’t find the page|\
            we couldn't find that page|we couldn’t find that page|we couldn't find the page|\
            we couldn’t find the page|we could not find the page|can't find the page|\
            can’t find the page|couldn't find this page|couldn’t find this page|\
            nothing was found at this location|there is nothing here|there's nothing here|\
            there’s nothing here|link you followed may be broken|account has been suspended|\
            video unavailable|video is unavailable|video is no longer available|\
            video has been removed|video does not exist|topic does not exist|thread does not exist|\
            post does not exist|post has been deleted|there is currently no text in this page|\
            wiki does not have an article with this exact name|domain is for sale|\
            domain may be for sale|domain name is for sale|buy this domain|domain is parked|resource cannot be found|resource you are looking for|domain has been registered|domain name has been registered|domain name is parked|domain is available for sale|domain is for purchase|domain name may be for sale|this page is generated by plesk|there is no web site at this address|there is no website at this address|no website is configured at this address|video is no longer here|video has been made private|this video is private|video was made private|video has been taken down|job has expired|job posting has expired|job is no longer available|job posting is no longer available|position has been filled|position is no longer available|no longer accepting applications|vacancy has closed|vacancy is closed|vacancy has expired|job has been closed|job ad has expired|job advert has expired|job offer has expired|job listing has expired|vacancy is no longer available|article has been withdrawn|article was withdrawn|story has been withdrawn|article has been retracted by|couldn't find that story|couldn’t find that story|couldn't find that article|couldn’t find that article|couldn't find this story|couldn’t find this story|couldn't find this article|couldn’t find this article|can't find that story|can’t find that story|can't find that article|can’t find that article|content no longer available|site has not been set up yet|website has not been set up yet|no website has been set up at this address|domain has been successfully registered",
        bare: "404|404 error|error 404|404 not found|http 404|http status 404|not found|error|oops|\
            whoops|410|gone|account suspended|410 gone|no results found|nothing found|nothing here|\
            unavailable|private video|video removed|video unavailable|job expired",
        excuses: "not found|error|unavailable|not available|no longer|does not exist|doesn't exist|removed|\
            deleted|expired|missing|404|cannot be|can't be|could not",
        fillers: "404|410|error|http|status|code|oops|ooops|whoops|uh|oh|sorry|hmm|the|this|that|a|we|we're|\
            you|your|page|site|here|now|right|anymore|longer|not|found|be|been|is|isn't|was|has|have|\
            can't|cannot|could|couldn't|does|doesn't|exist|exists|available|unavailable|gone|moved|\
            removed|deleted|or|and|for|on|in|it|to|us|requested|looking|can|seems|looks|like|afraid|\
            i'm|no",
        empty: "no results|0 results|no articles found|no posts found|no stories found|did not match any|no matches|nothing matched|no entries found|no items found|no content found|no records found|nothing found for",
    },
    walls: Walls {
        gates: "session has expired|session expired|session timed out|session has timed out|your session is no longer|register to continue|register to read|register for free|register now to read|sign up to continue|sign up to read|create an account to continue|create a free account|log in to continue|log in to read|log in to view|sign in to continue|sign in to read|sign in to view|please log in|please sign in|you must be logged in|you need to be logged in|you must log in|you need to log in|login required|subscribe to continue|subscribe to read|subscribers only|for subscribers only|only available to subscribers|members only|already a subscriber|verify your age|confirm your age|you are not logged in or you do not have permission|you are either not logged in or do not have permission|requires you to be registered and logged in to view|only registered members are allowed to access|you must be logged-in to do that|for registered users only|only for registered users|registered users only|for registered readers only|you have to log in|you have to be logged in|this content is password protected|authentication required|sign-in required|sign in required|registration required",
        passing: "something went wrong|something has gone wrong|an error has occurred|an error occurred|an unexpected error|an unknown error|unexpected error|we're having trouble|we are having trouble|we're experiencing technical|we are experiencing technical|experiencing technical difficulties|technical difficulties|technical error|technical problem|temporarily unavailable|temporarily offline|temporarily down|internal server error|server error|service unavailable|bad gateway|gateway timeout|gateway time-out|site is down|down for maintenance|under maintenance|undergoing maintenance|scheduled maintenance|maintenance mode|we'll be back soon|we will be back soon|be right back|try again later|please try again|error establishing a database connection|too many connections|server is busy|server is too busy|could not connect to|application error|runtime error|briefly unavailable|unavailable for scheduled maintenance|check back in a minute|there has been a critical error on this website|critical error on this website|looks like something went wrong|an error has occured|an internal error|currently undergoing maintenance|we are performing maintenance|we're performing maintenance|an unhandled exception|oops! an error|this site is experiencing|we're sorry, but something went wrong|sorry, something went wrong|oops, something went wrong|uh oh, something went wrong",
        denied: "access denied|access is denied|access forbidden|forbidden|permission denied|not authorized|unauthorized|you do not have access|you don't have access|you do not have permission|you don't have permission|not authorized to view|not authorised to view|access to this resource is restricted|access restricted|restricted access",
        titles: "just a moment|attention required! | cloudflare|access denied|\
            access to this page has been denied|pardon our interruption|robot check|are you a robot|\
            are you human|human verification|security check|security verification|bot verification|\
            captcha|request rejected|ddos protection|please wait... | cloudflare|\
            vercel security checkpoint|making sure you're not a bot|verifying your browser|\
            checking your browser|client challenge|please verify|\
            please wait while your request is being verified|one more step|you have been blocked|\
            you've been blocked|blocked",
        says: "verify you are human|verify that you are human|verify you are a human|verify you're human|\
            verifying you are human|verify your identity to continue|\
            needs to review the security of your connection|enable js and disable any ad blocker|\
            please enable javascript to proceed|blocked by network security|\
            your request has been blocked|your ip address has been blocked|\
            enter the characters you see|you're not a robot|you are not a robot|you're not a bot|\
            you are not a bot|slide to verify|verify that you are not a robot|\
            verify you are not a robot|prove you are human|prove you're not a robot|\
            confirm you are human|confirm you're not a robot|i'm not a robot|i am not a robot|\
            press & hold to confirm|press and hold|checking your browser before|\
            checking if the site connection is secure|enable javascript and cookies to continue|\
            unusual traffic from your computer|we've detected unusual activity|\
            detected unusual traffic|complete the security check|complete the captcha|\
            solve the captcha|please complete the challenge|requests from automated|\
            automated access to|\
            the requested url was rejected. please consult with your administrator|\
            you have been blocked|access to this site has been limited|your access to this service has been limited|your access to this site has been|your access has been blocked|verify that you're human|confirm that you are human|confirm you're human|we need to verify that you|checking your browser|check if you are human|you are human and not a bot|requests from your network|your request looks automated|looks like automated|whether you are human|whether you are a human",
        regions: "blocked by a decision of|blocked by order of|blocked by court order|blocked by a court order|blocked under a court order|not available in your area|not available where you are|unavailable in your area|isn't available in your area|isn't available in your location|unavailable in most european countries|unavailable in european countries|not available to visitors from|blocked in your country|restricted in your country|due to your location|due to geographic restrictions|geo-blocked|geoblocked|access from your country|visitors from your country|unavailable due to legal reasons|unavailable for legal reasons|\
            country belonging to the european economic area|not available in your country|\
            not available in your region|not available in your location|\
            isn't available in your country|isn't available in your region|\
            unavailable in your country|unavailable in your region|not available…your country|not available…your region|not available…your location|not available…your area|not available…your territory|not available…your state|not available…your jurisdiction|unavailable…your country|unavailable…your region|unavailable…your location|unavailable…your area|unavailable…your territory|unavailable…your state|unavailable…your jurisdiction|isn't available…your country|isn't available…your region|isn't available…your location|isn't available…your area|isn't available…your territory|isn't available…your state|isn't available…your jurisdiction|isn't currently available…your country|isn't currently available…your region|isn't currently available…your location|isn't currently available…your area|isn't currently available…your territory|isn't currently available…your state|isn't currently available…your jurisdiction|not accessible…your country|not accessible…your region|not accessible…your location|not accessible…your area|not accessible…your territory|not accessible…your state|not accessible…your jurisdiction|inaccessible…your country|inaccessible…your region|inaccessible…your location|inaccessible…your area|inaccessible…your territory|inaccessible…your state|inaccessible…your jurisdiction|not offered…your country|not offered…your region|not offered…your location|not offered…your area|not offered…your territory|not offered…your state|not offered…your jurisdiction|not supported…your country|not supported…your region|not supported…your location|not supported…your area|not supported…your territory|not supported…your state|not supported…your jurisdiction|not licensed…your country|not licensed…your region|not licensed…your location|not licensed…your area|not licensed…your territory|not licensed…your state|not licensed…your jurisdiction|cannot be viewed…your country|cannot be viewed…your region|cannot be viewed…your location|cannot be viewed…your area|cannot be viewed…your territory|cannot be viewed…your state|cannot be viewed…your jurisdiction|cannot be shown…your country|cannot be shown…your region|cannot be shown…your location|cannot be shown…your area|cannot be shown…your territory|cannot be shown…your state|cannot be shown…your jurisdiction|cannot be played…your country|cannot be played…your region|cannot be played…your location|cannot be played…your area|cannot be played…your territory|cannot be played…your state|cannot be played…your jurisdiction|cannot be accessed…your country|cannot be accessed…your region|cannot be accessed…your location|cannot be accessed…your area|cannot be accessed…your territory|cannot be accessed…your state|cannot be accessed…your jurisdiction|can't be viewed…your country|can't be viewed…your region|can't be viewed…your location|can't be viewed…your area|can't be viewed…your territory|can't be viewed…your state|can't be viewed…your jurisdiction|can't be shown…your country|can't be shown…your region|can't be shown…your location|can't be shown…your area|can't be shown…your territory|can't be shown…your state|can't be shown…your jurisdiction|can't be played…your country|can't be played…your region|can't be played…your location|can't be played…your area|can't be played…your territory|can't be played…your state|can't be played…your jurisdiction|not permitted…your country|not permitted…your region|not permitted…your location|not permitted…your area|not permitted…your territory|not permitted…your state|not permitted…your jurisdiction|blocked…your country|blocked…your region|blocked…your location|blocked…your area|blocked…your territory|blocked…your state|blocked…your jurisdiction|restricted…your country|restricted…your region|restricted…your location|restricted…your area|restricted…your territory|restricted…your state|restricted…your jurisdiction|not available…where you live|unavailable…where you live|your region is not supported|your country is not supported|your location is not supported|outside your region|not available outside|unavailable outside|geographic restriction|geographical restriction|geo-restrict|geographically restricted|georestrict|licensing restrictions in your|rights restrictions in your|visitors from the european union|users in the european union|visitors from europe|european visitors are|from your location is",
        consent: "before you continue|we value your privacy|we care about your privacy|your privacy choices|\
            your privacy matters|cookie consent|consent to cookies|consent required|privacy settings|\
            cookie settings|cookies and privacy|accept cookies|we use cookies|this site uses cookies|your privacy is important|about your privacy|your data, your choice|your cookie choices|manage cookies|manage your cookies|cookie preferences|cookie choices|your consent|privacy preferences|respect your privacy|our use of cookies|accept all cookies|your choices regarding cookies|privacy and cookies|use of cookies",
        login: "log in|login|log on|logon|sign in|signin",
        waits: "you are now in line|you are in line|you're in line|you are now in the queue|you are in the queue|you're in the queue|you are in a queue|your estimated wait time|your number in line|your place in line|your place in the queue|virtual waiting room|you have been placed in a queue|you've been placed in a queue|when it is your turn|when it's your turn, you",
    },
    telling: "the|of|and|to|in|is|that|for|with|on|was|it|as|by|at|from|has|have|had|its|this|be|are|will|\
        an|not|who|said|they|their|after",
};
