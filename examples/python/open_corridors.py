"""Draw where a certificate opens corridors. Cells marked `%%` run in notebooks, too.

    python open_corridors.py trust.bundle nova.vc.jwt corridors.png

Needs matplotlib: `pip install './bindings-python[plot]'`.
"""

# %% Whom is trusted, and what is asked about
from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.patches import Rectangle

from tegata import Clocks, Transfer, TrustBundle, Verifier, printable

bundle_file, certificate_file, picture = (Path(argument) for argument in sys.argv[1:4])
bundle = TrustBundle.load(bundle_file).with_embedded_pack()
verifier = Verifier(bundle)
certificate = verifier.authenticate(certificate_file.read_text().strip())
clocks = Clocks.now()

# %% One question to every regime that the bundle knows
question = Transfer("", certificate.jurisdiction, to=certificate, data="contact", purpose="payroll")
corridors = sorted(
    verifier.corridors(question, [certificate], clocks),
    key=lambda corridor: (not corridor.is_open, corridor.verdict, corridor.regime),
)
print(f"{sum(corridor.is_open for corridor in corridors)} of {len(corridors)} corridors are open")

# %% The picture: one cell for each regime
COLOURS = {
    "recognised": "#2a9d5c",
    "not_restricted": "#8fd0a8",
    "conditional": "#e9c46a",
    "indeterminate": "#b8b8b8",
    "not_recognised": "#d1495b",
    "prohibited": "#5c0a18",
}
WIDTH = 6


def named(identifier: str) -> str:
    """A name for people. It is text from outside, and `$` would begin a formula."""
    name = printable(bundle.title(identifier) or identifier).replace("$", r"\$")
    return name if len(name) <= 34 else f"{name[:33]}…"


rows = -(-len(corridors) // WIDTH)
figure, axes = plt.subplots(figsize=(3.1 * WIDTH, 0.55 * rows + 1.2))
for place, corridor in enumerate(corridors):
    row, column = divmod(place, WIDTH)
    cell = Rectangle((column, -row), 0.96, -0.9, color=COLOURS[corridor.verdict])
    axes.add_patch(cell)
    axes.text(column + 0.04, -row - 0.45, named(corridor.regime), fontsize=7, va="center")
axes.set_xlim(0, WIDTH)
axes.set_ylim(-rows, 0.1)
axes.axis("off")
axes.set_title(
    f"Who recognises the certificate of {named(certificate.legal_name)}\n"
    f"as of {clocks.valid_at:%Y-%m-%d}; this is not legal advice",
    fontsize=11,
)
handles = [Rectangle((0, 0), 1, 1, color=colour) for colour in COLOURS.values()]
labels = [verdict.replace("_", " ") for verdict in COLOURS]
figure.legend(handles, labels, ncols=len(COLOURS), loc="lower center", frameon=False, fontsize=8)
figure.savefig(picture, dpi=120, bbox_inches="tight")
