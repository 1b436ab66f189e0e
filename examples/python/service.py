"""A web service that verifies certificates.

    TEGATA_BUNDLE=trust.bundle uvicorn service:app

POST a certificate to `/verify`: the answer is the report, `tegata.report/1`. Needs FastAPI:
`pip install './bindings-python[web]'`.
"""

from __future__ import annotations

import asyncio
import os

from fastapi import FastAPI, HTTPException, Request, Response

from tegata import Refused, Report, TrustBundle, Undetermined, Verifier

LARGEST = 1 << 20

verifier = Verifier(TrustBundle.load(os.environ["TEGATA_BUNDLE"]))
app = FastAPI(title="tegata", docs_url=None, redoc_url=None)


@app.post("/verify")
async def verify(request: Request) -> Response:
    token = await body(request)
    try:
        # Other requests are served meanwhile: verification holds no lock of the interpreter.
        standing = await asyncio.to_thread(verifier.verify, token)
    except Undetermined as open_:
        return answer(503, open_.report)
    except Refused as no:
        return answer(422, no.report)
    return answer(200, standing.report)


def answer(status: int, report: Report) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(report.to_json(), status, headers, media_type="application/json")


async def body(request: Request) -> bytes:
    """What was sent, as far as it may go."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > LARGEST:
            raise HTTPException(413)
    return bytes(received).strip()
