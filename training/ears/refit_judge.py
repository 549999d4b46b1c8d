"""Fits the judge's lines again, near those that are stored, and so that the scenes of its own tests keep their outcomes.

usage: python3 refit_judge.py SCENES.jsonl --near judge.json --turns WEIGHT TURNS.jsonl ... [--turns ...] --out FILE [--stiff 10] [--ring-at 0.75]
SCENES is what tests/bench/ears/trace-scenes.ts measured with the stored lines, TURNS what trace-turns.ts did. Calls alone do not hold all that must be true: few people in
them follow at once on a known announcement, and a fit without the scenes found fewer people in calls of another kind. Each step between two knots costs STIFF times the square of its change.
"""
import argparse
import json

import numpy as np
from scipy.linalg import block_diag
from scipy.optimize import minimize

from fit_judge import CONFIRMED, FREE, LATEST_SECONDS, LEAST_CONFIRMED_MS, LEAST_SPOKEN_MS, REPEAT_VOTES, SPECS, basis

# Rows are 100 ms apart and say nearly the same.
ROWS_APART = 3
# A scene is kept with some room, and what breaks one costs so much for the square of it.
ROOM = 0.15
SCENE_WEIGHT = 30.0
PROBABLE, PROBE_AT, PROBE_AFTER_MS, RETRACTED_AT = 0.5, -0.3, 1800, -2


def values(row):
    return [np.nan if v is None else v for v in row["x"]]


def read_turns(file):
    """@returns the basis of each third row that can be judged by sound, whether a person speaks in it, its weight"""
    x, human, turn, last, at = [], [], [], None, 0
    with open(file, encoding="utf8") as lines:
        assert json.loads(next(lines))["names"] == list(SPECS), "features and their knots do not belong together"
        for line in lines:
            at += 1
            if at % ROWS_APART:
                continue
            row = json.loads(line)
            if row["votes"] >= REPEAT_VOTES or row["spoken"] < LEAST_SPOKEN_MS or row["t"] - row["since"] > LATEST_SECONDS:
                continue
            key = (row["call"], row["since"])
            turn.append((turn[-1] if turn else 0) + (key != last))
            last = key
            x.append(values(row)[: len(SPECS)])
            human.append(row["human"] is not None)
    counts = np.bincount(turn)
    return basis(np.array(x, float)), np.array(human), 1 / np.sqrt(counts[turn])


def read_scenes(file, ring_at):
    """@returns basis, least and most of what the lines may say at the rows that decide a scene"""
    with open(file, encoding="utf8") as lines:
        assert json.loads(next(lines))["names"] == list(SPECS), "features and their knots do not belong together"
        rows = [json.loads(line) for line in lines]
    asked = []

    def rings(some, at=CONFIRMED):
        """The best three rows one after the other: what lasts so long rings."""
        some = [row for row in some if row["spoken"] >= LEAST_CONFIRMED_MS]
        least = [min(row["total"] for row in some[n : n + 3]) for n in range(len(some) - 2)]
        first = int(np.argmax(least))
        asked.extend((row, at + ROOM, 99) for row in some[first : first + 3])

    for scene in sorted({row["scene"] for row in rows}):
        here = [row for row in rows if row["scene"] == scene]
        outcome = here[0]["outcome"]
        last = [row for row in here if row["since"] == here[-1]["since"]]
        if outcome == "yes":
            rings(last)
        if outcome == "likely":
            rings(last, PROBABLE)
        if outcome == "back":
            rings([row for row in here if row["since"] != here[-1]["since"]])
            asked.append((min(last, key=lambda row: row["total"]), -99, RETRACTED_AT - ROOM))
        if outcome in ("no", "ask"):
            asked.extend((row, -99, CONFIRMED - ROOM) for row in here)
        if outcome == "ask":
            asked.extend((row, PROBE_AT + ROOM, 99) for row in here if row["pause"] >= PROBE_AFTER_MS)
    # What is no sound is no part of the fit; the judge rings at CONFIRMED on the stored scale, at ring_at on the fitted one.
    shift = np.array([ring_at - CONFIRMED - row["other"] for row, _, _ in asked])
    x = basis(np.array([values(row) for row, _, _ in asked], float))
    return x, np.array([least for _, least, _ in asked]) + shift, np.array([most for _, _, most in asked]) + shift


def main():
    args = argparse.ArgumentParser()
    args.add_argument("scenes")
    args.add_argument("--near", required=True)
    args.add_argument("--turns", nargs="+", action="append", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--stiff", type=float, default=10.0)
    args.add_argument("--ring-at", type=float, default=0.75)
    args = args.parse_args()
    with open(args.near, encoding="utf8") as file:
        near = json.load(file)
    sizes = [len(knots) for knots, _ in SPECS.values()]
    steps = block_diag(*[np.tril(np.ones((n, n))) for n in sizes])
    before = np.linalg.solve(steps, np.concatenate([one["logOdds"] for one in near["features"]]))
    x, human, weight = [], [], []
    for share, *files in args.turns:
        for file in files:
            part = read_turns(file)
            x.append(part[0] @ steps.astype(np.float32))
            human.append(part[1])
            weight.append(float(share) * part[2])
    x, sign, weight = np.concatenate(x), np.where(np.concatenate(human), 1.0, -1.0).astype(np.float32), np.concatenate(weight).astype(np.float32)
    scenes, least, most = read_scenes(args.scenes, args.ring_at)
    scenes = scenes @ steps

    def loss(p):
        margin = sign * (np.float32(p[0]) + x @ p[1:].astype(np.float32))
        slope = -sign * weight / (1 + np.exp(np.clip(margin, -30, 30)))
        change = p[1:] - before
        says = p[0] + scenes @ p[1:]
        under, over = np.maximum(0, least - says), np.maximum(0, says - most)
        broken = 2 * SCENE_WEIGHT * (over - under)
        value = np.sum(weight * np.logaddexp(0, -margin)) + args.stiff * np.sum(change**2) + SCENE_WEIGHT * np.sum(under**2 + over**2)
        return float(value), np.concatenate([[slope.sum() + broken.sum()], x.T @ slope + 2 * args.stiff * change + scenes.T @ broken]).astype(float)

    bounds = [FREE] + [b for (_, way), n in zip(SPECS.values(), sizes) for b in [(-4, 4)] + [way] * (n - 1)]
    start = np.concatenate([[near["constant"] + args.ring_at - CONFIRMED], before])
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 150}).x
    says = found[0] + scenes @ found[1:]
    print(f"{len(weight)} rows, {len(says)} rows of scenes, the worst off by {max(0, (least - says).max(), (says - most).max()):.2f} of {ROOM}", flush=True)
    lines, at = steps @ found[1:], 0
    for feature, n in zip(near["features"], sizes):
        feature["logOdds"] = [round(float(v), 2) for v in lines[at : at + n]]
        at += n
    near["constant"] = round(float(found[0] - args.ring_at + CONFIRMED), 2)
    with open(args.out, "w", encoding="utf8") as file:
        json.dump(near, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
