"""Our segmenter against pyvi itself, which is the judge: the same words, whatever the line. And its model's reader."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import struct
import subprocess
import sys
import warnings
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pycrfsuite
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.gather import read_paths
from corpus.language import segmentation
from corpus.language.crf import MAGIC, Model, read_model
from corpus.language.segmentation import segment
from corpus.models import Article
from corpus.samples import articles_folder

SHARED = Path(__file__).parents[2] / "shared" / "news"
Judge = Callable[[str], str]


@pytest.fixture(scope="module")
def judge() -> Judge:
    """pyvi's own tokenizer; it takes seconds to import."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvi import ViTokenizer
    tokenize: Judge = ViTokenizer.tokenize
    return tokenize


def same(judge: Judge, line: str) -> bool:
    return " ".join(segment(line)) == judge(line)


LINES = [
    "Tôm hùm chết hàng loạt ở thị xã Sông Cầu, người nuôi thiệt hại hơn 27 tấn.",
    "TP. Tuy Hòa, Tp.HCM, TP.HCM và thị xã Đông Hòa",
    "Nghị quyết 06-NQ/ĐUK ngày 16/8/2021; 1234/QĐ-UBND; Covid-19; vắc-xin; 10.000m2; 3,4%; 4.214 đảng viên",
    "PHÚ YÊN phú yên Phú Yên PHÚ yên phú YÊN",
    "Ông Nguyễn Văn Minh - Giám đốc Sở - cho biết: “Chúng tôi… sẽ làm!” (theo báo cáo)",
    "thanh pho tuy hoa tinh phu yen co bao nhieu dang vien",
    "Hoà bình, hòa bình, thuỷ lợi, thủy lợi, quý, quí",
    "ban.doc@bao.example https://bao.example/a?b=c&d=e www.bao.example ==> -> >> ... Mr. Mrs. ThS. A. B. Đ.",
    "Giá 1_000_000 đồng; 5-7 ngày; 8h30; 20:29; U23; H5N1; QL1A; -5°C; ½; ²; ①",
    "một_từ đã_nối_sẵn và _ _ __ a_b_c",
    "e\u0301 a\u0323\u0306 Đa\u0300 Na\u0306\u0303ng (NFD)",
    "👨\u200d👩 zero\u200bwidth \ufeffBOM so\u00adft \x00 NUL \u00a0 nbsp \u3000 rộng",
    "ǅ ﬁ ẞ İ ı ſ Ω 你好 สวัสดี",
    "' \" ` ~ ! @ # $ % ^ & * ( ) - + = { } [ ] | \\ : ; < > , . ? /",
    "a", "A", ".", "1", "Đ", "Đ.", " a ", "a  b", "a\tb", "\tTôm\t",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_it_segments_as_pyvi_does(judge: Judge, line: str) -> None:
    assert " ".join(segment(line)) == judge(line)


def test_nothing_comes_out_of_nothing() -> None:
    assert segment("") == segment(" ") == segment("\t \u3000") == []


_SYLLABLES = st.sampled_from(
    "đảng viên Phú Yên PHÚ thành phố Tuy Hòa hoà của và 16/8 Covid-19 TP. . , - “ ” 5 3,4% công an Việt Nam".split()
)
_ODD = st.characters(categories=("L", "M", "N", "P", "S", "Zs", "Cf"))


@given(st.lists(_SYLLABLES | st.text(_ODD, min_size=1, max_size=6), min_size=1, max_size=25).map(" ".join))
@example("A.B .C")
def test_any_line_is_segmented_as_pyvi_does(judge: Judge, line: str) -> None:
    assert same(judge, line) or not line.strip()


@given(st.text(st.characters(exclude_characters="\n\0", exclude_categories=("Cs",)), max_size=60))
def test_any_text_is_segmented_as_pyvi_does(judge: Judge, text: str) -> None:
    """A line has no line break; pyvi would make it a word. Beneath pyvi a NUL ends a feature."""
    assert same(judge, text) or not text.strip()


def lines_of(article: Article) -> list[str]:
    return [article.headline, *(line for line in article.text.split("\n") if line.strip())]


def test_the_samples_are_segmented_as_pyvi_does(judge: Judge) -> None:
    lines = [
        line for one in read_paths([articles_folder()]) if isinstance(one, Article) for line in lines_of(one)
    ]
    assert len(lines) > 100
    assert [line for line in lines if not same(judge, line)] == []


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="real news are not in the repository; hoibao bench --articles FILE"
)
def test_real_news_are_segmented_as_pyvi_does(judge: Judge) -> None:
    """200 articles; 20,000 are compared by `hoibao bench segmentation --large --articles FILE`."""
    with gzip.open(SHARED / "vnds.val.jsonl.gz", "rt", encoding="utf-8") as file:
        bodies = [json.loads(line)["body"] for line in islice(file, 200)]
    lines = [line for body in bodies for line in body.split("\n") if line.strip()]
    assert [line for line in lines if not same(judge, line)] == []


