"""Fits the judge's weights on turns that tests/bench/ears/trace-turns.ts measured, and prints them for core/ears/judge/judge-weights.ts.

usage: python3 fit_judge.py HOLD_HOURS TURNS.jsonl ... [--test TURNS.jsonl --test-hold HOURS]
Turns must have been measured with voice models that never heard their voices; else the voice model is trusted too much.
"""
import argparse
import collections
import json

import numpy as np
from sklearn.linear_model import LogisticRegression

REPEAT_VOTES = 9
LATEST_SECONDS = 7


def turns_of(files):
    turns = collections.defaultdict(list)
    for file in files:
        for line in open(file, encoding="utf8"):
            row = json.loads(line)
            row["file"] = file
            turns[(file, row["call"], row["since"])].append(row)
    return list(turns.values())


def simulate(turns, weights, constant, threshold):
    """@returns seconds from each found human's onset to the alarm, false alarms; a turn rings once"""
    found, false = {}, []
    for turn in turns:
        for row in turn:
            if row["votes"] >= REPEAT_VOTES or row["spoken"] < 400:
                continue
            if constant + np.dot(weights, row["x"]) >= threshold:
                if row["human"] is None:
                    false.append(row)
                else:
                    found.setdefault((turn[0]["file"], row["call"], row["human"]), row["t"] - row["human"])
                break
    return found, false


def report(turns, weights, constant, hold_hours):
    humans = {(t[0]["file"], r["call"], r["human"]) for t in turns for r in t if r["human"] is not None}
    for threshold in (-0.5, 0, 0.5, 1, 1.5, 2, 2.5):
        found, false = simulate(turns, weights, constant, threshold)
        late = np.array(sorted(found.values()) or [np.nan])
        print(f"threshold {threshold}: found {len(found)}/{len(humans)}, median {np.median(late):.2f} p95 {np.percentile(late, 95):.2f} s, false {len(false)} = {len(false) / hold_hours:.1f} an hour")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("hold", type=float)
    args.add_argument("turns", nargs="+")
    args.add_argument("--test")
    args.add_argument("--test-hold", type=float, default=0.89)
    args.add_argument("--c", type=float, default=0.3)
    args.add_argument("--human-weight", type=float, default=1.0)
    args = args.parse_args()
    turns = turns_of(args.turns)
    x, y, w = [], [], []
    for turn in turns:
        rows = [r for r in turn if r["t"] - r["since"] <= LATEST_SECONDS and r["votes"] < REPEAT_VOTES and r["spoken"] >= 400]
        for row in rows:
            x.append(row["x"])
            y.append(row["human"] is not None)
            w.append((args.human_weight if row["human"] is not None else 1) / len(rows) ** 0.5)
    model = LogisticRegression(C=args.c, max_iter=2000).fit(np.array(x), np.array(y), sample_weight=np.array(w))
    weights, constant = np.round(model.coef_[0], 2), round(float(model.intercept_[0]), 2)
    print("constant", constant, "weights", json.dumps(list(map(float, weights))))
    report(turns, weights, constant, args.hold)
    if args.test:
        print("test")
        report(turns_of([args.test]), weights, constant, args.test_hold)


if __name__ == "__main__":
    main()
