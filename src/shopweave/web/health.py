"""Signs of life for supervisors and monitors: /livez, /readyz, /metrics."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from shopweave.foundation.checks import Checks
from shopweave.foundation.telemetry import CONTENT_TYPE, Metrics
from shopweave.trust.permissions import Permission, Principal, guarded


def routes(checks: Checks, metrics: Metrics) -> list[Route]:
    """Build the three routes; the first two tell strangers yes or no and nothing else."""

    @guarded(None)
    async def livez(_request: Request, _principal: Principal) -> Response:
        return PlainTextResponse("ok")

    @guarded(None)
    async def readyz(_request: Request, _principal: Principal) -> Response:
        findings = await asyncio.to_thread(checks.run, ready_only=True)
        ready = not any(finding.problem for finding in findings)
        made = {finding.name: finding.problem is None for finding in findings}
        return JSONResponse({"ready": ready, "checks": made}, 200 if ready else 503)

    @guarded(Permission.SYSTEM_READ)
    async def figures(_request: Request, _principal: Principal) -> Response:
        return Response(await asyncio.to_thread(metrics.page), media_type=CONTENT_TYPE)

    return [
        Route("/livez", livez),
        Route("/readyz", readyz),
        Route("/metrics", figures),
    ]
