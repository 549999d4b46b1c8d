"""Gives made calls words, so that the judge can be measured with voices and sentences that it never heard: each recording and each person says sentences of one fold of train_words.py.

usage: python3 give_words.py CALLS OUT --words FOLDER --fold K [--seed A]
CALLS is a folder of make_calls.py; OUT gets its calls with a transcript (the audio is linked); FOLDER is what train_words.py --folds wrote. To be heard with words<K>.json in place of core/ears/words/weights/word-model.json.
What is said has nothing to do with the sound but its length, at 15 characters a second: words alone are what they are in a call.
"""
import argparse
import glob
import json
import os
import re
import zlib

import numpy as np

import talk
from train_words import fold_of

CHARACTERS_A_SECOND = 15
ABROAD_SHARE = 0.15
PROMPT_SHARE = 0.5
# What a kind of recording says, by the ways of talk.py; the more often a way is named, the more often it is said.
WAYS = {
    "greet": ["greet", "greet", "greet", "notice", "machine"],
    "menu": ["menu"],
    "no choice": ["menu"],
    "announcement": ["wait", "wait", "wait", "queue", "queue", "notice", "advert", "advert", "transfer"],
    "transfer": ["transfer"],
    "voicemail": ["closed"],
    "closed": ["closed"],
    "intercept": ["closed"],
    "closing": ["closed"],
    None: ["wait", "advert", "notice"],
}


class Fold:
    """The sentences that this fold's model never saw."""

    def __init__(self, folder, fold):
        of_fold = lambda sentences: [s for s in sentences if fold_of(s) == fold]
        ways = lambda said: {name: kept for name, way in said.items() if (kept := of_fold(way))}
        self.people = ways(talk.PEOPLE)
        self.recordings = ways(talk.RECORDINGS)
        abroad = {name: ({"hello": of_fold(said["people"])}, of_fold(said["recordings"])) for name, said in talk.ABROAD.items()}
        self.abroad = {name: said for name, said in abroad.items() if said[0]["hello"] and said[1]}
        rows = [json.loads(line) for line in open(os.path.join(folder, f"said{fold}.jsonl"), encoding="utf8")]
        prompts = [row["text"] for row in rows if not row["composed"] and not row["person"]]
        waits = [p for p in prompts if re.search(r"hold|wait|queue|patience|busy|assist|shortly|line", p.lower()) and not re.search("press|say", p.lower())]
        greets = [p for p in prompts if re.match(r"(thank|thanks|welcome|you('| ha)ve reached|hello|hi\b|good)", p.lower())]
        menus = [p for p in prompts if re.search("press|say|enter", p.lower())]
        self.prompts = {"announcement": waits, "greet": greets, "menu": menus, "no choice": menus}


def says(fold, sub, language, first, rng):
    """One more sentence of a recording, or of a person (sub "human")."""
    pick = lambda values: values[int(rng.integers(len(values)))]
    if sub == "human":
        return " ".join(talk.person_says(rng, fold.abroad[language][0] if language else fold.people))
    if language:
        return talk.filled(pick(fold.abroad[language][1]), rng)
    goes_on = sub == "greet" and not first
    if fold.prompts.get(sub) and rng.random() < PROMPT_SHARE:
        return talk.filled(pick(fold.recordings["menu"]), rng) if goes_on else pick(fold.prompts[sub])
    ways = [way for way in (["menu", "notice"] if goes_on else WAYS[sub]) if way in fold.recordings] or ["wait"]
    return talk.filled(pick(fold.recordings[pick(ways)]), rng)


def cut(text, characters):
    words, length = [], 0
    for word in text.split():
        if length + len(word) > characters and words:
            break
        words.append(word)
        length += len(word) + 1
    return " ".join(words)


def transcript(call, fold, rng):
    language = sorted(fold.abroad)[int(rng.integers(len(fold.abroad)))] if rng.random() < ABROAD_SHARE else None
    known, pieces = {}, []
    for segment in call["segments"]:
        if segment["label"] not in ("ivr", "human"):
            continue
        seconds = segment["end"] - segment["start"]
        is_person = segment["label"] == "human"
        sub = "human" if is_person else segment.get("sub") if segment.get("sub") in WAYS else None
        # The same recording says the same.
        key = None if is_person else (segment.get("voice"), sub, round(seconds, 2))
        if key not in known or is_person:
            characters = int(seconds * CHARACTERS_A_SECOND)
            text = ""
            while len(text) < characters:
                text = (text + " " + says(fold, sub, language, text == "", rng)).strip()
            known[key] = cut(text, characters)
        text = known[key]
        end = min(segment["end"], segment["start"] + len(text) / CHARACTERS_A_SECOND)
        pieces.append({"start": segment["start"], "end": end, "text": text, "kind": "human" if is_person else "recording"})
    return pieces


def main():
    args = argparse.ArgumentParser()
    args.add_argument("calls")
    args.add_argument("out")
    args.add_argument("--words", required=True)
    args.add_argument("--fold", type=int, required=True)
    args.add_argument("--seed", default="A")
    args = args.parse_args()
    fold = Fold(args.words, args.fold)
    out = os.path.join(args.out, "timelines")
    os.makedirs(out, exist_ok=True)
    for path in sorted(glob.glob(os.path.join(args.calls, "timelines", "*.json"))):
        call = json.load(open(path, encoding="utf8"))
        rng = np.random.default_rng(zlib.crc32(f"{args.seed} {args.fold} {call['name']}".encode()))
        call["transcript"] = transcript(call, fold, rng)
        with open(os.path.join(out, os.path.basename(path)), "w", encoding="utf8") as file:
            json.dump(call, file)
        audio = os.path.join(out, f"{call['name']}.ulaw")
        if not os.path.lexists(audio):
            os.symlink(os.path.abspath(path[: -len(".json")] + ".ulaw"), audio)


if __name__ == "__main__":
    main()
