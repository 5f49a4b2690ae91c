"""What the newsroom's operators read of crawls and of files that they send; always Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping

from corpus import BundleFault, Reason

CRAWL_STARTED = "Đang tìm tin mới…"
CRAWL_PROGRESS = "Đang lấy tin: {bar} {done}/{total} trang"
CRAWL_SITE = "• {publisher}: {counts}"
CRAWL_DONE = "<b>Đã lấy tin xong</b> ({seconds} giây): {new} bài mới, {changed} bài sửa."
CRAWL_NOTHING = "<b>Không lấy được tin</b> ({seconds} giây). Kho tin vẫn như trước."
CRAWL_SOME_UNREAD = " ⚠️ Không lấy được {count} trên {total} báo."
CRAWL_SITE_UNREAD = "• 🔴 {publisher}: không lấy được: {reason}"
CRAWL_STOPPED = "<b>Đã dừng lấy tin.</b> Phần còn lại để lần sau."
CRAWL_CUT_OFF = "<b>Bot dừng giữa chừng.</b> Phần còn lại để lần sau."
CRAWL_NO_SITE_ON = (
    "Chưa bật báo nào. Bật ở /nguontin, hoặc viết tên báo sau lệnh: <code>/crawl baophuyen.vn</code>"
)
CRAWL_UNKNOWN = "Không có báo “{name}” trong danh sách. Các báo: {known}"
CRAWL_BUSY = "Đang có một lần lấy tin khác chạy."
CRAWL_FAILED = "Không lấy được tin (mã {code}). Kho tin vẫn như trước."
CRAWL_FAILURES = "Trang lỗi: /loi"
SITE_HELD_BACK = "\n  ⚠️ {count} bài không còn trên trang báo, nhiều bất thường nên được giữ lại"
HELD_BACK_LINE = "\n⚠️ {publisher}: {count} bài không còn trên trang báo, vẫn giữ trong kho"
BUTTON_HELD_BACK = "🗑 {domain}: xem {count} bài không còn"
HELD_BACK = (
    "<b>{publisher}</b>: {count} bài không còn trên trang báo, đã kiểm tra hai lần, cách nhau một ngày. "
    "Nhiều bất thường: có thể trang báo đang hỏng hay đổi địa chỉ, nên các bài vẫn ở trong kho. Mở thử vài bài:\n"
    "{articles}\n\nNếu đúng là báo đã gỡ thì bấm nút dưới đây. Bấm rồi vẫn đưa lại được: /hoantac"
)
HELD_BACK_REST = "… và {count} bài nữa"
HELD_BACK_NONE = "Không còn bài nào bị giữ lại của báo này."
BUTTON_BELIEVE = "🗑 Xác nhận báo đã gỡ {count} bài"
BELIEVED = "<b>{publisher}</b>: đã đưa {count} bài ra khỏi kho. Đưa lại: /hoantac"
BUTTON_STOP = "⏹ Dừng"
STOPPING = "Đang dừng, chờ xong trang đang lấy…"
NOTHING_TO_STOP = "Lần lấy tin này đã xong."

COUNTS: Mapping[str, str] = {
    "new": "{} mới",
    "changed": "{} sửa",
    "unchanged": "{} như cũ",
    "copies": "{} trùng",
    "skipped": "{} bỏ qua",
    "gone": "{} đã gỡ",
    "failed": "{} lỗi",
}
NO_COUNTS = "không có gì mới"

SOURCES = "<b>Các báo trong danh sách</b>"
SOURCES_NOTE = "\nBáo đang bật được lấy tin bằng /crawl và theo lịch."
SOURCE = "{mark} {publisher} · {domain} · {articles} bài"
SOURCE_ON, SOURCE_OFF, SOURCE_UNREAD, SOURCE_AWAITED = "🟢", "⚪", "🔴", "🟡"
BUTTON_ON, BUTTON_OFF = "Bật {domain}", "Tắt {domain}"
TURNED_ON, TURNED_OFF = "Đã bật {publisher}.", "Đã tắt {publisher}."

FAILURES = "<b>Trang chưa lấy được</b> ({first}–{last}/{total})\n{pages}"
FAILURES_NONE = "Không có trang nào lỗi."
FAILURES_SITE = "🔴 {publisher}: lần vừa rồi ({when}) không lấy được: {reason}"
FAILURE = "{number}. {address}\n   {publisher} · {reason} · {tries} lần"
BUTTON_RETRY_PAGE = "🔁 Thử lại {count} trang này"
BUTTON_RETRY_ALL = "🔁 Thử lại tất cả ({count})"
LIST_CHANGED = "Danh sách đã thay đổi; xem lại rồi bấm nhé."
RETRY_STARTED = "Đang thử lại {count} trang."
RETRY_LATER = "Đã ghi. Lần lấy tin đang chạy hoặc lần tới sẽ thử lại {count} trang."

UNDO_DONE = (
    "Đã quay lại chỉ mục thế hệ {number}: {passages} đoạn, có cả các bài mới nhận. Gõ /hoantac lần nữa để đổi lại. "
    "Lệnh này không gỡ bài nào; muốn gỡ bài: /gobai"
)
UNDO_WITHDRAWAL = "Đã đưa lại {count} bài vào kho. Nếu báo vẫn không có các bài ấy, chúng vẫn nằm ở /loi."
UNDO_NONE = "Không có chỉ mục trước đó để quay lại. Chỉ mục hiện tại vẫn đang phục vụ."
UNDO_BUSY = "Kho tin đang được ghi. Chờ xong rồi thử lại nhé."

TAKE_OUT = (
    "<b>Gỡ bài nào?</b>\n{articles}\n\nBài đã gỡ không còn được trích, không có trong danh sách nào, và không "
    "trở lại khi lấy tin hay gửi tệp. Gỡ rồi vẫn đưa lại được."
)
TAKE_OUT_LINE = "{number}. {article}"
TAKE_OUT_ON_SERVER = "\n   Mã bài quá dài cho nút bấm; gỡ trên máy chủ: <code>hoibao {verb}</code> và mã bài"
TAKE_OUT_USAGE = (
    "Muốn gỡ một bài: gõ <code>/gobai</code> kèm đường dẫn hoặc mã của bài; "
    "hoặc trả lời tin nhắn của bot có trích bài ấy bằng lệnh <code>/gobai</code>."
)
TAKE_OUT_UNKNOWN = (
    "Kho tin không có bài nào với đường dẫn hay mã “{name}”. Bạn chép lại đường dẫn từ trang bài nhé."
)
TAKEN_OUT_LIST = "<b>Đã gỡ gần đây</b>\n{articles}"
TAKEN_OUT = (
    "<b>Đã gỡ</b>, không còn được trích:\n{article}\n\nLấy tin hay gửi tệp cũng không đưa bài trở lại."
)
BROUGHT_BACK = "<b>Đã đưa lại vào kho</b>:\n{article}"
BROUGHT_BACK_AWAY = (
    "<b>Đã bỏ lệnh gỡ bằng tay</b>, nhưng báo không còn đăng bài này, nên kho vẫn không trích:\n{article}"
)
BUTTON_TAKE_OUT = "🗑 Gỡ bài"
BUTTON_BRING_BACK = "↩️ Đưa lại bài"

SITES_STATUS = "\n\n<b>Từng báo</b>"
SITE_STATUS = (
    "{mark} <b>{publisher}</b>\n"
    "  Lần cuối lấy được: {success}; bài mới nhất: {newest}\n"
    "  Lần vừa rồi ({when}): {counts}{failures}"
)
SITE_UNREAD = (
    "{mark} <b>{publisher}</b>\n"
    "  Lần cuối lấy được: {success}; bài mới nhất: {newest}\n"
    "  Lần vừa rồi ({when}): không lấy được: {reason}"
)
SITE_NEVER = "{mark} <b>{publisher}</b>: chưa lấy tin lần nào"
SITE_STOPPED = "\n  Dừng sớm: {reason}"
SITE_FAILURES = "\n  Lỗi: {reasons}"
SITE_WAITING = "\n  Còn chờ: {count} trang"
SITES_REST = "… và {count} báo nữa"
NEXT_CRAWL = "\n• Lấy tin theo lịch: {every} phút một lần, lần tới {moment}"
NO_SCHEDULE = "\n• Lấy tin theo lịch: tắt (đặt HOIBAO_CRAWL_EVERY)"
NEVER = "chưa lần nào"
NO_ARTICLE_YET = "chưa có bài nào"

ARCHIVE_STALE = (
    "⚠️ <b>Kho tin đang cũ.</b> Bài mới nhất đăng lúc {moment}. Bạn đọc được nhắc dưới câu trả lời, mỗi ngày một lần. "
    "Xem /trangthai, /loi, hoặc lấy tin ngay: /crawl"
)
SITE_STALE = "⚠️ <b>{publisher}</b>: không lấy được tin từ {moment}.{reason} Xem /trangthai, /loi"
SITE_STALE_NEVER = "⚠️ <b>{publisher}</b>: chưa lần nào lấy được tin.{reason} Xem /trangthai, /loi"
STALE_REASON = " Lý do: {reason}."
ARCHIVE_FRESH = "✅ Kho tin đã có bài mới: bài mới nhất đăng lúc {moment}."
SITE_FRESH = "✅ <b>{publisher}</b>: đã lấy được tin trở lại, hoặc đã được tắt."

UPLOAD_STARTED = "Đang đọc tệp “{name}”…"
UPLOAD_DONE = (
    "<b>Đã đọc xong “{name}”</b>: {new} bài mới, {changed} bài sửa, {unchanged} bài đã có, {skipped} bỏ qua."
)
UPLOAD_SKIPPED = "• {name}: {reason}"
UPLOAD_SKIPPED_REST = "… và {count} chỗ nữa"
UPLOAD_LINE = "{name}, dòng {line}"
UPLOAD_FAILED = "Không đọc được tệp “{name}” (mã {code}). Kho tin vẫn như trước; gửi lại tệp giúp nhé."
UPLOAD_BUSY = "Kho tin đang được ghi. Chờ xong rồi gửi lại tệp “{name}” nhé."
UPLOAD_TOO_BIG = (
    "Tệp “{name}” lớn hơn {limit} MB, Telegram không cho bot tải. Chia nhỏ, nén lại, hoặc chạy hoibao ingest."
)
UPLOAD_REFUSED = "⛔ Không nhận tệp “{name}”: {reason}."
UPLOAD_FAULTS: Mapping[BundleFault, str] = {
    BundleFault.KIND: "chỉ nhận .txt, .html, .jsonl, .warc (có thể kèm .gz) và .zip",
    BundleFault.DAMAGED: "tệp nén hỏng hoặc nén theo cách lạ",
    BundleFault.ENCRYPTED: "tệp nén có mật khẩu",
    BundleFault.LEADS_OUT: "trong tệp nén có đường dẫn trỏ ra ngoài",
    BundleFault.LINK: "trong tệp nén có liên kết, không phải tệp thường",
    BundleFault.NESTED: "trong tệp nén lại có tệp nén",
    BundleFault.TOO_MANY: "tệp nén có quá nhiều tệp",
    BundleFault.TOO_LARGE: "tệp nén bung ra quá lớn",
    BundleFault.EMPTY: "trong tệp nén không có tệp nào đọc được (.txt, .html, .jsonl, .warc)",
}

LEFT_IN_ZIP: Mapping[BundleFault, str] = {
    BundleFault.KIND: "không đọc được loại tệp này",
    BundleFault.ENCRYPTED: "tệp có mật khẩu",
    BundleFault.DAMAGED: "nén theo cách lạ",
}
"""What may be left in a zip file while the rest is taken in."""

REASONS: Mapping[Reason, str] = {
    Reason.ADDRESS: "địa chỉ không được phép lấy",
    Reason.FOREIGN: "dẫn sang trang ngoài danh sách báo",
    Reason.PRIVATE: "dẫn vào mạng nội bộ",
    Reason.UNKNOWN_HOST: "không tìm thấy tên miền",
    Reason.UNREACHABLE: "máy chủ không trả lời",
    Reason.CERTIFICATE: "chứng chỉ bảo mật không hợp lệ",
    Reason.PROTOCOL: "câu trả lời hỏng hoặc đứt giữa chừng",
    Reason.SLOW: "quá chậm",
    Reason.LARGE: "trang quá lớn",
    Reason.CODING: "dữ liệu nén hỏng",
    Reason.KIND: "không phải trang chữ",
    Reason.REDIRECTS: "chuyển hướng vòng quanh",
    Reason.STATUS: "máy chủ báo lỗi",
    Reason.GONE: "trang không còn",
    Reason.BUSY: "trang báo hẹn lúc khác",
    Reason.ROBOTS: "robots.txt không cho lấy",
    Reason.ROBOTS_DOWN: "không đọc được robots.txt nên không lấy gì",
    Reason.MALFORMED: "nội dung không hiểu được",
    Reason.ENTITIES: "có khai báo XML nguy hiểm",
    Reason.NO_ARTICLE: "không thấy bài báo trong trang",
    Reason.VANISHED: "bài biến mất khỏi trang, giữ bản đã lưu",
    Reason.SHRUNK: "bài mất gần hết chữ, giữ bản đã lưu",
    Reason.OLD: "bài cũ hơn hạn giữ",
    Reason.TAKEN_OUT: "bài đã được gỡ bằng tay, không lấy lại",
    Reason.NO_SOURCE: "không đọc được RSS, sitemap hay chuyên mục nào",
    Reason.ABANDONED: "lần lấy tin bị bỏ dở quá một ngày",
    Reason.BROKEN: "lỗi của chương trình, xem nhật ký máy chủ",
    Reason.STOPPED: "đã bấm dừng",
    Reason.INTERRUPTED: "bot dừng giữa chừng",
}
SKIPPED: Mapping[str, str] = {
    "taken out by hand": "bài đã được gỡ bằng /gobai, không nhận lại",
    "the article's date is none that can be:": "ngày đăng không có thật; đã nhận bài, không ghi ngày",
    "the file is empty": "tệp rỗng",
    "no article text found": "không thấy bài báo",
    "neither a headline nor a body": "không có tiêu đề cũng không có nội dung",
    "the line is not valid JSON": "dòng không phải JSON",
    "the line is not a JSON object": "dòng không phải đối tượng JSON",
    "the line is longer than": "dòng quá dài",
    "larger than": "quá lớn",
    "its name ends in .gz": "tên là .gz nhưng không nén gzip",
    "damaged compressed data": "dữ liệu nén hỏng",
    "it is HTML; give it a name": "là HTML, hãy đặt tên .html",
}
"""How a reason of `corpus` begins → what is said of it."""
SKIPPED_OTHER = "không đọc được"
