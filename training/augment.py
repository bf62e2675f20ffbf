"""What news does and treebanks don't, done to training words at random: capitals, headlines, dashes, lost full stops, other names."""

from __future__ import annotations

import random
from typing import Any

#: A word of training: [form, gap, …]; what follows depends on the kind of document.
Word = list[Any]

#: Given names and family names by which persons are renamed, from regions that English corpora lack.
NAMES = """
Abdulrahman al-Shammari|Hassan bin Talal|Nguyen Van Linh|Tran Thi Hoa|Mamadou Diallo|Aminata Traore|Ousmane Sonko|
Chukwuemeka Obi|Ngozi Eze|Babatunde Alao|Wanjiku Kamau|Juma Mwakio|Tendai Moyo|Sipho Ndlovu|Tesfaye Gebremedhin|
Hailu Bekele|Mohamed Ould Ahmed|Salem Ould Cheikh|Nurlan Abdykadyrov|Islam Karimzoda|Giorgi Beridze|Nino Kvaratskhelia|
Levon Harutyunyan|Oleksandr Tkachenko|Bohdan Shevchuk|Dmitri Kuznetsov|Zoran Petrovic|Agron Hoxha|Zhang Weimin|Liu Xiaoyan|
Park Sung-min|Choi Eun-ji|Takeshi Yamamoto|Haruka Fujita|Thein Naing|Aung Kyaw Moe|Somchai Srisuk|Sopheap Chan|
Bambang Sutrisno|Siti Rahmawati|Jose Dela Cruz|Maria Santos Reyes|Rajesh Choudhary|Lakshmi Subramaniam|Sivakumar Selvarajah|
Mahinda Wijeratne|Gulbuddin Stanekzai|Mullah Abdul Haq|Zabihullah Noorzai|Shahbaz Bugti|Reza Tavakoli|Fatemeh Moradi|
Ayatollah Javadi|Mehmet Yildirim|Aysegul Demirtas|Yusuf Abu Rahma|Khaled al-Masri|Abu Bakr al-Jaziri|Hussein Badreldin|
Miguel Angel Quispe|Evaristo Mamani|Guadalupe Zavala|Joao Pereira da Silva|Luiz Carlos Nogueira|Jean-Baptiste Nzeyimana|
Emmanuel Habimana|Patrice Kabongo|Tiemoko Kone|Adama Ouattara|Siaka Koroma|Kwabena Asante|Ato Mensah|Tuilagi Faleolo|
Manasseh Sogavo|Peter Ipatas Wari|Ratu Seru Naivalu|Dorji Wangchen|Batbayar Ganbold
""".replace("\n", "").split("|")


def shout(words: list[Word], rng: random.Random) -> list[Word]:
    """Upper-cases the first three to twelve words, as leads do, or all of them."""
    count = len(words) if rng.random() < 0.3 else rng.randint(3, 12)
    return [[w[0].upper(), *w[1:]] if i < count else w for i, w in enumerate(words)]


_SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "with", "from", "as", "'s", "n't", "’s", "n’t"}


def title_case(words: list[Word]) -> list[Word]:
    """Headline capitals."""
    return [[w[0][:1].upper() + w[0][1:] if w[0].lower() not in _SMALL or i == 0 else w[0], *w[1:]] for i, w in enumerate(words)]


_DASHES = ("-", "--", "—", "–")


def retype(words: list[Word], rng: random.Random) -> list[Word]:
    """Dashes between words written in another of the usual ways."""
    dash = rng.choice(_DASHES)
    return [[dash, *w[1:]] if w[0] in _DASHES and w[1] else w for w in words]


def rename(words: list[Word], rng: random.Random, tag_at: int) -> list[Word]:
    """Puts one other name for each person named in full; the tags follow. Words carry their BIO tag at `tag_at`."""
    out: list[Word] = []
    given: dict[str, list[str]] = {}
    i = 0
    while i < len(words):
        if words[i][tag_at] != "B-PER":
            out.append(words[i])
            i += 1
            continue
        stop = i + 1
        while stop < len(words) and words[stop][tag_at] == "I-PER":
            stop += 1
        old = " ".join(w[0] for w in words[i:stop])
        new = given.setdefault(old, rng.choice(NAMES).split(" ") if stop - i > 1 else [rng.choice(NAMES).split(" ")[-1]])
        for n, form in enumerate(new):
            out.append([form, words[i][1] if n == 0 else 1, *words[i][2:]])
            out[-1][tag_at] = "B-PER" if n == 0 else "I-PER"
        i = stop
    return out
