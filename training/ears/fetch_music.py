"""Fetches music and voices from Debian's packages as further raw material: a folder of the same form as the pool.

usage: python3 fetch_music.py WORK_FOLDER OUT_FOLDER
Packages are downloaded and unpacked into WORK_FOLDER, never installed; OUT_FOLDER gets pool.jsonl and mu-law excerpts. Needs apt-get, dpkg-deb, unzip and sox.
Packages with tracks that the shared phone audio may hold (Asterisk's hold music, Tux Racer) are left out.
"""
import glob
import json
import os
import subprocess
import sys

import numpy as np

# Music by package: licence, and how many tracks at most.
MUSIC = {
    "0ad-data": ("CC-BY-SA-3.0", 20),
    "asc-music": ("GPL-2+", 3),
    "colobot-common-sounds": ("GPL-3+", 10),
    "fillets-ng-data": ("GPL-2+", 10),
    "freedroidrpg-data": ("GPL-2+", 10),
    "freeorion-data": ("CC-BY-SA-3.0", 1),
    "fretsonfire-songs-muldjord": ("CC-BY-3.0", 8),
    "fretsonfire-songs-sectoid": ("CC-BY-3.0", 8),
    "frozen-bubble-data": ("GPL-2", 3),
    "hedgewars-data": ("GPL-2", 16),
    "hyperrogue-music": ("CC-BY-SA-3.0", 10),
    "lincity-ng-data": ("GPL-2+", 3),
    "megaglest-data": ("CC-BY-SA-3.0", 8),
    "nexuiz-music": ("GPL-2+", 8),
    "planetblupi-music-ogg": ("GPL-3+", 10),
    "powermanga-data": ("GPL-3+", 3),
    "singularity-music": ("CC-BY-SA-3.0 and other free ones", 10),
    "supertux-data": ("GPL-2+, CC-BY-SA", 16),
    "supertuxkart-data": ("CC-BY-SA-3.0, CC-BY-3.0, GPL", 20),
    "torus-trooper-data": ("BSD-2-clause", 3),
    "ufoai-music": ("GPL-2+, CC-BY-SA-3.0", 14),
    "unknown-horizons": ("GPL-2+, CC-BY-SA-3.0", 12),
    "wesnoth-1.16-music": ("GPL-2+", 20),
    "widelands-data": ("GPL-2+", 16),
    "xmoto-data": ("GPL-2+", 6),
    "zaz-data": ("CC-BY-SA-3.0", 4),
}
# Acted voices of languages that the pool lacks.
VOICES = {"fillets-ng-data-cs": ("GPL-2+", 70), "fillets-ng-data-nl": ("GPL-2+", 70), "0ad-data": ("CC-BY-SA-3.0", 60), "boswars-data": ("GPL-2+", 12)}
ARCHIVES = ("*.zip", "*.pk3")
# By others' composers above, or no music.
LEFT_OUT = ("manolo_camp", "airport_pa", "static-radio", "steamLocomotive", "Ambience", "/sounds/", "/sfx/")
SHORTEST_SECONDS, EXCERPT_SECONDS = 25, 40


def unpack(name, work):
    folder = os.path.join(work, name)
    if not os.path.isdir(folder):
        subprocess.run(["apt-get", "download", "-q", name], cwd=work, check=True, stdout=subprocess.DEVNULL)
        package = glob.glob(os.path.join(work, f"{name}_*.deb"))[0]
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        os.remove(package)
        for pattern in ARCHIVES:
            for archive in glob.glob(os.path.join(folder, "**", pattern), recursive=True):
                subprocess.run(["unzip", "-qo", archive, "*.ogg", "*.wav", "-d", os.path.dirname(archive)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder


def audio(folder, wanted):
    found = [f for ending in ("ogg", "mp3", "wav") for f in glob.glob(os.path.join(folder, "**", f"*.{ending}"), recursive=True)]
    inside = lambda f: f[len(folder) :]
    return sorted(f for f in found if wanted(inside(f)) and not any(part in inside(f) for part in LEFT_OUT))


def seconds(path):
    said = subprocess.run(["soxi", "-D", path], capture_output=True, text=True)
    return float(said.stdout) if said.returncode == 0 else 0.0


def main():
    work, out = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    os.makedirs(os.path.join(out, "pool"), exist_ok=True)
    rows = []

    def keep(path, kind, package, licence, start, length):
        name = f"{package}__{len(rows):04d}.ulaw"
        trim = ["trim", f"{start:.2f}", f"{length:.2f}"]
        subprocess.run(["sox", "-R", path, "-t", "ul", "-r", "8000", "-c", "1", os.path.join(out, "pool", name), "norm", "-3", *trim], check=True, capture_output=True)
        source = f"{package}-voices" if kind == "recording" else package
        rows.append({"file": name, "kind": kind, "source": source, "path": os.path.relpath(path, work), "licence": licence, "seconds": round(length, 2)})

    for package, (licence, most) in MUSIC.items():
        files = audio(unpack(package, work), lambda f: "voice" not in f.lower())
        tracks = [(f, s) for f in files for s in [seconds(f)] if s > SHORTEST_SECONDS]
        order = np.random.default_rng(len(package)).permutation(len(tracks))[:most]
        for path, length in (tracks[k] for k in sorted(order)):
            keep(path, "music", package, licence, 0.2 * (length - SHORTEST_SECONDS), min(EXCERPT_SECONDS, length * 0.7))
    for package, (licence, most) in VOICES.items():
        files = audio(unpack(package, work), lambda f: package != "0ad-data" or "/voice/" in f)
        spoken = [(f, s) for f in files for s in [seconds(f)] if 0.7 < s < 20]
        order = np.random.default_rng(len(package)).permutation(len(spoken))[:most]
        for path, length in (spoken[k] for k in sorted(order)):
            keep(path, "recording", package, licence, 0, length)
    with open(os.path.join(out, "pool.jsonl"), "w", encoding="utf8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    for kind in ("music", "recording"):
        print(kind, round(sum(r["seconds"] for r in rows if r["kind"] == kind)), "s")


if __name__ == "__main__":
    main()
