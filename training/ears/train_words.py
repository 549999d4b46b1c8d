"""Fits the judge of words: what single words and pairs of words say about who speaks, on beginnings of what people and recordings say.

usage: python3 train_words.py PROMPTS.jsonl ... --out FILE [--folds FOLDER]
PROMPTS are prompts with `prompt`, `kind` and `group` (tests/bench/menus/own.jsonl, and others in that form); the rest is composed by talk.py.
With --folds, models without a fifth of the sentences and companies, and those fifths as texts, are written there to be compared: see tests/bench/ears/compare-words.ts.
"""
import argparse
import collections
import json
import os
import re
import unicodedata
import zlib

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

import talk
from voices import ABROAD_SENTENCES, SENTENCES

NUMBERS = set("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred".split())
PEOPLE_KINDS = ("human_greeting", "human_smalltalk")
PREFIXES = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 24, 40)
FOLDS = 5


def tokens_of(text):
    """Must stay the same as core/ears/words/word-model.ts; a test holds them together."""
    folded = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", re.sub(r"['\u2019]", "", folded))
    return ["#" if word.isdigit() or word in NUMBERS else word for word in words]


def fold_of(name):
    return zlib.crc32(name.encode()) % FOLDS


def read_prompts(files):
    """@returns (group, is a person, sentences)"""
    said = []
    for file in files:
        for line in open(file, encoding="utf8"):
            row = json.loads(line)
            if row["kind"] == "wait_transfer" or row["language"] != "en":
                continue
            sentences = [s for s in re.split(r"(?<=[.?!])\s+", row["prompt"]) if s]
            said.append((row["group"], row["kind"] in PEOPLE_KINDS, sentences))
    return said


def compose(rng, keep, count):
    """Talk in the sentences that `keep` takes; a quarter of it in other languages."""
    some = lambda ways: {name: kept for name, way in ways.items() if (kept := [sentence for sentence in way if keep(sentence)])}
    said = []
    for n in range(count):
        people, recordings = talk.PEOPLE, talk.RECORDINGS
        if rng.random() < 0.25:
            abroad = talk.ABROAD[sorted(talk.ABROAD)[int(rng.integers(len(talk.ABROAD)))]]
            people, recordings = {"hello": abroad["people"]}, {"wait": abroad["recordings"]}
        people, recordings = some(people), some(recordings)
        if people:
            said.append((True, talk.person_says(rng, people)))
        if recordings:
            said.append((False, talk.recording_says(rng, recordings)))
    return said


def spoilt(tokens, rng):
    """As speech-to-text loses words."""
    return [t for t in tokens if rng.random() > 0.04] or tokens


def beginnings(said, rng):
    """@returns token lists, whether a person spoke, weights"""
    xs, ys, ws = [], [], []
    for person, sentences in said:
        start = int(rng.integers(len(sentences))) if rng.random() < 0.4 else 0
        tokens = spoilt(tokens_of(" ".join(sentences[start:])), rng)
        cuts = sorted({min(p, len(tokens)) for p in PREFIXES})
        for cut in cuts:
            xs.append(tokens[:cut])
            ys.append(person)
            ws.append(1 / len(cuts) ** 0.7)
    return xs, np.array(ys), np.array(ws)


def grams_of(tokens, known):
    words = ["<"] + [t if t in known else "_" for t in tokens]
    # Words that are not known tell nothing by themselves: they may be of any language.
    return (set(words[1:]) | {f"{a} {b}" for a, b in zip(words[:-1], words[1:])}) - {"_", "_ _", "< _"}


def fit(said, rng, c=0.5, least=4):
    """@returns n-gram weights and the constant"""
    told = collections.Counter(t for _, sentences in said for t in set(tokens_of(" ".join(sentences))))
    named = set(talk.NAMES) | {t for company in talk.COMPANIES for t in company.split() if t not in ("the", "front", "desk", "bank", "power", "clinic", "health", "city")}
    known = {t for t, count in told.items() if count >= least and t not in named}
    xs, y, w = beginnings(said, rng)
    grams = [grams_of(x, known) for x in xs]
    counts = collections.Counter(g for one in grams for g in one)
    names = sorted(g for g, count in counts.items() if count >= 6)
    place = {g: n for n, g in enumerate(names)}
    rows = [(r, place[g]) for r, one in enumerate(grams) for g in one if g in place]
    matrix = sparse.csr_matrix((np.ones(len(rows)), zip(*rows)), shape=(len(grams), len(names)))
    # As much of people as of recordings.
    w = w / np.where(y, w[y].sum(), w[~y].sum()) * len(y) / 2
    model = LogisticRegression(C=c, max_iter=400, solver="liblinear").fit(matrix, y, sample_weight=w)
    weights = {g: round(float(v), 2) for g, v in zip(names, model.coef_[0]) if abs(v) >= 0.08}
    return {"constant": round(float(model.intercept_[0]), 2), "known": sorted(known & {t for g in weights for t in g.split()}), "weights": weights}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("prompts", nargs="+")
    args.add_argument("--out")
    args.add_argument("--folds")
    args.add_argument("--count", type=int, default=4000)
    args.add_argument("--c", type=float, default=0.5)
    args.add_argument("--seed", type=int, default=5)
    args = args.parse_args()
    prompts = read_prompts(args.prompts)
    sentences = [(False, [s]) for texts in list(SENTENCES.values()) + list(ABROAD_SENTENCES.values()) for s in texts]

    def said_by(keep, rng, count):
        # Read prompts are few and true to life: each counts several times.
        return compose(rng, keep, count) + [(p, s) for g, p, s in prompts if keep(g) for _ in range(12 if p else 4)]

    if args.folds:
        os.makedirs(args.folds, exist_ok=True)
        for fold in range(FOLDS):
            rng = np.random.default_rng([args.seed, fold])
            model = fit(said_by(lambda name: fold_of(name) != fold, rng, args.count) + sentences, rng, args.c)
            tested = compose(rng, lambda name: fold_of(name) == fold, 400)
            composed = len(tested)
            tested += [(p, s) for g, p, s in prompts if fold_of(g) == fold]
            with open(os.path.join(args.folds, f"words{fold}.json"), "w", encoding="utf8") as file:
                json.dump(model, file)
            with open(os.path.join(args.folds, f"said{fold}.jsonl"), "w", encoding="utf8") as file:
                for n, (person, lines) in enumerate(tested):
                    file.write(json.dumps({"person": person, "composed": n < composed, "text": " ".join(lines)}) + "\n")
    if args.out:
        rng = np.random.default_rng(args.seed)
        model = fit(said_by(lambda name: True, rng, args.count) + sentences, rng, args.c)
        with open(args.out, "w", encoding="utf8") as file:
            json.dump(model, file, ensure_ascii=True)
            file.write("\n")
        print(len(model["weights"]), "n-grams of", len(model["known"]), "words; constant", model["constant"])


if __name__ == "__main__":
    main()
