//! The words of Japanese.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Japanese: see the fields of [`Language`] for what each list is.
pub static JAPANESE: Language = Language {
    code: "ja",
    name: "Japanese",
    // Months have numbers: 4月.
    months: Months::Numbered,
    weekdays: ["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"],
    dates: DateWords {
        am: "午前",
        pm: "午後",
        hours: "時",
        minutes: "分で|分",
        seconds: "秒",
        year: "年",
        month: "月",
        day: "日",
        published: "公開日|公開|掲載|配信|投稿日|投稿",
        modified: "最終更新|更新日時|更新日|更新",
        accessed: "閲覧日|閲覧|アクセス日",
        joiners: "時間",
        reading: "読める|読了",
        noon: "正午",
        ago: "時間前|分前|日前",
        ..DateWords::NONE
    },
    references: References {
        headings: "出典|参照|引用文献|注釈|参考リンク|リンク|ソース|引用元|情報源|出典一覧|参照元|註|脚註|参考文献一覧|参照文献|参考url|主な出典|主要な出典|主な情報源|\
            参考資料|参考資料一覧|引用文献一覧|出典・参考文献|参考文献・出典",
        joiners: "及",
        ..References::NONE
    },
    trailers: Trailers { openers: "コメント|関連記事|あわせて読みたい", ..Trailers::NONE },
    bylines: Bylines {
        openers: "執筆|取材|文：|文:|文・|文／|取材・文|取材・文・",
        roles: "記者|編集委員|論説委員|特派員",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "もちろん|承知しました|かしこまりました|はい、|以下は|以下に|こちらが",
        title: "タイトル|見出し",
        summary: "要約|概要",
        body: "本文",
        form: "キーワード",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "件名", from: "差出人|送信者", date: "日付|送信日時|日時", to: "宛先"
    },
    figures: Figures::NONE,
    numerals: Numerals { scales: "百=2|千=3|万=4|億=8|兆=12", about: "約", ..Numerals::NONE },
    margins: Margins { furniture: "広告|広告 - 本文の続きは下に", ..Margins::NONE },
    not_found: NotFound {
        bare: "404エラー|ページが見つかりません",
        things: "ページ|記事|コンテンツ|投稿|トピック|スレッド",
        lacks: "見つかりません|存在しません|削除され|公開を終了|公開は終了|掲載を終了|掲載は終了|掲載期間",
        sold: "販売中|売り出し中",
        phrases: "ページが見つかりません|ページは見つかりません|ページは存在しません|ページが存在しません|お探しのページ|指定されたページ|記事が見つかりません|ページは削除された|このドメインは販売|ドメインは売りに|この動画は非公開|非公開動画|動画は削除され|この記事は削除され|記事は削除され|この求人は終了|求人の募集は終了|掲載は終了",
        excuses: "見つかりません",
        empty: "該当する記事|検索結果はありません|見つかりませんでした",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "会員専用|会員のみ閲覧|会員番号とパスワード|セッションの有効期限|セッションが切れ|セッションがタイムアウト|ログインしてください|ログインが必要|続きを読むには|会員登録|会員限定|有料会員|ログインが必要です|ログインする必要|サインインが必要|会員登録が必要",
        passing: "エラーが発生しました|問題が発生しました|一時的にご利用|一時的にアクセス|サーバーエラー|ただいまメンテナンス|メンテナンス中|しばらくしてから|しばらく経ってから|時間をおいて|エラーが発生し|予期しないエラー|内部エラー|重大なエラー|システムエラー|問題が発生しま|定期メンテナンスのため|メンテナンスのため|障害が発生しております|データベース接続確立エラー|接続確立エラー|データベース接続エラー|現在メンテナンス|サイトメンテナンス|緊急メンテナンス",
        denied: "アクセスが拒否されました|アクセス権限がありません|アクセスできません|権限がありません|アクセス拒否",
        regions: "お住まいの地域では|お住まいの国では|この地域ではご利用|お使いの地域では|お住まいの地域から|お客様の地域では|お客様の国では|ご利用の地域では|お使いの国では|この国ではご利用|お住まいの国・地域|国または地域では",
        says: "ロボットではありません|ロボットではないことを|人間であることを|ロボットではないこと|ブラウザを確認しています|ブラウザーを確認しています|通常と異なるトラフィック|セキュリティ確認|人間であること|ブラウザを確認|ブラウザーを確認",
        login: "ログイン",
        consent: "クッキーの使用|cookieの使用|cookie の使用|プライバシー設定|続行する前に|お客様のプライバシー",
        waits: "順番待ち中|仮想待合室|待機列|予想待ち時間",
        ..Walls::NONE
    },
    telling: "",
};
