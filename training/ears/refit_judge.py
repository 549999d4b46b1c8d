"""Fits the judge's lines again, near those that are stored, to what it rings for, and so that the scenes of its own tests keep their outcomes.

usage: python3 refit_judge.py SCENES.jsonl --near judge.json --turns WEIGHT TURNS.jsonl ... [--turns ...] --out FILE [--stiff 100] [--recordings 0.7] [--soon 1] [--ring-at 1.35]
SCENES is what tests/bench/ears/trace-scenes.ts measured with the stored lines, TURNS what trace-turns.ts did. What counts is not each moment of a voice (fit_judge.py) but the
most likely one: a recording rings if it is ever above the threshold, a person is found if ever, and found soon if within 1.6 or 4 s. Each step between two knots costs
STIFF times the square of its change, and a twentieth of it where the line to be near says nothing yet: a new feature, all zeros. Calls alone do not hold all that must be true: few people in them follow at once on a known announcement; scenes do.
"""
import argparse
import json

import numpy as np
from scipy.linalg import block_diag
from scipy.optimize import minimize

from fit_judge import CONFIRMED, FREE, LEAST_CONFIRMED_MS, REPEAT_VOTES, SPECS, basis

# Three rows of 100 ms: the judge rings for what lasts.
ROWS_APART_SECONDS = 0.35
# How nearly the most likely moment alone counts.
SHARPNESS = 4.0
SOON_SECONDS = (1.6, 4.0)
# A scene is kept with some room, and what breaks one costs so much for the square of it.
ROOM = 0.15
SCENE_WEIGHT = 30.0
NEW_STIFFNESS = 0.05
PROBABLE, PROBE_AT, PROBE_AFTER_MS, RETRACTED_AT = 0.5, -0.3, 1800, -2


def values(row):
    return [np.nan if v is None else v for v in row["x"]]


def read_turns(file, recordings, soon):
    """@returns the basis of rows that may ring, each the mean of three; and what they decide: rows, +1 for a person or -1 for a recording, weight"""
    rows = []
    with open(file, encoding="utf8") as lines:
        assert json.loads(next(lines))["names"] == list(SPECS), "features and their knots do not belong together"
        for line in lines:
            row = json.loads(line)
            if row["votes"] < REPEAT_VOTES and row["spoken"] >= LEAST_CONFIRMED_MS - 200:
                rows.append(row)
    x = basis(np.array([values(row) for row in rows], float))
    lasts = [
        n >= 2 and rows[n]["spoken"] >= LEAST_CONFIRMED_MS and rows[n]["call"] == rows[n - 2]["call"] and rows[n]["since"] == rows[n - 2]["since"] and rows[n]["t"] - rows[n - 2]["t"] < ROWS_APART_SECONDS
        for n in range(len(rows))
    ]
    at = np.flatnonzero(lasts)
    decided = {}
    for place, n in enumerate(at):
        row = rows[n]
        # A voice that is no person's decides once, a person once in all their voices.
        key = (row["call"], row["since"], None) if row["human"] is None else (row["call"], None, row["human"])
        decided.setdefault(key, []).append(place)
    events = []
    for (_, _, human), places in decided.items():
        if human is None:
            events.append((places, -1, recordings))
            continue
        events.append((places, 1, 1.0))
        for seconds in SOON_SECONDS:
            early = [place for place in places if rows[at[place]]["t"] - human <= seconds]
            if early:
                events.append((early, 1, soon))
    return (x[at] + x[at - 1] + x[at - 2]) / 3, events


def read_scenes(file):
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
            asked.extend((row, -99, PROBABLE - ROOM) for row in here)
        if outcome == "ask":
            asked.extend((row, PROBE_AT + ROOM, 99) for row in here if row["pause"] >= PROBE_AFTER_MS)
    # What is no sound is no part of the fit.
    other = np.array([row["other"] for row, _, _ in asked])
    x = basis(np.array([values(row) for row, _, _ in asked], float))
    return x, np.array([least for _, least, _ in asked]) - other, np.array([most for _, _, most in asked]) - other


