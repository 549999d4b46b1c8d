"""Trains the network that tells a person on the line from a recording, and writes core/ears/judge/weights/voice-model.json.

usage: python3 train_voice.py POOL_FOLDER --out FILE [--without-fold K]
A person and a recording differ in what a channel leaves of them: room, distance, breath, level from word to word, the studio's
processing. No word is understood. With --without-fold, the sources of fold K of 3 are left out and tested.
"""
import argparse
import time

import numpy as np
import torch
from torch import nn

import export
import voices
from audio import HOP, RATE, another_mouth, at_level, channel, levels_db, log_mel, pool
from mixtures import Material, piece, spoken

SECONDS = 9
CONTEXT_SECONDS = 0.6
HUMAN_BED, RECORDING_BED = 0.58, 0.35


class VoiceModel(nn.Module):
    """Like the sound model, but it starts anew with each voice; the logit of "a person" at every 40 ms."""

    def __init__(self, channels=32, hidden=32):
        super().__init__()
        self.conv = nn.Conv1d(48, channels, 3)
        self.gru = nn.GRU(channels, hidden, batch_first=True)
        self.out = nn.Linear(hidden, 1)

    def forward(self, x, dropout=0.0):
        y = nn.functional.pad(x.transpose(1, 2), (2, 0))
        y = torch.relu(self.conv(y)).transpose(1, 2)
        y = nn.functional.dropout(y, dropout, dropout > 0)
        y, _ = self.gru(y)
        return self.out(nn.functional.dropout(y, dropout, dropout > 0))[..., 0]


def fold_of(source, folds=3):
    fixed = {"allison-en": 0, "allison-es": 1, "june-fr": 2}
    return fixed.get(source, sum(source.encode()) * 7919 % folds)


