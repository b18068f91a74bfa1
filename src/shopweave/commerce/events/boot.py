"""What Segment's browser library asks for before it sends its first event."""

from typing import Any


def settings(key: str, scheme: str, host: str) -> dict[str, Any]:
    """The settings document of analytics.js: one destination, which is this server."""
    here = {
        "apiKey": key,
        "apiHost": f"{host}/v1",
        "protocol": scheme,
        "unbundledIntegrations": [],
        "addBundledMetadata": True,
        "maybeBundledConfigIds": {},
        "versionSettings": {"version": "4.4.7", "componentTypes": ["browser"]},
    }
    always = {"__default": {"enabled": True, "integrations": {}}}
    return {
        "integrations": {"Segment.io": here},
        "plan": {"track": always, "identify": always, "group": always},
        "edgeFunction": {},
        "analyticsNextEnabled": True,
        "middlewareSettings": {},
        "enabledMiddleware": {},
        "metrics": {"sampleRate": 0},
        "legacyVideoPluginsEnabled": False,
        "remotePlugins": [],
    }
