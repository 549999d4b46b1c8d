"""Fits what each of the judge's features says, on turns that tests/bench/ears/trace-turns.ts measured, and writes core/ears/judge/weights/judge.json.

usage: python3 fit_judge.py TURNS.jsonl ... --out FILE [--heard TURNS.jsonl ...] [--test TURNS.jsonl ...] [--ring-at LOG_ODDS]
Each file holds calls of voices that the voice model which heard them never heard; else that model is trusted too much. Prints what a judge
fitted on all files but one finds in that one, over thresholds. --heard are the same calls by the voice model that is stored, which heard more sources
than those that never heard the voices: new voices lie between, so they take part in the fit, with half the weight, and in no figure. With --test also what the judge of all files finds in others.
A feature's line has few knots, and may only rise or only fall where nothing else would make sense.
"""
import argparse
import collections
import glob
import json
import os

import numpy as np
from scipy.linalg import block_diag
from scipy.optimize import minimize

REPEAT_VOTES, REPEAT_LOG_ODDS = 11, -8
LEAST_SPOKEN_MS, LEAST_CONFIRMED_MS = 400, 700
LATEST_SECONDS = 12
LASTING_ROWS = 3
HEARD_WEIGHT = 0.5
CONFIRMED = 0.7
UP, DOWN, FREE = (0, None), (None, 0), (None, None)
PERSON = (-6, -4, -2.5, -1, 0, 1, 2.5, 4, 6)
SPECS = {
    "sounds like a person, at first": (PERSON, UP),
    "sounds like a person, after a second": (PERSON, UP),
    "sounds like a person, longer heard": (PERSON, UP),
    "the line was open before it, after music": ((0, 200, 400, 600, 800, 1000, 1300, 1700, 2300), UP),
    "the line was open before it, after a little music": ((0, 500, 1000, 1500, 2000, 3000), UP),
    "the line was open before it, after a signal": ((0, 500, 1000, 1500, 2000, 3000, 4500), UP),
    "the line was open before it, after silence": ((0, 1000, 2000, 4000, 8000), FREE),
    "the line was open before it, after a voice": ((1000, 1500, 2000, 3000, 4500), UP),
    "a breath before it, after a voice": ((200, 300, 400, 500, 650, 800, 1000), FREE),
    "another voice than a breath before": ((0.2, 0.4, 0.6, 0.9, 1.2, 1.6, 2.2), UP),
    "more like a person than the voice a breath before": ((-4, -2, 0, 2, 4, 7), UP),
    "louder than the voice a breath before": ((-12, -8, -4, -2, 0, 2, 4, 8, 12), FREE),
    "leaves room where music would be": ((0, 200, 400, 600, 800, 1000, 1300, 1700, 2500), UP),
    "leaves room": ((0, 400, 700, 1000, 1500, 2500), UP),
    "leaves room after a few words, after a signal": ((0, 400, 700, 1000, 1500, 2500), UP),
    "music came after it": ((0, 100, 300, 600), DOWN),
    "music goes on underneath": ((0, 0.03, 0.08, 0.15, 0.3, 0.5, 0.8), DOWN),
    "how long it lasts": ((300, 700, 1000, 1500, 2200, 3000, 4500, 7000, 12000), FREE),
    "the line clicked before it": ((0, 3, 6, 12, 25), UP),
    "the line grew louder before it": ((0, 2, 4, 8, 16, 30), UP),
    "another voice than the recordings": ((0.2, 0.4, 0.6, 0.9, 1.2, 1.6, 2.2), UP),
    "another voice than the recordings, longer heard": ((0.2, 0.4, 0.6, 0.9, 1.2, 1.6, 2.2), UP),
    "no recording was heard yet": ((0, 1), FREE),
    "more like a person than the recordings were": ((-4, -2, 0, 2, 4, 7), UP),
    "louder than the recordings": ((-12, -8, -4, -2, 0, 2, 4, 8), FREE),
    "something was held": ((0, 2000, 8000), FREE),
    "music stays away": ((0, 2000, 4000, 6000, 8000, 11000, 15000, 20000), UP),
    "the voice before sounded like a person": ((-4, -1, 0, 1, 4), UP),
    "left room before": ((0, 1, 2, 4), FREE),
    "phrases": ((1, 2, 3, 5), FREE),
    "speaks without a pause": ((0, 1500, 2500, 4000, 6000, 9000), FREE),
    "another room before it than on the line": ((-15, -6, -3, 0, 3, 6, 15), FREE),
    "another room in its pauses than on the line": ((-15, -6, -3, 0, 3, 6, 15), FREE),
}


