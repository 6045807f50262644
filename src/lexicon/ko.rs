//! The words of Korean.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Korean: see the fields of [`Language`] for what each list is.
pub static KOREAN: Language = Language {
    code: "ko",
    name: "Korean",
    // Months have numbers: 4월.
    months: Months::Numbered,
    weekdays: ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"],
    dates: DateWords {
        am: "오전",
        pm: "오후",
        hours: "시",
        minutes: "분",
        seconds: "초",
        year: "년",
        month: "월",
        day: "일",
        published: "입력|등록|게시|발행|승인",
        modified: "최종수정|최종 수정|업데이트|수정",
        accessed: "접속일|접속",
        joiners: "기사",
        ago: "시간 전|시간전|분전",
        ..DateWords::NONE
    },
    references: References {
        headings: "참고문헌|참고 문헌|참고자료|참고 자료|출처|각주|인용|주석|참조|참고|인용 출처|링크|미주|인용 자료|인용 문헌|인용된 자료|주요 출처|참고 출처|\
            출처 목록|참고문헌 및 출처",
        ..References::NONE
    },
    trailers: Trailers { openers: "댓글|관련 기사|관련기사", ..Trailers::NONE },
    bylines: Bylines {
        openers: "글|기자:",
        roles: "기자|선임기자|인턴기자|특파원|논설위원",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "물론|물론입니다|네, |다음은|아래는",
        title: "제목",
        summary: "요약",
        body: "본문",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "제목",
        from: "보낸 사람|보낸사람",
        date: "날짜|보낸 날짜|보낸 시간",
        to: "받는 사람|받는사람|참조",
    },
    figures: Figures::NONE,
    numerals: Numerals { scales: "백=2|천=3|만=4|억=8|조=12", about: "약", ..Numerals::NONE },
    margins: Margins { furniture: "光고|공유|광고", ..Margins::NONE },
    not_found: NotFound {
        bare: "404 오류|찾을 수 없음",
        things: "페이지|기사|게시물|게시글|콘텐츠",
        lacks: "찾을 수 없|존재하지 않|삭제되었|삭제된|삭제됐",
        sold: "판매 중|판매중",
        phrases: "페이지를 찾을 수 없|존재하지 않는 페이지|페이지가 존재하지 않|요청하신 페이지|기사를 찾을 수 없|도메인을 판매|비공개 동영상|동영상이 삭제|삭제된 기사|기사가 삭제|채용이 마감|마감된 공고",
        excuses: "찾을 수 없",
        empty: "검색 결과가 없습니다|결과가 없습니다",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "세션이 만료|로그인이 필요|로그인 후|로그인해 주세요|회원 전용|구독자 전용|로그인 필요|로그인해야|로그인하셔야|회원만|로그인하세요",
        passing: "문제가 발생했습니다|오류가 발생했습니다|오류가 발생하였습니다|일시적인 오류|일시적으로|서버 오류|점검 중|잠시 후 다시|에러가 발생|예기치 않은 오류|예기치 못한 오류|내부 오류|심각한 오류|시스템 오류|예정된 점검|점검으로 인해|서비스 점검|데이터베이스 연결|데이터베이스 오류|시스템 점검|서버 점검|점검중",
        denied: "접근이 거부|접근 권한이 없|액세스가 거부|권한이 없습니다|접근 거부|접근이 제한",
        regions: "접속이 차단되었|접속이 차단됩|차단 안내|해당 지역에서는|귀하의 국가에서는|거주 지역에서는|현재 지역에서|거주하시는 지역에서|현재 국가에서|귀하의 지역에서|해당 국가에서는|고객님의 지역에서",
        says: "로봇이 아닙니다|사람인지 확인|로봇이 아님을|브라우저를 확인|비정상적인 트래픽|자동입력 방지|자동 입력 방지|브라우저 확인",
        login: "로그인",
        consent: "쿠키를 사용|쿠키 설정|개인정보 보호 설정|계속하기 전에",
        waits: "대기열에|접속 대기|예상 대기시간|예상 대기 시간",
        ..Walls::NONE
    },
    telling: "",
};
