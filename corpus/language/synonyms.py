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
trễ > chậm|muộn|lùi
trễ chuyến|trễ giờ bay|delay > chậm chuyến|chậm giờ|hoãn chuyến
đụng nhau|đâm nhau|tông nhau > va chạm
húc > tông|đâm
mất thắng|đứt thắng > mất phanh
thắng xe > phanh
xe ba gác|xe lôi > xe ba bánh
xe cứu thương|xe cấp cứu
xe công|xe công ten nơ|container|xe container > đầu kéo|container
xe giường nằm > xe khách
xe ben|xe tải ben > xe tải
xe hai bánh > xe máy|mô tô
máy cày|công nông
bánh xe > lốp
bể bánh|xẹp bánh|nổ bánh|xì lốp|bể lốp > nổ lốp|thủng lốp|hỏng lốp
cây xăng|trạm xăng|cửa hàng xăng dầu
đường lộ > quốc lộ|tỉnh lộ
đèn đỏ|đèn xanh đèn đỏ > đèn tín hiệu|đèn giao thông
thổi nồng độ|thổi cồn|đo cồn > nồng độ cồn
cà vẹt|cà vẹt xe > đăng ký xe|giấy đăng ký
biển số xe|biển số|biển kiểm soát
giam xe|nhốt xe|giữ xe > tạm giữ
chạy ẩu|chạy nhanh > phóng nhanh|tốc độ
chạy xe > lái xe|điều khiển
đáp xuống > hạ cánh
máy bay rớt|rớt máy bay > rơi máy bay|máy bay rơi
kẹt > mắc kẹt
ghe chìm|chìm ghe > chìm tàu|tàu chìm
tàu đánh cá|ghe cá|ghe đánh cá > tàu cá
lộn xe|té xe > tự ngã|tai nạn
túm|tóm gọn|còng tay|gô cổ > bắt giữ|bắt quả tang|tạm giữ
bắt nóng > bắt giữ
ra tòa|hầu tòa > xét xử
xử tử|xử bắn > tử hình
án mạng|vụ giết người > sát hại|giết người
nghiện|con nghiện|xì ke|hút chích > ma túy
đập đá|phê thuốc|bay lắc|hàng trắng > ma túy
bán ma túy|buôn ma túy > mua bán trái phép chất ma túy|vận chuyển ma túy
sòng bạc|sòng bài > đánh bạc
số đề|lô đề|đề đóm > đánh bạc|ghi đề
siết nợ|xiết nợ > đòi nợ
cho vay nặng lãi|vay nặng lãi|vay nóng|tín dụng đen > lãi nặng|tín dụng đen
giang hồ|du côn|xã hội đen > côn đồ
lừa đảo qua mạng|lừa qua mạng|lừa online > lừa đảo
bị hack|hack > tấn công mạng|tin tặc|chiếm quyền
cưỡng bức|cưỡng hiếp|hiếp > hiếp dâm
hại đời > xâm hại|hiếp dâm|giao cấu
sàm sỡ|sờ mó|dê xồm > dâm ô|quấy rối tình dục
gái gọi|gái mại dâm|bán dâm > mại dâm|bán dâm
đánh đập|hành hạ > bạo hành|hành hung
uýnh|oánh > đánh|hành hung
chửi|chửi bới|mắng chửi > xúc phạm|lăng mạ|mắng
bôi nhọ|nói xấu > xúc phạm|vu khống
giấu xác > phi tang
xác chết > thi thể|tử thi
nhảy cầu|treo cổ|tự vẫn|tự sát|tự tử > tự tử|tự sát|tự vẫn
đút lót|lót tay|chung chi > hối lộ
xà xẻo|ăn chặn|rút ruột > tham ô|chiếm đoạt
cuỗm|ôm tiền|giựt tiền > chiếm đoạt|lấy trộm
lòi ra|khui ra|lộ ra > phát hiện|vỡ lở
dính líu|dính dáng > liên quan
lâm tặc|gỗ lậu|đốn gỗ|chặt gỗ > khai thác gỗ|phá rừng|gỗ trái phép
dẹp > tháo dỡ|xử lý|giải tỏa
đập bỏ|phá bỏ > tháo dỡ|phá dỡ
giải tỏa|lấy đất > thu hồi đất|giải phóng mặt bằng
đền đất|tiền đền > bồi thường|đền bù
thưa kiện|kiện cáo > khởi kiện|khiếu kiện
ra đầu thú|tự thú > đầu thú
bằng dỏm > bằng giả
bùng tiền|xù|quỵt|quỵt tiền > không trả|chiếm đoạt
bể nợ|bể hụi|giựt hụi|giật hụi > vỡ nợ|vỡ hụi
trộm chó > bắt chó|trộm
phá khóa|bẻ khóa > đột nhập
lục lọi > lục soát
ém nhẹm|bưng bít > che giấu
hăm dọa|hù > đe dọa|dọa
cãi lộn|cãi nhau|gây lộn > mâu thuẫn|cãi vã|xích mích
ghen > ghen tuông
chém > truy sát|chém
xiên > đâm
dàn xếp > thỏa thuận
xử nặng|phạt nặng > xử nghiêm
hung thủ|kẻ giết người > nghi phạm|nghi can|hung thủ
thằng > đối tượng|thanh niên
công an xã phường > công an cấp xã
trùm > cầm đầu|ông trùm|giám đốc|đứng đầu
sếp > giám đốc|lãnh đạo|trưởng
chích > tiêm
mũi chích|mũi tiêm > mũi|liều
chích thuốc > tiêm
thuốc chủng > vắc xin
cảm cúm > cúm
ỉa chảy|đi cầu|đi ngoài > tiêu chảy
bao tử > dạ dày
sạn thận > sỏi thận
tai biến > đột quỵ
lên máu|cao máu|tăng xông|huyết áp cao > tăng huyết áp|cao huyết áp
tiểu đường|đái tháo đường
sanh đôi|sinh đôi > song sinh
hư thai|sẩy thai|sảy thai
em bé|bé mới sinh|con mới đẻ > trẻ sơ sinh|bé|cháu bé
tiệm thuốc|hiệu thuốc|nhà thuốc > quầy thuốc|nhà thuốc
hiến máu|cho máu
xỉu > ngất|ngất xỉu
ngộp > ngạt
điện giựt|điện giật
dính covid|bị covid|mắc covid > nhiễm covid|dương tính
lây > lây nhiễm
khám bịnh > khám bệnh
bác sỹ|bs > bác sĩ
đau tim > nhồi máu cơ tim|bệnh tim
thở oxy|thở máy > máy thở
què|tàn tật > khuyết tật
điếc > khiếm thính
khùng|điên > tâm thần
cứu không kịp > không qua khỏi|tử vong
xuất viện|ra viện
lăng quăng|loăng quăng|bọ gậy
nhức đầu > đau đầu
nhức răng > đau răng
khó ngủ|mất ngủ
học trò > học sinh|em
cấp 1|cấp một > tiểu học
trường làng > trường tiểu học
thi vô > thi vào|tuyển sinh
tiền trường|tiền đầu năm > khoản thu|học phí
tiền học > học phí
đậu đại học > trúng tuyển
rớt tốt nghiệp|rớt đại học > trượt
chạy điểm|sửa điểm|nâng điểm
gian lận thi|quay cóp > gian lận
ở lại lớp > lưu ban
đi học lại|học lại|vô học lại > trở lại trường|đi học trở lại
tan trường > tan học
đánh nhau trong trường|đánh bạn > bạo lực học đường|hành hung
cô nuôi dạy trẻ > giáo viên mầm non
thầy hiệu trưởng|cô hiệu trưởng > hiệu trưởng
vô trường > nhập học|tuyển sinh
tốt nghiệp cấp 3|thi cấp 3 > tốt nghiệp thpt
vô lớp 10 > vào lớp 10|tuyển sinh lớp 10
học bán trú > bán trú
ngành học > ngành
du học|qua nước ngoài học
mắc hơn|mắc thêm|lên giá|đội giá > tăng giá|tăng
xuống giá|rớt giá|sụt giá > giảm giá|giảm
tiền lời > lãi|lợi nhuận
mượn tiền > vay
mượn > vay|thuê
thiếu nợ|mắc nợ > nợ
đáng giá|giá bao nhiêu > trị giá|định giá
rót tiền|đổ tiền|bỏ tiền|rót vốn|bỏ vốn > đầu tư|chi
bán ra nước ngoài|bán qua nước ngoài|bán đi nước ngoài > xuất khẩu
mua của nước ngoài|nhập từ nước ngoài > nhập khẩu
mở tiệm|mở quán > kinh doanh|khai trương
sập tiệm > phá sản
né thuế > trốn thuế
đóng thuế > nộp thuế
đóng tiền > nộp tiền|đóng
nhà đất|địa ốc > bất động sản
cò đất|cò > môi giới
miếng đất|lô đất > thửa đất
tiền đô|đô la|đô > usd
ks > khách sạn
động thổ > khởi công
làm xong|xây xong|sửa xong > hoàn thành
làm lại > sửa chữa|xây dựng lại
thầu > nhà thầu|trúng thầu|thi công
cty > công ty
hãng > công ty
bỏ việc|xin nghỉ > nghỉ việc|thôi việc
kiếm người|tuyển người > tuyển dụng|tuyển lao động
thợ hồ|phụ hồ > công nhân|thợ xây
đình công|lãn công > ngừng việc
đi xuất khẩu lao động|xkld > xuất khẩu lao động|lao động nước ngoài
shipper|ship > giao hàng
bán online|bán trên mạng|bán qua mạng > trực tuyến|thương mại điện tử
mạnh thường quân > nhà hảo tâm|nhà tài trợ
giúp đỡ > hỗ trợ
tiền công > lương
chơi chứng khoán > chứng khoán
bạc tỉ|tiền tỉ > tỉ đồng
trúng độc đắc > trúng số|độc đắc
hàng quán > nhà hàng|quán
bán ế|ế > không bán được|ế ẩm
tiền điện > giá điện|hóa đơn
tai xanh|heo bệnh|heo chết|dịch heo > dịch tả lợn|dịch bệnh
trâu bò > gia súc
thuốc sâu|thuốc rầy > thuốc trừ sâu|thuốc bảo vệ thực vật
nhà nông|bà con > nông dân|người dân
mương > kênh
nước mặn|mặn xâm nhập > xâm nhập mặn|nhiễm mặn
lái buôn > thương lái
củ mì > sắn
hồ tiêu > tiêu
cà fê|cafe|cafê > cà phê
đốn > đốn hạ|chặt hạ|chặt
cá bò gù > cá ngừ đại dương
đi biển > ra khơi|đánh bắt|khai thác
trúng cá|trúng đậm > được mùa
thả tôm|nuôi tôm > thả nuôi
lúa cháy|lúa chết > thiệt hại
thiếu nước|khô hạn|nắng hạn > hạn hán|khô hạn
lụt > lũ|lũ lụt|ngập
nước lớn|nước lên > lũ|triều cường
bão tới|bão vào > đổ bộ
đi tránh bão|tránh bão|tránh lũ|chạy lũ|chạy bão|đưa đi tránh|dời dân > sơ tán|di dời
dời > di dời|chuyển
tốc mái|bay nóc|bay mái|bay tôn
nhà sập|sập nhà > sập|đổ sập
sập > đổ sập|sụp đổ
bể đập > vỡ đập
xả đập|xả nước > xả lũ|điều tiết
sét đánh|bị sét > sét
trời lạnh|lạnh > rét|không khí lạnh
nóng nực|nóng > nắng nóng
rung lắc|rung chấn > động đất
nước cuốn|bị cuốn|cuốn trôi > cuốn trôi|lũ cuốn
cứu đói > cứu trợ
mưa dầm > mưa kéo dài
làm giấy tờ|làm giấy|giấy tờ > thủ tục|hồ sơ
khai sanh|giấy khai sanh > khai sinh
lên phường|lên xã > ubnd
gộp tỉnh|nhập tỉnh > sáp nhập
cả nước|nước mình|nước ta > toàn quốc|cả nước|việt nam
về hưu > nghỉ hưu
thế chỗ|lên thay > thay thế|thay
nghỉ làm|xin thôi > từ chức|thôi chức
lên làm|được lên > bổ nhiệm|giữ chức|được bầu
giảm người|bớt người > tinh giản
sài gòn|sg > tphcm|tp hồ chí minh
hà lội > hà nội
vn > việt nam
tq > trung quốc
sing > singapore
làng > thôn|buôn
lối xóm|láng giềng > hàng xóm
nhà nghèo > hộ nghèo|người nghèo
đứt cáp > cáp quang
tiếp dân > tiếp công dân
huề > hòa
thua > thất bại
vô lưới|làm bàn > ghi bàn
đoạt cúp|ẵm cúp|rinh cúp|lên ngôi > vô địch|đăng quang
ẵm giải|rinh giải|ôm giải|giựt giải > đoạt giải|giành giải
rinh > mua|chiêu mộ|giành
rước > mua|chiêu mộ|mời
thủ thành > thủ môn
người yêu|bồ|bồ bịch > bạn gái|bạn trai|người yêu
ông xã > chồng
bà xã > vợ
bỏ nhau|thôi nhau > ly hôn|chia tay
cặp kè|cặp bồ > hẹn hò|yêu
ra rạp|chiếu rạp > công chiếu|khởi chiếu
pháo bông > pháo hoa
đua ghe > đua thuyền
bida|bi da > billiards|bi a
hcv > huy chương vàng
hcb > huy chương bạc
hcđ > huy chương đồng
show > chương trình|đêm nhạc
clip > video
fan > người hâm mộ|cổ động viên
đóng phim|đóng vai > diễn viên|thủ vai|vào vai
giải nhứt > giải nhất
á quân > hạng nhì
tía|cha > cha|bố
má|mẹ > mẹ
con dâu|nàng dâu
dân mạng|cư dân mạng
fb|phây|facebook > mạng xã hội|facebook
livestream|phát trực tiếp
đồ ăn > thức ăn|món ăn|thực phẩm
quán nhậu > quán|nhà hàng
hộp quẹt|quẹt ga > bật lửa
xà bông > xà phòng
cái bóp > ví
mền > chăn
vớ > tất
hột gà > trứng gà
hột > hạt
cọp > hổ
kiếm ra|kiếm thấy|kiếm được > tìm thấy|tìm được
kiếm > tìm|tìm kiếm
quăng|liệng|thảy|vứt > ném|vứt
chọi > ném
leo > trèo
lội > bơi
giỡn > đùa
la làng|la hét > hô hoán|kêu cứu
kêu > gọi|yêu cầu
ngó|dòm > nhìn
núp > trốn|ẩn náu
gạt > lừa
chê > chỉ trích
khen > biểu dương|khen thưởng
đám ma|đám tang > lễ tang|tang lễ
chôn|chôn cất > an táng|mai táng
nhang > hương
hồi xưa|ngày xưa|hồi trước|thời trước > trước đây|trước kia
hồi đó > khi đó|lúc đó
nguyên do|lý do > nguyên nhân
hạn chót > hạn cuối|thời hạn
không cho|hổng cho > cấm
hổng chịu|không chịu > phản đối|không đồng ý
hồ bơi > bể bơi
nhà cầu|cầu tiêu > nhà vệ sinh
hôi|thúi|thối > mùi hôi|ô nhiễm
chập điện|chạm điện|chạm mạch
dập lửa > chữa cháy|khống chế
phát nổ > nổ
trụ điện > cột điện
dây điện > cáp điện
bình gas|bình ga > gas
giựt > giật
ở đợ > giúp việc
ô sin|osin > giúp việc
đông nghẹt|đông nghịt > đông
vắng hoe|vắng tanh > vắng
cản|cản đường > chặn|ngăn chặn
bỏ con|bỏ rơi > bị bỏ rơi
lượm được > nhặt được
trả lại > hoàn trả|nộp lại
làm rớt|làm rơi|bỏ quên > đánh rơi|để quên
để quên > bỏ quên|đánh rơi
hư hỏng|hư hại > hư hỏng|thiệt hại
xài hết > chi|tiêu
tới nơi > đến
bự nhất|to nhất > lớn nhất
người thân|bà con họ hàng > gia đình|thân nhân
gia đình > thân nhân|người nhà
khách nước ngoài > khách quốc tế
đi chơi > du lịch|tham quan
chỗ chơi|điểm chơi > điểm du lịch|tham quan
vé vô cổng|vé vào cổng|tiền vô cổng > vé tham quan|giá vé
mở cửa lại > hoạt động trở lại|mở cửa trở lại
làm thêm > tăng ca
quê > sinh ra|quê quán|sinh tại
sinh năm > sinh
mất > qua đời|từ trần
còn sống > sống sót
coi chừng > cảnh báo|cảnh giác
khán giả|người coi|người xem
tặng|biếu|cho không > trao tặng|trao|tặng
lợi ích|ích lợi|tác dụng|công dụng|ưu điểm|có lợi|có ích
lợi ích|ích lợi|tác dụng|công dụng > giúp|tốt cho
tác hại|gây hại|có hại|hậu quả > nguy cơ|ảnh hưởng|nguy hiểm|hại
ảnh hưởng > tác động
triệu chứng|biểu hiện|dấu hiệu
mục đích > nhằm|để
phòng tránh|phòng ngừa|ngăn ngừa|phòng chống|hạn chế > phòng|ngăn|tránh|giảm
hồi phục|phục hồi|bình phục
người bệnh|bệnh nhân
khuyên|khuyến cáo
phát hiện > thấy
muốn > đề nghị|mong
đòi > yêu cầu|đề nghị
xin > đề nghị
sử dụng|dùng
gây ra > gây
bao gồm > gồm
hiện nay|hiện tại|bây giờ > hiện|đến nay
nhận xét|đánh giá
giúp > hỗ trợ
đứa trẻ > trẻ|bé
đoạt > giành
né > tránh
khúc > đoạn
khủng > khổng lồ|lớn
chuẩn đoán > chẩn đoán
sát nhập|xát nhập > sáp nhập
bổ xung > bổ sung
thăm quan > tham quan
dành giải > giành giải
xắp xếp > sắp xếp
suất cơm > suất ăn
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