def main():
    args = argparse.ArgumentParser()
    args.add_argument("scenes")
    args.add_argument("--near", required=True)
    args.add_argument("--turns", nargs="+", action="append", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--stiff", type=float, default=100.0)
    args.add_argument("--recordings", type=float, default=0.7)
    args.add_argument("--soon", type=float, default=1.0)
    args.add_argument("--ring-at", type=float, default=1.35, help="the judge rings at CONFIRMED on the stored scale, at this on the fitted one")
    args = args.parse_args()
    with open(args.near, encoding="utf8") as file:
        near = json.load(file)
    sizes = [len(knots) for knots, _ in SPECS.values()]
    steps = block_diag(*[np.tril(np.ones((n, n))) for n in sizes])
    before = np.linalg.solve(steps, np.concatenate([one["logOdds"] for one in near["features"]]))
    stiff = args.stiff * np.concatenate([np.full(len(one["logOdds"]), 1.0 if any(one["logOdds"]) else NEW_STIFFNESS) for one in near["features"]])
    x, events, count = [], [], 0
    for share, *files in args.turns:
        for file in files:
            part, decided = read_turns(file, args.recordings, args.soon)
            events += [(np.array(places) + count, sign, weight * float(share)) for places, sign, weight in decided]
            x.append(part @ steps.astype(np.float32))
            count += len(part)
    x = np.concatenate(x)
    lengths = [len(places) for places, _, _ in events]
    rows, event, first = np.concatenate([places for places, _, _ in events]), np.repeat(np.arange(len(events)), lengths), np.concatenate([[0], np.cumsum(lengths)[:-1]])
    sign, weight = (np.array([e[k] for e in events], float) for k in (1, 2))
    scenes, least, most = read_scenes(args.scenes)
    least, most = least + args.ring_at - CONFIRMED, most + args.ring_at - CONFIRMED
    scenes = scenes @ steps

    def loss(p):
        says = (np.float32(p[0]) + x @ p[1:].astype(np.float32)).astype(float) - CONFIRMED
        # A smooth maximum over the rows of each event.
        sharp = SHARPNESS * says[rows]
        top = np.maximum.reduceat(sharp, first)
        grown = np.exp(sharp - top[event])
        total = np.add.reduceat(grown, first)
        margin = sign * (top + np.log(total)) / SHARPNESS
        slope = -sign * weight / (1 + np.exp(np.clip(margin, -30, 30)))
        of_rows = np.bincount(rows, weights=slope[event] * grown / total[event], minlength=len(says))
        change = p[1:] - before
        told = p[0] + scenes @ p[1:]
        under, over = np.maximum(0, least - told), np.maximum(0, told - most)
        broken = 2 * SCENE_WEIGHT * (over - under)
        value = np.sum(weight * np.logaddexp(0, -margin)) + np.sum(stiff * change**2) + SCENE_WEIGHT * np.sum(under**2 + over**2)
        return float(value), np.concatenate([[of_rows.sum() + broken.sum()], x.T @ of_rows.astype(np.float32) + 2 * stiff * change + scenes.T @ broken]).astype(float)

    bounds = [FREE] + [b for (_, way), n in zip(SPECS.values(), sizes) for b in [(-4, 4)] + [way] * (n - 1)]
    found = minimize(loss, np.concatenate([[near["constant"]], before]), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 200}).x
    told = found[0] + scenes @ found[1:]
    worst = max(0, (least - told).max(), (told - most).max())
    print(f"{int((sign < 0).sum())} voices of recordings, {int((sign > 0).sum())} of people or their beginnings, {len(told)} rows of scenes, the worst off by {worst:.2f} of {ROOM}", flush=True)
    lines, at = steps @ found[1:], 0
    for feature, n in zip(near["features"], sizes):
        feature["logOdds"] = [round(float(v), 2) for v in lines[at : at + n]]
        at += n
    near["constant"] = round(float(found[0]) - args.ring_at + CONFIRMED, 2)
    with open(args.out, "w", encoding="utf8") as file:
        json.dump(near, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