def test_what_is_kept_is_forgotten_when_there_is_too_much(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segmentation, "_MAX_KEPT", 50)
    segmenter = segmentation._segmenter()
    for number in range(30):
        line = f"Tôm hùm số {number} ở đầm Cù Mông chết lần thứ {number} trong năm, x{'y' * 60}{number}"
        assert same(judge, line)
        assert len(segmenter._pieces) + len(segmenter._syllables) <= 50
    assert not [piece for piece in segmenter._pieces if len(piece) > 50]


def test_a_very_long_line_loses_nothing() -> None:
    """It is cut after punctuation, where pyvi would take seconds and hundreds of megabytes."""
    line = "Tôm hùm xanh, giá 950.000 đồng. " * 3_000
    words = segment(line)
    assert "".join(words).replace("_", "") == "".join(line.split())
    assert words[:7] == segment("Tôm hùm xanh, giá 950.000 đồng.")
    unbroken = "a." * 30_000
    assert "".join(segment(unbroken)) == unbroken


def test_neither_pyvi_nor_scikit_learn_is_imported() -> None:
    """The model is read from the file that pyvi brings; the libraries around it take seconds and 100 MB to load."""
    script = (
        "import sys\nfrom corpus.language.segmentation import segment\n"
        "assert segment('Tôm hùm chết hàng loạt')\n"
        "print({'pyvi', 'sklearn', 'sklearn_crfsuite', 'scipy', 'pycrfsuite'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# --- the model's reader


def model_bytes() -> bytes:
    spec = importlib.util.find_spec("pyvi")
    assert spec is not None
    assert spec.origin is not None
    return segmentation._embedded((Path(spec.origin).parent / "models" / "pyvi3.pkl").read_bytes())


def test_the_weights_are_those_that_crfsuite_dumps(tmp_path: Path) -> None:
    """python-crfsuite is the judge; its dump has six decimals."""
    data, tagger = model_bytes(), pycrfsuite.Tagger()
    tagger.open_inmemory(data)
    tagger.dump(str(tmp_path / "dump"))
    model = read_model(data)
    assert sorted(model.labels) == sorted(tagger.labels())
    weights = dumped(tmp_path / "dump")
    assert {attribute for kind, attribute, _label in weights if kind == STATE} == set(model.states)
    for (kind, source, label), weight in weights.items():
        row = model.states[source] if kind == STATE else model.transitions[model.labels.index(source)]
        assert row[model.labels.index(label)] == pytest.approx(weight, abs=1e-6)
    assert len(weights) == sum(weight != 0 for row in model.states.values() for weight in row) + 4


STATE = "0"
_DUMPED = re.compile(r"^  \(([01])\) (.*?) --> (\w+): (-?[\d.]+)$", re.MULTILINE | re.DOTALL)


def dumped(path: Path) -> dict[tuple[str, str, str], float]:
    """The weights by kind of feature, attribute or label, and label, in a text dump of CRFsuite."""
    return {
        (kind, source, label): float(weight)
        for kind, source, label, weight in _DUMPED.findall(path.read_text("utf-8"))
    }


def test_a_small_model_is_read() -> None:
    model = read_model(model_bytes())
    assert isinstance(model, Model)
    assert set(model.labels) == {"B_W", "I_W"}
    assert len(model.states) == 6_335


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"lCRF",
        b"x" * 200,
        MAGIC + b"\0" * 44,
        model_bytes()[:1_000],
        model_bytes()[: len(model_bytes()) // 2],
    ],
    ids=["nothing", "magic", "no model", "zeros", "head", "half"],
)
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="CRFsuite model"):
        read_model(data)


def test_a_model_with_broken_offsets_is_refused() -> None:
    data = bytearray(model_bytes())
    struct.pack_into("<I", data, 4 + 4 + 4 + 4 + 4 + 4 + 4, 2**31)  # where the features are said to be
    with pytest.raises(ValueError, match="CRFsuite model"):
        read_model(bytes(data))


@pytest.mark.parametrize("pickled", [b"", b"abc", b"lCRF" * 3])
def test_a_pickle_without_a_model_is_refused(pickled: bytes) -> None:
    with pytest.raises(ValueError, match=r"pyvi 0\.1\.1"):
        segmentation._embedded(pickled)