def utterance(material, is_human, rng):
    """@returns audio of SECONDS, whether each frame is speech to be judged"""
    item = material.pick(material.humans if is_human else material.recordings, rng)
    x = piece(item["x"], rng, 1.2, SECONDS - CONTEXT_SECONDS)
    while len(x) < rng.uniform(1.5, 6) * RATE:
        other = material.pick({item["source"]: (material.humans if is_human else material.recordings)[item["source"]]}, rng)
        gap = np.zeros(int((rng.uniform(0.5, 1.5) if is_human else rng.uniform(0.2, 0.9)) * RATE))
        x = np.concatenate([x, gap, piece(other["x"], rng, 1, 5)])
    x = another_mouth(x, rng)
    level = rng.uniform(-27, -14)
    x = at_level(x, level)
    context = int(rng.uniform(0.1, CONTEXT_SECONDS) * RATE) // HOP * HOP
    x = np.concatenate([np.zeros(context), x])[: SECONDS * RATE]
    speech = spoken(x)
    speech[: context // HOP] = False
    if rng.random() < (HUMAN_BED if is_human else RECORDING_BED):
        bed = at_level(material.bed(len(x), rng), level - rng.uniform(15, 40))
        x = x + bed
    if not is_human and rng.random() < 0.15:
        tune = piece(material.tune(rng), rng, 9, 9.01)
        x = x + at_level(np.tile(tune, len(x) // len(tune) + 1)[: len(x)], level - rng.uniform(6, 22))
    out = np.zeros(SECONDS * RATE)
    out[: len(x)] = x
    valid = np.zeros(SECONDS * RATE // HOP, bool)
    valid[: len(speech)] = speech
    return channel(out, rng), valid, item["source"]


def dataset(material, count, seed):
    xs, valid, human, sources = [], [], [], []
    for index in range(count):
        rng = np.random.default_rng([seed, index])
        x, v, source = utterance(material, index % 2 == 0, rng)
        xs.append(log_mel(x))
        valid.append(v)
        human.append(index % 2 == 0)
        sources.append(source)
    return np.stack(xs), np.stack(valid), np.array(human), sources


def steps(mel, mean, scale):
    return torch.tensor(((mel - mean) / scale).reshape(mel.shape[0], -1, 48))


def loss_of(logits, valid, human):
    spoken_so_far = torch.cumsum(valid, 1)
    weight = valid * torch.clamp(spoken_so_far / 25, 0.1, 1)
    loss = nn.functional.binary_cross_entropy_with_logits(logits, human[:, None].expand_as(logits) * 0.94 + 0.03, reduction="none")
    return (loss * weight).sum() / weight.sum()


def figures(model, x, valid, human):
    with torch.no_grad():
        logits = model(x).numpy()
    spoken_so_far = np.cumsum(valid.numpy(), 1)
    human = human.numpy() > 0.5
    rows = []
    for seconds in (0.6, 1.0, 2.0, 4.0):
        at = (spoken_so_far < seconds * 25).sum(1)
        known = at < logits.shape[1]
        score = logits[np.flatnonzero(known), at[known]]
        truth = human[known]
        order = np.argsort(score)
        ranks = np.empty(len(order))
        ranks[order] = np.arange(len(order))
        auc = (ranks[truth].mean() - (truth.sum() - 1) / 2) / max(1, (~truth).sum())
        high = np.quantile(score[~truth], 0.98)
        rows.append(f"{seconds:.1f} s: AUC {auc:.3f}, humans above 98% of recordings {np.mean(score[truth] > high):.2f}, right {np.mean((score > 0) == truth):.3f}")
    return rows


def main():
    args = argparse.ArgumentParser()
    args.add_argument("pool")
    args.add_argument("--out", required=True)
    args.add_argument("--without-fold", type=int, default=-1)
    args.add_argument("--count", type=int, default=4400)
    args.add_argument("--epochs", type=int, default=20)
    args.add_argument("--hidden", type=int, default=40)
    args.add_argument("--dropout", type=float, default=0.15)
    args.add_argument("--seed", type=int, default=11)
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(args.seed)
    items = pool(args.pool) + voices.synthesise(rng)
    without = args.without_fold
    speech = ("human", "recording")
    kept = [i for i in items if i["kind"] not in speech or fold_of(i["source"]) != without]
    started = time.time()
    x, valid, human, _ = dataset(Material(kept, rng, 30, 10), args.count, args.seed)
    mean, scale = x.mean(), x.std()
    as_tensors = lambda x, valid, human: (steps(x, mean, scale), torch.tensor(valid[:, 1::2], dtype=torch.float32), torch.tensor(human, dtype=torch.float32))
    print(f"{len(x)} utterances in {time.time() - started:.0f} s", flush=True)
    x, valid, human = as_tensors(x, valid, human)
    test = None
    if without >= 0:
        left = [i for i in items if i["kind"] not in speech or fold_of(i["source"]) == without]
        xt, vt, ht, st = dataset(Material(left, rng, 30, 10), 800, args.seed + 1)
        test = as_tensors(xt, vt, ht)
    model = VoiceModel(hidden=args.hidden)
    batch = 64
    optimiser = torch.optim.AdamW(model.parameters(), lr=4e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 6e-3, total_steps=args.epochs * (len(x) // batch))
    for epoch in range(args.epochs):
        order, total = torch.randperm(len(x)), 0.0
        for at in range(0, len(x) // batch * batch, batch):
            index = order[at : at + batch]
            optimiser.zero_grad()
            # A random tilt and gain of the spectrum for each utterance: another microphone.
            bands = torch.linspace(-1, 1, 24).repeat(2)
            colour = 0.2 * torch.randn(batch, 1, 1) + 0.2 * torch.randn(batch, 1, 1) * bands + 0.15 * torch.randn(batch, 1, 1) * bands**2
            loss = loss_of(model(x[index] + colour, args.dropout), valid[index], human[index])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * batch / len(x)
        if epoch % 6 == 5 or epoch == args.epochs - 1:
            print(f"epoch {epoch + 1}: loss {total:.3f}, {time.time() - started:.0f} s", flush=True)
    print("trained on", *figures(model, x[:600], valid[:600], human[:600]), sep="\n  ")
    if test is not None:
        print("sources never heard", *figures(model, *test), sep="\n  ")
    export.write(args.out, "voice-model", mean, scale, model)


if __name__ == "__main__":
    main()
