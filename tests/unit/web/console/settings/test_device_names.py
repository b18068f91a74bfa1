"""A device is named as a person would name it."""

import pytest

from shopweave.web.console.settings.device_names import device_name

ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"{ANDROID} Mobile Safari/537.36", "Chrome · Android"),
        (f"{ANDROID} Mobile Safari/537.36 MicroMessenger/8.0", "WeChat · Android"),
        (IPHONE, "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge · Windows"),
        ("curl/8.5", "curl/8.5"),
        ("", ""),
    ],
)
def test_browser_and_system_are_named(agent: str, name: str) -> None:
    """What each browser only claims to be as well does not count; the unknown stays as it is."""
    assert device_name(agent) == name
