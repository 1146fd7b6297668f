"""Which language a text is in: by its script, and by its little words where scripts are shared."""

from __future__ import annotations

import re
from collections import Counter

WORDS = {
    "en": "the of to and in that is was for on with as it his he be by at from are this had not have but they which were her she has will been their who more than said would its about after also there when what can one",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou son aux mais comme elle ont été cette ces",
    "es": "de el que la los se del las por con una su para es al lo como más pero sus le ha sin sobre este ya entre cuando todo esta ser son dos también fue había era muy hasta desde está y en un",
    "pt": "de a o e do da em um não uma os no na por mais as dos como mas foi ao ele das tem seu sua ou ser quando há nos já está eu também só pelo pela até isso ela entre que com para",
    "it": "di che è e il la per un in una del non si da con sono al i le della gli dei nel alla più anche come ha ma ai lo o se ci dal delle",
    "nl": "het een van en dat die is te op zijn met voor niet aan er om ook als dan maar bij of uit nog naar door over zich hij wordt heeft de in",
    "sv": "och att det som en på är av för med den till inte ett om har de jag vi från så kan eller när hade i var",
    "da": "og at det som en på er af for med den til ikke et om har de jeg vi fra så kan eller da havde i var blev",
    "nb": "og at det som en på er av for med den til ikke et om har de jeg vi fra så kan eller når hadde i var ble",
    "fi": "ja on ei se että oli myös mutta joka kun ovat hän kuin mukaan sen tai vuoden",
    "pl": "i w na z do się nie to że jest o od jak po za a przez który dla ma są co oraz tym tego już przed ich",
    "cs": "a v na se je že to s z o do i k pro za by jako při ale podle po které který jsou byl od",
    "ro": "și de la în cu pe un o din care pentru nu mai este a fost au să că sunt prin după",
    "tr": "ve bir bu da de için ile olarak olan daha çok gibi en kadar sonra oldu ise",
    "hu": "a az és hogy nem is egy volt de meg csak már még mint ki el",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam akan ke oleh juga adalah",
    "vi": "và của là có được cho trong không các một với người đã những này",
    "ru": "и в не на что с по как это из он но за к у от его так же для то а о ещё при был она они бы было мы",
    "uk": "і в не на що з та як це до за у від його для але про він вони було ми й є",
}
SETS = {code: frozenset(words.split()) for code, words in WORDS.items()}
FUNCTION_WORDS = frozenset().union(*SETS.values())
SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]", 0.1), ("ko", r"[\uac00-\ud7af]", 0.3), ("zh", r"[\u3400-\u9fff]", 0.3), ("fa", r"[پچژگ]", 0.02), ("ar", r"[\u0600-\u06ff]", 0.4), ("he", r"[\u0590-\u05ff]", 0.4),
    ("el", r"[\u0370-\u03ff]", 0.4), ("th", r"[\u0e00-\u0e7f]", 0.4), ("hi", r"[\u0900-\u097f]", 0.4), ("bn", r"[\u0980-\u09ff]", 0.4), ("ta", r"[\u0b80-\u0bff]", 0.4),
)  # fmt: skip


def language_of(text: str) -> tuple[str, float] | None:
    """(BCP 47 code, confidence) of a text's language; `None` where nothing can be said."""
    letters = re.findall(r"[^\W\d_]", text)
    if not letters:
        return None
    for code, signs, share in SCRIPTS:
        if len(re.findall(signs, text)) >= share * len(letters):
            return code, 0.95
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = sorted(((sum(words[word] for word in known), code) for code, known in SETS.items()), reverse=True)
    (first, code), (second, _) = scores[:2]
    if first < 3 or first < 0.08 * words.total():
        return None
    return code, 0.95 if first > 1.2 * second else 0.6
