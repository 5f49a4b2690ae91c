"""Words that readers and papers use for the same, where neither is a spelling of the other, and short forms.

Each line is one thing: who says one of these also finds the others. "a|b > c": who says a or b also finds what says c,
but not the other way round. The short forms of `abbreviations` are not repeated here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from corpus.language.protected.abbreviations import WRITTEN_OUT
from corpus.language.text import fold, normalise_tones

_TABLE = """
lũ lụt|ngập lụt|mưa lũ > lũ|ngập
lũ quét > lũ
cccd|căn cước công dân|thẻ căn cước|căn cước
cmnd|chứng minh nhân dân|chứng minh thư
gplx|giấy phép lái xe|bằng lái xe|bằng lái
sổ đỏ|giấy chứng nhận quyền sử dụng đất
số điện thoại > sđt|điện thoại|đường dây nóng|hotline|tổng đài
hotline|đường dây nóng
xe máy|mô tô
ô tô|xe hơi
tàu bay > máy bay
chết|tử vong|thiệt mạng
heo|lợn
xài > dùng|sử dụng
coi > xem
ghe > thuyền|tàu
mướn > thuê
trái cây > hoa quả
bông > hoa
khoai mì > sắn
đậu phộng > lạc
bắp > ngô
chích ngừa|tiêm ngừa|tiêm chủng|tiêm phòng
vắc xin|vaccine|vắcxin|vacxin
free|miễn phí|không thu tiền|không lấy tiền
trạm xá|trạm y tế
xe cứu hỏa|xe chữa cháy
lính cứu hỏa|cảnh sát pccc|cảnh sát phòng cháy
lồng bè > lồng|bè
cúp điện|cắt điện|mất điện|ngừng cấp điện|ngừng cung cấp điện
cúp nước|cắt nước|mất nước|ngừng cấp nước
kẹt xe|ùn tắc|tắc đường
cháy nhà > hỏa hoạn
đi tù|ở tù > tù
thi đậu|thi đỗ|trúng tuyển
thi rớt > trượt
sáp nhập|hợp nhất
xe buýt|xe bus
con nít > trẻ em
người già|người cao tuổi
bv|bệnh viện
gv|giáo viên
hs|học sinh
sv|sinh viên
dn|doanh nghiệp
bđs|bất động sản
csvc|cơ sở vật chất
qlda|quản lý dự án
bđkh|biến đổi khí hậu
grdp|tổng sản phẩm trên địa bàn
fdi|vốn đầu tư nước ngoài
nhcsxh|ngân hàng chính sách xã hội
dtts|dân tộc thiểu số
gdtx|giáo dục thường xuyên
ntts|nuôi trồng thủy sản
tdp|tổ dân phố
cnh|cứu nạn, cứu hộ
cskh|chăm sóc khách hàng
đkkd|đăng ký kinh doanh
tđc|tái định cư
vlxd|vật liệu xây dựng
cấp ba|cấp 3 > trung học phổ thông|thpt
đụng|đụng xe|tông xe > tông|va chạm|đâm
tông > đâm|va chạm
rớt > rơi
bự > lớn
hư > hỏng
tiệm > cửa hàng
xe đò > xe khách
bác tài > tài xế|lái xe
tài xế|lái xe
xe lửa > tàu hỏa|tàu
phi trường > sân bay
nhà thương > bệnh viện
học cất nhà > xây nhà
đánh nhau|đánh lộn > ẩu đả|hỗn chiến
giựt đồ|giật đồ > cướp giật
ăn cắp|ăn trộm > trộm
giết > sát hại
đuổi việc > sa thải|buộc thôi việc
mất chức > cách chức|miễn nhiệm
lên chức > bổ nhiệm
dân chài|dân biển > ngư dân
núi lở|lở núi|đất lở|lở đất > sạt lở
đền tiền > bồi thường|đền bù
bể > vỡ
ói > nôn
gà vịt > gia cầm
chết đuối > đuối nước
té > ngã
phỏng > bỏng
mổ > phẫu thuật
có bầu|mang bầu|bầu bì > mang thai|thai
đẻ > sinh con|sinh
đậu xe > đỗ xe
mưa to > mưa lớn
xe múc|máy múc > máy xúc|máy đào
lượm > nhặt
đá banh > bóng đá
quyên tiền > quyên góp
đánh bài|cá độ > đánh bạc
điểm đậu > điểm chuẩn|điểm trúng tuyển
tựu trường > khai giảng
lẹ > nhanh
dơ > bẩn
cấp hai|cấp 2 > trung học cơ sở|thcs
ba mẹ|ba má|bố mẹ|cha mẹ|tía má
sanh > sinh
bịnh > bệnh
nhứt > nhất
ốm > gầy|sụt cân|giảm cân|bệnh
gầy > sụt cân|giảm cân
mập > béo|thừa cân
mc > dẫn chương trình
dẫn chương trình > mc
cao nhất|nhiều nhất > tối đa
thấp nhất|ít nhất > tối thiểu
nhậu > uống rượu|uống bia
xỉn|say xỉn > nồng độ cồn
đứa > em|cháu
đứa bé|thằng bé|con bé > cháu bé|bé trai|bé gái
tụi nhỏ|đứa nhỏ|em nhỏ > trẻ em|học sinh
nón bảo hiểm|mũ bảo hiểm
khóm > dứa
mãng cầu > na
cá lóc > cá quả
hột vịt > trứng vịt
hẻm > ngõ
quẹo > rẽ
rượt > đuổi|truy đuổi
lừa > lừa đảo|chiếm đoạt
ăn hối lộ|ăn tiền > nhận hối lộ
kêu án > tuyên phạt|tuyên án
lãnh án|lĩnh án > tuyên phạt|phạt tù
lãnh > lĩnh|nhận
cách chức|bay chức > miễn nhiệm|bãi nhiệm
đuổi học > buộc thôi học
bỏ học > nghỉ học
đi lính|đi bộ đội > nhập ngũ|nghĩa vụ quân sự
bộ đội > chiến sĩ
ly dị|ly hôn
cưới|lấy chồng|lấy vợ > kết hôn|đám cưới
qua đời|từ trần > tử vong|chết
đường ngập|ngập nước > ngập
làm đường > thi công
được mùa|trúng mùa
mất mùa > thất thu
xịt thuốc > phun thuốc
thất nghiệp > mất việc
nhà trọ|phòng trọ
trường mẫu giáo|mẫu giáo > mầm non|nhà trẻ
cô giáo|thầy giáo|thầy cô > giáo viên
cảnh sát > công an
công an giao thông > cảnh sát giao thông|csgt
khách tây > khách quốc tế|khách nước ngoài|du khách nước ngoài
du khách > khách du lịch
đi chui|chui|lậu > trái phép
vượt biên > nhập cảnh trái phép|xuất cảnh trái phép|trái phép
hàng dỏm|hàng nhái|hàng giả
tin đồn > tin giả|sai sự thật
dẹp tiệm > đóng cửa
móc túi > trộm
đâm chết|chém chết > sát hại|tử vong
mắc tiền > đắt
biểu tình > tuần hành
chạy trốn|bỏ chạy|trốn > bỏ trốn
bị bắt > bắt giữ|tạm giam|khởi tố
nằm viện > nhập viện|điều trị
đi viện > nhập viện|bệnh viện
ngộ độc|trúng thực
trúng số > trúng xổ số|vé số
màn hình bự|màn ảnh rộng > màn hình lớn
gió lốc|lốc xoáy > dông lốc|lốc
bão vô > bão
điểm sàn > ngưỡng
"""

# Said of a place that has another name since the merger: what it was made of, what it became.
_OF_PLACES = """
gồm|gồm có|bao gồm > thành
nhập lại|nhập|sáp nhập|gộp lại|gộp|hợp nhất > thành|nhập thành|sắp xếp
nay là|giờ là|nay thuộc|giờ thuộc|đổi thành|đổi tên thành > thành
"""


class GroupKind(Enum):
    """Words for the same; a short form and what it stands for; what is said of places that have another name."""

    SYNONYM, SHORT, OF_PLACE = range(3)


@dataclass(frozen=True, slots=True)
class Group:
    """What may be said, and what that finds: words with single spaces between them, spelled as terms are."""

    said: tuple[str, ...]
    found: tuple[str, ...]
    kind: GroupKind


@cache
def groups() -> tuple[Group, ...]:
    """All of them. "GD-ĐT" is written in one word or in two."""
    short = (
        Group(forms, forms, GroupKind.SHORT)
        for short, long in WRITTEN_OUT
        for forms in [tuple(dict.fromkeys(map(_plain, (short.replace("-", ""), short, long))))]
    )
    return (*_read(_TABLE, GroupKind.SYNONYM), *short, *_read(_OF_PLACES, GroupKind.OF_PLACE))


@cache
def by_phrase() -> Mapping[str, Sequence[tuple[str, Group]]]:
    """Folded phrase → the phrases that are written so, each with its group."""
    found: dict[str, list[tuple[str, Group]]] = defaultdict(list)
    for group in groups():
        for phrase in group.said:
            found[fold(phrase)].append((phrase, group))
    return found


def _read(table: str, kind: GroupKind) -> Iterator[Group]:
    for line in table.strip().splitlines():
        said, _, found = line.partition(" > ")
        words = tuple(map(_plain, said.split("|")))
        yield Group(words, tuple(map(_plain, found.split("|"))) if found else words, kind)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", normalise_tones(words.lower())))
