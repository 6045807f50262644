//! The words of Vietnamese.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Vietnamese: see the fields of [`Language`] for what each list is.
pub static VIETNAMESE: Language = Language {
    code: "vi",
    name: "Vietnamese",
    // Months have numbers: tháng 4.
    months: Months::Numbered,
    weekdays: ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"],
    dates: DateWords {
        am: "sáng",
        pm: "chiều|tối",
        minutes: "phút",
        year: "năm",
        month: "tháng",
        day: "ngày",
        published: "đăng",
        modified: "nhật",
        joiners: "lúc|vào|cập|ký|ngày",
        reading: "đọc",
        ago: "trước|giờ",
        ..DateWords::NONE
    },
    references: References {
        headings: "tài liệu tham khảo|nguồn|tham khảo|chú thích|nguồn tham khảo|trích dẫn|liên kết|ghi chú|\
            nguồn trích dẫn|tài liệu trích dẫn|nguồn chính|các nguồn|nguồn đã sử dụng",
        joiners: "và",
        ..References::NONE
    },
    trailers: Trailers { openers: "bình luận|tin liên quan", lines: "chia sẻ", ..Trailers::NONE },
    bylines: Bylines { openers: "bởi|tác giả:", joiners: "và", ..Bylines::NONE },
    labels: Labels {
        preamble: "chắc chắn|tất nhiên|dưới đây|đây là",
        title: "tiêu đề",
        summary: "tóm tắt",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "chủ đề|tiêu đề",
        from: "từ|người gửi",
        date: "ngày|đã gửi",
        to: "đến|tới|người nhận",
    },
    figures: Figures::NONE,
    numerals: Numerals {
        values: "hai=2|ba=3|bốn=4|năm=5|sáu=6|bảy=7|tám=8|chín=9|mười=10",
        scales: "trăm=2|nghìn=3|ngàn=3|triệu=6|tỷ=9|tỉ=9",
        about: "khoảng",
        over: "hơn|trên",
        under: "gần|dưới",
        negations: "không|chẳng|chưa",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "lỗi|trang|này|xin|bạn",
        bare: "không tìm thấy|lỗi 404",
        things: "bài viết|trang|nội dung|chủ đề|bài báo|liên kết|chuyên mục|tin này",
        lacks: "không tồn tại|đã bị xóa|đã bị xoá|đã bị gỡ|đã được gỡ|không tìm thấy|không còn tồn tại|không còn khả dụng",
        sold: "để bán|đang bán|rao bán",
        phrases: "không tìm thấy trang|trang không tồn tại",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "phiên làm việc đã hết|phiên đã hết hạn|vui lòng đăng nhập|đăng nhập để|đăng ký để|cần đăng nhập|phải đăng nhập|yêu cầu đăng nhập|bạn chưa đăng nhập|chỉ dành cho thành viên",
        passing: "đã xảy ra lỗi|có lỗi xảy ra|đã có lỗi|tạm thời không khả dụng|đang bảo trì|vui lòng thử lại|đã có lỗi xảy ra|xảy ra lỗi|lỗi máy chủ|lỗi nghiêm trọng|đang được bảo trì|tạm ngưng để bảo trì|lỗi khi thiết lập kết nối|lỗi kết nối cơ sở dữ liệu|lỗi kết nối|bảo trì hệ thống|bảo trì định kỳ|hệ thống đang bận",
        denied: "truy cập bị từ chối|quyền truy cập bị từ chối|bạn không có quyền|không có quyền truy cập",
        regions: "không khả dụng ở quốc gia|không khả dụng tại quốc gia|không khả dụng ở khu vực",
        says: "bạn không phải là robot|tôi không phải là người máy|bạn là con người|xác minh bạn là|kiểm tra trình duyệt|đang kiểm tra trình duyệt|bạn không phải robot|bạn không phải là người máy|xác minh rằng bạn",
        consent: "chúng tôi sử dụng cookie|quyền riêng tư của bạn|trước khi bạn tiếp tục",
        ..Walls::NONE
    },
    telling: "của|và|các|có|là|cho|được|trong|với|đã|không|một|những|tại|này|năm|người|từ|khi|về|ra|đến|sẽ|\
        để",
};