class Turns:
    """Rows of 100 ms of all files, the turn each belongs to, and the truth of the calls."""

    def __init__(self, files):
        rows, x = [], []
        self.humans, self.hold = {}, 0.0
        for place, file in enumerate(files):
            with open(file, encoding="utf8") as lines:
                head = json.loads(next(lines))
                assert head["names"] == list(SPECS), "features and their knots do not belong together"
                for truth_file in glob.glob(os.path.join(head["dir"], "timelines", "*.json")):
                    truth = json.load(open(truth_file, encoding="utf8"))
                    self.humans[(place, truth["name"])] = [(h["start"], h["end"]) for h in truth["humans"]]
                    self.hold += truth["hold_seconds"] / 3600
                for line in lines:
                    row = json.loads(line)
                    x.append([np.nan if v is None else v for v in row.pop("x")])
                    row["key"] = (place, row["call"])
                    rows.append(row)
        self.rows, self.basis = rows, basis(np.array(x))
        self.file = np.array([r["key"][0] for r in rows])
        names = [(r["key"], r["since"]) for r in rows]
        self.turn = np.cumsum([n == 0 or names[n] != names[n - 1] for n in range(len(names))])
        self.human = np.array([r["human"] is not None for r in rows])
        used = np.array([r["votes"] < REPEAT_VOTES and r["spoken"] >= LEAST_SPOKEN_MS and r["t"] - r["since"] <= LATEST_SECONDS for r in rows])
        counts = np.bincount(self.turn[used], minlength=self.turn[-1] + 1)
        self.weight = np.where(used, 1 / np.sqrt(np.maximum(1, counts[self.turn])), 0).astype(np.float32)
        self.repeat = np.array([REPEAT_LOG_ODDS if r["votes"] >= REPEAT_VOTES else 0.0 for r in rows])


def basis(x):
    """Straight lines between knots, as shares of the two nearest; nothing where a feature says nothing."""
    columns = []
    for values, (knots, _) in zip(x.T, SPECS.values()):
        knots = np.array(knots, float)
        known = ~np.isnan(values)
        v = np.clip(np.where(known, values, knots[0]), knots[0], knots[-1])
        at = np.clip(np.searchsorted(knots, v, side="right") - 1, 0, len(knots) - 2)
        share = (v - knots[at]) / (knots[at + 1] - knots[at])
        part = np.zeros((len(v), len(knots)), np.float32)
        index = np.arange(len(v))
        part[index, at] = 1 - share
        part[index, at + 1] += share
        part[~known] = 0
        columns.append(part)
    return np.concatenate(columns, 1)


def fit(turns, keep, l2, heard=None):
    """Maximum likelihood with a penalty on steps between knots. @returns constant, log-odds at all knots"""
    steps = block_diag(*[np.tril(np.ones((len(k), len(k)))) for k, _ in SPECS.values()])
    bounds = [FREE] + [b for knots, way in SPECS.values() for b in [(-3, 3)] + [way] * (len(knots) - 1)]
    penalty = np.concatenate([[0.3] + [1.0] * (len(k) - 1) for k, _ in SPECS.values()]) * l2
    used = keep & (turns.weight > 0)
    x, human, weight = turns.basis[used], turns.human[used], turns.weight[used]
    if heard is not None:
        more = heard.weight > 0
        x, human, weight = np.r_[x, heard.basis[more]], np.r_[human, heard.human[more]], np.r_[weight, HEARD_WEIGHT * heard.weight[more]]
    x = (x @ steps.astype(np.float32)).astype(np.float32)
    sign = np.where(human, 1.0, -1.0).astype(np.float32)

    def loss(p):
        margin = sign * (p[0] + x @ p[1:].astype(np.float32))
        slope = -sign * weight / (1 + np.exp(np.clip(margin, -30, 30)))
        value = np.sum(weight * np.logaddexp(0, -margin)) + np.sum(penalty * p[1:] ** 2)
        return float(value), np.concatenate([[slope.sum()], x.T @ slope + 2 * penalty * p[1:]]).astype(float)

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 150}).x
    return found[0], steps @ found[1:]


def log_odds(turns, constant, lines):
    return constant + turns.basis @ lines + turns.repeat


