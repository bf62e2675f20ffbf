"""Which language a text is in: English news is English, whoever it names and quotes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.language import SHORTEST_DETECTED, detect, require_english
from dragoman.errors import LanguageError

OTHERS = {
    "fr": (
        "Le président français Emmanuel Macron a rencontré mardi à Paris le chancelier allemand Olaf Scholz pour discuter "
        "de l'aide militaire à l'Ukraine, a annoncé l'Élysée dans un communiqué publié dans la soirée. Les deux dirigeants "
        "ont réaffirmé leur soutien."
    ),
    "de": (
        "Bundeskanzler Olaf Scholz hat am Dienstag in Berlin den französischen Präsidenten empfangen, um über die "
        "militärische Hilfe für die Ukraine zu sprechen. Das teilte ein Sprecher der Bundesregierung mit. Beide wollen die "
        "Hilfe ausbauen und weitere Waffen liefern."
    ),
    "es": (
        "El presidente del Gobierno, Pedro Sánchez, se reunió el martes en Madrid con el canciller alemán para hablar de la "
        "ayuda militar a Ucrania, según informó La Moncloa en un comunicado. Ambos líderes reafirmaron su apoyo a Kiev y "
        "pidieron más sanciones."
    ),
    "da": (
        "Statsminister Mette Frederiksen mødtes tirsdag i København med den tyske kansler for at tale om den militære hjælp "
        "til Ukraine. Det oplyser Statsministeriet i en pressemeddelelse. De to ledere vil have flere våben frem til "
        "fronten, og de vil øge støtten."
    ),
    "nl": (
        "Premier Mark Rutte heeft dinsdag in Den Haag met de Duitse bondskanselier gesproken over de militaire hulp aan "
        "Oekraïne. Dat meldde de Rijksvoorlichtingsdienst. Beide leiders willen de steun verder uitbreiden en meer wapens "
        "leveren aan het land, of geld."
    ),
    "sw": (
        "Rais wa Kenya William Ruto alikutana na viongozi wa upinzani mjini Nairobi siku ya Jumanne kujadili mpango wa "
        "amani. Msemaji wa ikulu alisema viongozi hao walikubaliana kuendelea na mazungumzo wiki ijayo katika mji wa "
        "Mombasa pamoja na wajumbe wengine."
    ),
    "tl": (
        "Nakipagpulong si Pangulong Ferdinand Marcos Jr. sa mga opisyal ng Estados Unidos nitong Martes upang talakayin ang "
        "seguridad sa West Philippine Sea. Ayon sa Malacañang, napagkasunduan ng dalawang panig na palakasin ang kanilang "
        "alyansa sa rehiyon ngayong taon."
    ),
}
SHORT_OTHERS = {
    "ru": "Президент России прибыл в Минск",
    "ar": "التقى الرئيس الفلسطيني محمود عباس",
    "zh": "新华社北京电",
    "ko": "대통령은 오늘",
    "he": "ראש הממשלה נפגש",
    "el": "Ο πρωθυπουργός συναντήθηκε",
    "hi": "प्रधानमंत्री ने कहा",
}
ENGLISH = {
    "names": (
        "Gotabaya Rajapaksa, Ranil Wickremesinghe and Mahinda Yapa Abeywardena met Subrahmanyam Jaishankar and Thirumurthi "
        "Govindarajan in Thiruvananthapuram, where Pinarayi Vijayan and Kadakampally Surendran were among the guests of "
        "Arif Mohammed Khan, said Kochouseph Chittilappilly."
    ),
    "list": (
        "The squad: Luis Lopez (Real Espana), Ricardo Canales (Vida), Brayan Beckeles (Necaxa), Henry Figueroa (Motagua), "
        "Emilio Izaguirre (Celtic), Ever Alvarado (Olimpia) and Cesar Oseguera (Real Espana), who were called up with "
        "Romell Quioto, the captain."
    ),
    "capitals": (
        "THE PRESIDENT OF THE REPUBLIC HAS DISMISSED THE HEAD OF THE ARMY AND TWO MINISTERS AFTER PROTESTS IN WHICH AT "
        "LEAST TWENTY PEOPLE WERE KILLED, STATE TELEVISION REPORTED LATE ON TUESDAY. Reuters could not confirm the report. "
        "THE ARMY DID NOT COMMENT."
    ),
    "quotes": (
        "“Quien siembra vientos recoge tempestades, y este gobierno ha sembrado demasiados vientos”, the senator told "
        "reporters. Asked about the vote, he said: “No vamos a permitir que nos roben otra vez”. The crowd behind him "
        "answered with “¡Fuera, fuera!” and the police moved in."
    ),
    "agencies": (
        "Perusahaan Listrik Negara and Pertamina Hulu Energi signed with Badan Pengatur Hilir Minyak dan Gas Bumi, the "
        "ministry said in a statement that was issued to the press by Kementerian Energi dan Sumber Daya Mineral in Jakarta "
        "this week."
    ),
}


@pytest.mark.parametrize(
    ("given_as", "code"), [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("eng", "en"), ("fr-CA", "fr"), (" de ", "de")]
)
def test_a_given_language_is_believed(given_as: str, code: str) -> None:
    assert detect(OTHERS["es"], given_as) == code
    assert detect("Talks fail", given_as) == code


@pytest.mark.parametrize(
    "text", ["Talks fail", "Élysée", "Sánchez y Macron hablan", "", "40,000", "😀", OTHERS["fr"][: SHORTEST_DETECTED - 1]]
)
@pytest.mark.parametrize("given_as", [None, "", " "])
def test_short_latin_text_counts_as_english(text: str, given_as: str | None) -> None:
    assert detect(text, given_as) == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_longer_text_is_detected(code: str) -> None:
    assert len(OTHERS[code]) >= SHORTEST_DETECTED
    assert detect(OTHERS[code], None) == code
    assert detect(OTHERS[code].upper(), None) == code


def test_200_characters_are_looked_at() -> None:
    assert detect(OTHERS["fr"][: SHORTEST_DETECTED - 1], None) == "en"
    assert detect(OTHERS["fr"][:SHORTEST_DETECTED], None) == "fr"


@pytest.mark.parametrize("code", SHORT_OTHERS)
def test_other_scripts_are_detected_however_short(code: str) -> None:
    assert detect(SHORT_OTHERS[code], None) == code


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_news_stays_english(kind: str) -> None:
    assert len(ENGLISH[kind]) >= SHORTEST_DETECTED
    assert detect(ENGLISH[kind], None) == "en"
    assert detect(ENGLISH[kind].upper(), None) == "en"


def test_an_english_quote_makes_no_english_article() -> None:
    assert detect(OTHERS["es"] + " “We will never surrender”, dijo el ministro a The Guardian. " + OTHERS["es"], None) == "es"


def test_numbers_are_no_language() -> None:
    with pytest.raises(LanguageError, match="cannot be told"):
        require_english("1,234 5,678 " * 40, None, "a.txt")


def test_english_is_required() -> None:
    assert require_english(ENGLISH["names"], None, "a.txt") == "en"
    assert require_english(OTHERS["fr"], "en-US", "a.txt") == "en"
    with pytest.raises(LanguageError, match=r"^a\.txt: detected as fr; only English"):
        require_english(OTHERS["fr"], None, "a.txt")
    with pytest.raises(LanguageError, match=r"^a\.jsonl:3: given as de; only English"):
        require_english(ENGLISH["names"], "de-AT", "a.jsonl:3")


def test_very_long_text_is_told_from_its_parts() -> None:
    assert detect(ENGLISH["quotes"] * 5_000, None) == "en"
    assert detect(OTHERS["es"] * 5_000, None) == "es"


@given(st.text(max_size=400))
def test_any_text_has_one_language_each_time(text: str) -> None:
    assert detect(text, None) == detect(text, None) != ""


def test_the_identifier_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, dragoman.annotate.language as l; l.detect('Talks fail', None); print('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
