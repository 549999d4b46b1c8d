"""Fetches voices that Debian ships: recorded prompts of telephone systems, and people at radios and microphones.

usage: python3 debian_voices.py FOLDER
Downloads the packages with apt-get (nothing is installed) and writes FOLDER/pool.jsonl and FOLDER/pool/*.ulaw in the form of the
shared pool, so that train_voice.py --more FOLDER can be trained on both. Needs apt-get, dpkg-deb and sox.
"""
import json
import os
import subprocess
import sys

PROMPTS = [
    ("asterisk-core-sounds-it-wav", "carlo-it", "usr/share/asterisk/sounds/it_IT_m_Carlo", "CC-BY-SA-3.0"),
    ("asterisk-core-sounds-ru-wav", "ivrvoice-ru", "usr/share/asterisk/sounds/ru_RU_f_IvrvoiceRU", "CC-BY-SA-3.0"),
    ("asterisk-prompt-it-menardi-wav", "menardi-it", "usr/share/asterisk/sounds/it_IT_f_Menardi", "CC-BY-SA-3.0"),
    ("asterisk-prompt-es-co", "colombia-es", "usr/share/asterisk/sounds/es", "GPL-2+"),
    ("asterisk-prompt-fr-armelle", "armelle-fr", "usr/share/asterisk/sounds/fr", "GPL-2+"),
]
CODEC2 = "usr/share/codec2/raw"
SPHINX = "usr/share/pocketsphinx/test/data"
PEOPLE = [
    ("codec2-examples", f"radio-{name}", f"{CODEC2}/{file}.raw", 8000, "LGPL-2.1")
    for name, file in [
        ("ve9qrp", "ve9qrp"),
        ("vk5qi", "vk5qi"),
        ("cq", "cq_ref"),
        ("kristoff", "kristoff"),
        ("hts1", "hts1"),
        ("hts2", "hts2"),
        ("mmt", "mmt1"),
        ("male", "morig"),
        ("female", "forig"),
    ]
] + [("pocketsphinx-testdata", "desk-sphinx", f"{SPHINX}/{file}.raw", 16000, "BSD-2") for file in ("goforward", "something", "numbers")] + [
    ("pocketsphinx-testdata", "desk-cards", f"{SPHINX}/cards/{index:03}.wav", 0, "BSD-3") for index in range(1, 6)
]
LEAST_SECONDS = 0.7


def unpacked(folder, package):
    """@returns the folder of the package's files"""
    at = os.path.join(folder, "deb", package)
    if not os.path.isdir(at):
        os.makedirs(os.path.dirname(at), exist_ok=True)
        subprocess.run(["apt-get", "download", package], cwd=os.path.dirname(at), check=True)
        (deb,) = [f for f in os.listdir(os.path.dirname(at)) if f.startswith(f"{package}_")]
        subprocess.run(["dpkg-deb", "-x", os.path.join(os.path.dirname(at), deb), at], check=True)
    return at


def mulaw(path, rate):
    form = ["-t", "raw", "-r", str(rate), "-e", "signed", "-b", "16", "-c", "1"] if rate else []
    return subprocess.run(["sox", "-R", *form, path, "-t", "ul", "-r", "8000", "-c", "1", "-", "norm", "-3"], capture_output=True, check=True).stdout


def main():
    folder = sys.argv[1]
    os.makedirs(os.path.join(folder, "pool"), exist_ok=True)
    found = []
    for package, source, within, licence in PROMPTS:
        top = os.path.join(unpacked(folder, package), within)
        for where, _, files in sorted(os.walk(top)):
            # Single letters, digits and tones are no announcements.
            if os.path.basename(where) in ("digits", "letters", "phonetic", "silence", "dictate"):
                continue
            found += [("recording", package, source, os.path.join(where, f), 0, licence) for f in sorted(files) if f.endswith((".wav", ".gsm"))]
    found += [("human", p, source, os.path.join(unpacked(folder, p), path), rate, licence) for p, source, path, rate, licence in PEOPLE]
    with open(os.path.join(folder, "pool.jsonl"), "w", encoding="utf8") as index:
        for number, (kind, package, source, path, rate, licence) in enumerate(found):
            audio = mulaw(path, rate)
            if len(audio) < LEAST_SECONDS * 8000 or "silence" in path or "beep" in path or "tone" in path:
                continue
            file = f"{source}__{number:05}.ulaw"
            with open(os.path.join(folder, "pool", file), "wb") as out:
                out.write(audio)
            row = {"file": file, "kind": kind, "source": source, "repo": f"debian:{package}", "licence": licence, "seconds": round(len(audio) / 8000, 2)}
            index.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