def lasting(turns, odds):
    """The least of the last 300 ms: the judge rings on what lasts so long."""
    least = odds.copy()
    for back in range(1, LASTING_ROWS):
        same = np.r_[np.zeros(back, bool), turns.turn[back:] == turns.turn[:-back]]
        least = np.minimum(least, np.where(same, np.r_[np.full(back, -99.0), odds[:-back]], -99.0))
    return least


def alarms_of(turns, odds, threshold):
    """As the judge rings: once, until music has come back."""
    alarms = collections.defaultdict(list)
    rung = {}
    for n, row in enumerate(turns.rows):
        if odds[n] < threshold and row["musicAfter"] <= 600 and row["before"] == "voice":
            continue
        key = row["key"]
        if row["musicAfter"] > 600 or (row["before"] != "voice" and (n == 0 or turns.turn[n] != turns.turn[n - 1])):
            rung[key] = False
        if not rung.get(key) and row["spoken"] >= LEAST_CONFIRMED_MS and odds[n] >= threshold:
            rung[key] = True
            alarms[key].append(row["t"])
    return alarms


def report(turns, odds):
    odds = lasting(turns, odds)
    for threshold in (-0.5, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5):
        alarms = alarms_of(turns, odds, threshold)
        right = lambda key, t: any(a - 0.2 <= t <= b + 1.5 for a, b in turns.humans[key])
        false = sum(not right(key, t) for key, times in alarms.items() for t in times)
        late = [min((t - a for t in alarms.get(key, []) if a - 0.2 <= t <= b + 1.5), default=None) for key, humans in turns.humans.items() for a, b in humans]
        found = sorted(max(0, v) for v in late if v is not None)
        q = lambda share: found[min(len(found) - 1, int(share * len(found)))] if found else float("nan")
        within = sum(v <= 4 for v in found) / max(1, len(late))
        print(f"  ring at {threshold:4.1f}: found {len(found)}/{len(late)} ({len(found) / max(1, len(late)):.3f}), within 4 s {within:.3f}, median {q(0.5):.2f} p95 {q(0.95):.2f} s, false {false} = {false / turns.hold:.2f} an hour", flush=True)


def tidy(turns, constant, lines):
    """Lines that always apply are moved so that they say nothing on average: what is usual goes into the constant."""
    used = turns.weight > 0
    at = 0
    lines = lines.copy()
    for knots, _ in SPECS.values():
        part = slice(at, at + len(knots))
        at += len(knots)
        if turns.basis[used, part].sum(1).min() > 0.99:
            usual = float(np.mean(turns.basis[used, part] @ lines[part]))
            lines[part] -= usual
            constant += usual
    return constant, lines


def main():
    args = argparse.ArgumentParser()
    args.add_argument("turns", nargs="+")
    args.add_argument("--out")
    args.add_argument("--test", nargs="+")
    args.add_argument("--heard", nargs="+")
    args.add_argument("--ring-at", type=float, default=1.0)
    args.add_argument("--l2", type=float, default=4.0)
    args = args.parse_args()
    turns = Turns(args.turns)
    heard = Turns(args.heard) if args.heard else None
    print(f"{turns.turn[-1]} turns, {turns.hold:.2f} h of hold, {sum(map(len, turns.humans.values()))} people", flush=True)
    if len(args.turns) > 1:
        odds = np.zeros(len(turns.rows))
        for left in range(len(args.turns)):
            out = turns.file == left
            odds[out] = log_odds(turns, *fit(turns, ~out, args.l2, heard))[out]
        print("each file by a judge fitted on the others")
        report(turns, odds)
    constant, lines = tidy(turns, *fit(turns, np.ones(len(turns.rows), bool), args.l2, heard))
    for file in args.test or []:
        test = Turns([file])
        print(f"{file}: {test.hold:.2f} h")
        report(test, log_odds(test, constant, lines))
    if args.out:
        features, at = [], 0
        for name, (knots, _) in SPECS.items():
            features.append({"name": name, "knots": list(knots), "logOdds": [round(float(v), 2) for v in lines[at : at + len(knots)]]})
            at += len(knots)
        with open(args.out, "w", encoding="utf8") as file:
            # The threshold is chosen here: the judge rings at CONFIRMED.
            json.dump({"constant": round(constant - args.ring_at + CONFIRMED, 2), "features": features}, file, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main()
