"""A page that was written: a path as any other, which a notebook shows in place."""

from __future__ import annotations

import html
import sys

if sys.platform == "win32":
    from pathlib import WindowsPath as OwnPath
else:
    from pathlib import PosixPath as OwnPath

HEIGHT = 640  # pixels, in a notebook


class ShownPage(OwnPath):
    """The path of a page; in Jupyter the page itself, in a frame that can reach nothing outside."""

    def _repr_html_(self) -> str:
        text = html.escape(self.read_text(encoding="utf-8"))
        frame = 'sandbox="allow-scripts allow-downloads allow-popups" title="The network of newskg"'
        return f'<iframe srcdoc="{text}" {frame} width="100%" height="{HEIGHT}" style="border: 0"></iframe>'
