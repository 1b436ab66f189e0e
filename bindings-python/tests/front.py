"""Answers test vectors from standard input, as test-vectors/src/front.rs says."""

from __future__ import annotations

import base64
import sys
from typing import BinaryIO

import vectors

from tegata import Policy, TegataError, TrustBundle, Verifier


def field(source: BinaryIO) -> tuple[str, str | bytes] | None:
    line = source.readline()
    if not line:
        return None
    name, length = line.decode().split()
    content = source.read(int(length))
    source.read(1)
    return name, content if name == "token" else content.decode()


def put(name: str, content: str) -> None:
    encoded = content.encode()
    sys.stdout.buffer.write(b"%s %d\n%s\n" % (name.encode(), len(encoded), encoded))
    sys.stdout.buffer.flush()


def answer(bundle: str, asked: vectors.Vector) -> None:
    try:
        world = TrustBundle.from_json(bundle)
        verifier = Verifier(world, Policy.from_json(asked.get("policy", "{}")))
        # Where the bundle must not load there is nothing to ask.
        if "transfer" in asked or "inputB64" in asked:
            put("report", vectors.report(verifier, asked).to_json())
    except TegataError as mistake:
        put("error", mistake.code)
    put("end", "")


def main() -> None:
    bundle = ""
    asked: vectors.Vector = {"certificates": [], "evidence": [], "presentation": {}}
    while (given := field(sys.stdin.buffer)) is not None:
        match given:
            case "ask", _:
                answer(bundle, asked)
                asked = {"certificates": [], "evidence": [], "presentation": {}}
            case "bundle", str(content):
                bundle = content
            case "token", bytes(content):
                asked["inputB64"] = base64.b64encode(content)
            case "certificate" | "evidence" as name, content:
                asked["certificates" if name == "certificate" else name].append(content)
            case "audience" | "nonce" as name, content:
                asked["presentation"][name] = content
            case "maxAge", str(content):
                asked["presentation"]["maxAgeSeconds"] = int(content)
            case name, content:
                asked[name] = content


if __name__ == "__main__":
    main()
