"""Writes made calls, each of the sources of one fold only, to OUT/K/timelines. usage: python3 make_calls.py POOL OUT [--more VOICES] [--count 110] [--seed 500] [--connected]"""
import argparse
import os

import numpy as np

import calls
import voices
from audio import pool
from mixtures import Material
from train_voice import fold_of

args = argparse.ArgumentParser()
args.add_argument("pool")
args.add_argument("out")
args.add_argument("--more", help="what debian_voices.py fetched: its prompts; its people speak over radios for minutes, not at a desk")
args.add_argument("--folds", type=int, nargs="+", default=[0, 1, 2])
args.add_argument("--count", type=int, default=110)
args.add_argument("--seed", type=int, default=500)
args.add_argument("--connected", action="store_true", help="calls in which a person follows an announcement after a breath")
args = args.parse_args()
items = pool(args.pool) + ([i for i in pool(args.more) if i["kind"] == "recording"] if args.more else []) + voices.synthesise(np.random.default_rng(1)) + voices.abroad()
for fold in args.folds:
    kept = [i for i in items if i["kind"] not in ("human", "recording") or fold_of(i["source"]) == fold]
    material = Material(kept, np.random.default_rng(100 + fold), 20, 20, 2, 0.35)
    calls.write_calls(material, os.path.join(args.out, str(fold), "timelines"), args.count, args.seed + fold, calls.connected if args.connected else calls.call)
