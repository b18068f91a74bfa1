"""What can be wrong with a key."""

from shopweave.foundation.problems import Problem


class ScopesNotForKey(Problem):
    """A {kind} key cannot be given {scopes}: leave that out."""

    status = 422
    zh = "{kind} 密钥不能有 {scopes} 权限：请去掉。"


class NoSuchKey(Problem):
    """There is no API key {key}: look at the list under Settings, Keys."""

    status = 404
    zh = "没有 API 密钥 {key}：请看“设置 → 密钥”里的列表。"


class OriginNotAllowed(Problem):
    """The key is not for the site {origin}: add that site to the key, or use the site's own key."""

    status = 403
    zh = "这个密钥不能用在 {origin}：请把该网站加进密钥的来源，或换用它自己的密钥。"


class TooManyRequests(Problem):
    """The key may make {per_second} requests a second: slow down, or send in batches."""

    status = 429
    retry_after = 1
    zh = "这个密钥每秒最多 {per_second} 个请求：请放慢，或改用批量发送。"
