"""Writes made calls of the sources of one fold only. usage: python3 make_calls.py POOL OUT --fold K [--count 110]"""
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
args.add_argument("--fold", type=int, required=True)
args.add_argument("--count", type=int, default=110)
args = args.parse_args()
items = pool(args.pool) + voices.synthesise(np.random.default_rng(1))
kept = [i for i in items if i["kind"] not in ("human", "recording") or fold_of(i["source"]) == args.fold]
material = Material(kept, np.random.default_rng(100 + args.fold), 20, 20)
calls.write_calls(material, os.path.join(args.out, "timelines"), args.count, 500 + args.fold)
