"""Recordings that nobody made: sentences of companies, spoken by the synthesisers of Debian (espeak-ng, flite, festival)."""
import os
import subprocess
import tempfile

import numpy as np

from audio import decode

SENTENCES = {
    "en": [
        "Thank you for calling. Your call is important to us. Please stay on the line and the next available representative will be with you shortly.",
        "All of our agents are currently assisting other customers. Your estimated waiting time is twelve minutes.",
        "You are caller number four in the queue.",
        "For billing, press one. For technical support, press two. For all other questions, press zero or stay on the line.",
        "This call may be recorded for quality and training purposes.",
        "Did you know that you can manage your account on our website at any time?",
        "Our offices are closed. Our opening hours are Monday to Friday from nine to five. Please call again during these hours.",
        "We are experiencing a higher than normal call volume. We apologise for the delay.",
        "Please enter your account number followed by the hash key.",
        "Please leave a message after the tone. When you are done, you may hang up.",
        "Save up to thirty percent with our new family plan. Ask your representative today.",
        "The number you have dialled is not in service. Please check the number and dial again.",
    ],
    "de": [
        "Vielen Dank für Ihren Anruf. Alle Mitarbeiter sind derzeit im Gespräch. Bitte haben Sie einen Moment Geduld.",
        "Ihre voraussichtliche Wartezeit beträgt acht Minuten.",
        "Für Fragen zu Ihrer Rechnung drücken Sie bitte die eins.",
    ],
    "es": [
        "Gracias por llamar. En este momento todos nuestros agentes están ocupados. Por favor, permanezca en la línea.",
        "Usted es el número tres en la cola. El tiempo de espera es de cinco minutos.",
    ],
    "fr": [
        "Merci de votre appel. Tous nos conseillers sont actuellement en ligne. Veuillez patienter quelques instants.",
        "Pour le service commercial, tapez un. Pour le service technique, tapez deux.",
    ],
    "it": ["Grazie per aver chiamato. Tutti i nostri operatori sono occupati. La preghiamo di attendere in linea."],
    "pt": ["Obrigado por ligar. Todos os nossos atendentes estão ocupados. Por favor, aguarde na linha."],
    "nl": ["Bedankt voor het bellen. Al onze medewerkers zijn in gesprek. Een moment geduld alstublieft."],
    "pl": ["Dziękujemy za telefon. Wszyscy konsultanci są zajęci. Prosimy czekać na linii."],
    "sv": ["Tack för att du ringer. Alla våra handläggare är upptagna. Vänligen vänta kvar."],
    "tr": ["Aradığınız için teşekkür ederiz. Tüm temsilcilerimiz meşgul. Lütfen hatta kalın."],
}
ESPEAK_VARIANTS = ["", "+m3", "+m7", "+f2", "+f4", "+croak", "+Annie", "+Alicia"]
FLITE_VOICES = ["awb", "kal16", "rms", "slt"]
FESTIVAL_VOICES = ["kal_diphone", "ked_diphone", "cmu_us_slt_arctic_hts"]

FESTIVAL_ABROAD = [
    ("it", "latin-1", ["lp_diphone", "pc_diphone"]),
    ("cs", "iso8859-2", ["czech_dita", "czech_krb", "czech_machac", "czech_ph"]),
    ("fi", "latin-1", ["suo_fi_lj_diphone", "hy_fi_mv_diphone"]),
    ("ca", "latin-1", ["upc_ca_ona_hts"]),
    ("ru", "utf8", ["msu_ru_nsh_clunits"]),
]
ABROAD_SENTENCES = {
    "it": [
        "Il tempo di attesa stimato e di sette minuti. La sua chiamata e importante per noi.",
        "Per informazioni commerciali, premere uno. Per assistenza tecnica, premere due.",
    ],
    "cs": [
        "Děkujeme za zavolání. Všichni naši operátoři jsou obsazeni. Prosím vyčkejte na lince.",
        "Pro fakturaci stiskněte jedna, pro technickou podporu stiskněte dva.",
    ],
    "fi": ["Kiitos soitostasi. Kaikki asiakaspalvelijamme ovat varattuja. Odota hetki, niin palvelemme sinua."],
    "ca": ["Gràcies per trucar. Tots els nostres agents estan ocupats. Si us plau, esperi un moment."],
    "ru": ["Спасибо за звонок. Все операторы сейчас заняты. Пожалуйста, оставайтесь на линии."],
}


def _to_mulaw(path):
    out = subprocess.run(["sox", "-R", path, "-t", "ul", "-r", "8000", "-c", "1", "-", "norm", "-3"], capture_output=True, check=True).stdout
    return decode(out)


def _say(command, stdin=None):
    with tempfile.TemporaryDirectory() as folder:
        wav = os.path.join(folder, "a.wav")
        subprocess.run([part.replace("WAV", wav) for part in command], input=stdin, capture_output=True, check=True)
        return _to_mulaw(wav)


def synthesise(rng):
    """About ten minutes of speech in some eighty voices."""
    items = []

    def add(source, audio):
        items.append({"kind": "recording", "source": source, "x": audio})

    for language, sentences in SENTENCES.items():
        for sentence in sentences:
            for variant in rng.choice(ESPEAK_VARIANTS, 2, replace=False):
                speed = str(int(rng.integers(135, 180)))
                pitch = str(int(rng.integers(25, 75)))
                add(f"espeak-{language}{variant}", _say(["espeak-ng", "-v", language + variant, "-s", speed, "-p", pitch, "-w", "WAV", sentence]))
    for sentence in SENTENCES["en"]:
        for voice in rng.choice(FLITE_VOICES, 2, replace=False):
            stretch = f"{rng.uniform(0.9, 1.15):.2f}"
            add(f"flite-{voice}", _say(["flite", "-voice", voice, "--setf", f"duration_stretch={stretch}", "-t", sentence, "-o", "WAV"]))
        voice = rng.choice(FESTIVAL_VOICES)
        add(f"festival-{voice}", _say(["text2wave", "-eval", f"(voice_{voice})", "-o", "WAV"], sentence.encode()))
    return items


def abroad():
    """Further voices, in made calls only: the networks are not trained on them."""
    return [
        {"kind": "recording", "source": f"festival-{name}", "x": _say(["text2wave", "-eval", f"(voice_{name})", "-o", "WAV"], sentence.encode(encoding))}
        for language, encoding, names in FESTIVAL_ABROAD
        for name in names
        for sentence in ABROAD_SENTENCES[language]
    ]
