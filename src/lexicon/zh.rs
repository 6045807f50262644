//! The words of Chinese.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Chinese: see the fields of [`Language`] for what each list is.
pub static CHINESE: Language = Language {
    code: "zh",
    name: "Chinese",
    // Months have numbers: 4月.
    months: Months::Numbered,
    weekdays: [
        "星期一|周一|週一",
        "星期二|周二|週二",
        "星期三|周三|週三",
        "星期四|周四|週四",
        "星期五|周五|週五",
        "星期六|周六|週六",
        "星期日|星期天|周日|週日",
    ],
    dates: DateWords {
        am: "上午|凌晨|早上",
        pm: "下午|中午|傍晚|晚上",
        hours: "时|時|点|點",
        minutes: "分钟|分鐘|分",
        seconds: "秒",
        year: "年",
        month: "月",
        day: "日|号|號",
        published: "发布时间|發布時間|发布于|发布|發布|發佈|发表于|发表|發表|刊登",
        modified: "最终更新|最后更新|最后修改|更新时间|更新時間|更新|修改|修訂",
        accessed: "访问日期|访问|查阅|檢索|检索",
        joiners: "时间|時間|日期",
        reading: "阅读|閱讀",
        noon: "正午",
        ago: "小时前|小時前|分前|天前",
        ..DateWords::NONE
    },
    references: References {
        headings: "参考文献|参考资料|参考来源|参考链接|参考|引用|引用来源|引用文献|引文|来源|资料来源|信息来源|数据来源|注释|脚注|链接|文献|參考文獻|參考資料|參考來源|\
            參考連結|資料來源|來源|註釋|腳註|引用來源|相关链接来源|引用资料|参考书目|主要参考文献|主要参考资料|尾注|引用的著作|引用作品|主要来源|主要參考來源|主要参考来源|\
            主要資料來源|主要资料来源|参考与来源|引用著作|資料出處|资料出处|参考文献与来源|参考文献和来源|信息源",
        joiners: "和|与|與",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "评论|評論|留言|相关阅读|相关新闻|延伸阅读|延伸閱讀",
        lines: "分享",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "文/|文／|文：|文:|作者：|作者:|作者|记者|記者|撰文：|撰文|编辑：|本报记者|本報記者|特派员",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "当然|當然|好的|以下是|以下为|下面是|這是|这是",
        title: "标题|標題|题目",
        summary: "摘要|导语",
        body: "正文",
        form: "关键词|關鍵詞",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "主题|主題|主旨",
        from: "发件人|寄件者|寄件人",
        date: "日期|发送时间|寄件日期|傳送日期",
        to: "收件人|收件者|抄送|副本",
    },
    figures: Figures::NONE,
    numerals: Numerals {
        scales: "百=2|千=3|万=4|萬=4|亿=8|億=8|兆=12",
        about: "约|約",
        negations: "不|没|沒|无|無|非|未",
        ..Numerals::NONE
    },
    margins: Margins { furniture: "分享", ..Margins::NONE },
    not_found: NotFound {
        phrases: "页面不存在|页面未找到|找不到页面|找不到该页|无法找到该页|您访问的页面|页面已被删除|文章不存在|頁面不存在|找不到頁面|找不到網頁|找不到您要的|您所查詢的頁面",
        bare: "未找到|找不到",
        excuses: "不存在|找不到",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "会话已过期|会话超时|登录已过期|请先登录|请登录后|登录后查看|登入後|請先登入|注册后|仅限会员|仅限订阅",
        passing: "出错了|出了点问题|发生错误|系统繁忙|系统错误|服务器错误|服务器繁忙|暂时无法访问|暂时不可用|系统维护|正在维护|请稍后再试|請稍後再試|發生錯誤|系統忙碌|暫時無法",
        denied: "拒绝访问|禁止访问|访问被拒绝|沒有權限|没有权限|拒絕存取",
        regions: "您所在的地区无法|您所在的地区不可用|所在地区不可用|在您的国家/地区不可用|您所在的國家|您所在的地區",
        titles: "百度安全验证|安全验证|访问验证|人机验证",
        says: "请完成安全验证|请完成验证",
        login: "登录",
        ..Walls::NONE
    },
    telling: "",
};
