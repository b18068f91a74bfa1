"""What can go wrong when people are told something, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class FieldMissing(Problem):
    """Fill in {field}: without it nothing can be sent."""

    zh = "请填写 {field}：缺了它发不出去。"
    status = 422


class WrongAddress(Problem):
    """{field} must begin with {wanted}: copy it once more from the settings of the bot."""

    zh = "{field} 应以 {wanted} 开头：请从机器人的设置里重新复制。"
    status = 422


class WrongField(Problem):
    """{value!r} does not fit in {field}: {remedy}."""

    zh = "{field} 不能填“{value}”：{remedy}。"
    status = 422


class UnknownChannel(Problem):
    """There is no channel {channel}: look it up under Settings, Messages."""

    zh = "没有消息渠道 {channel}：请到“设置”里的“消息”查看。"
    status = 404


class NotDelivered(Problem):
    """{service} refused the message ({reason}): check its key and keywords, then test again."""

    zh = "{service} 拒收了消息（{reason}）：请检查密钥和关键词设置，再测试一次。"
    status = 502


class PartlyDelivered(Problem):
    """{service} took the message, but not for {refused}: check these addresses."""

    zh = "{service} 收下了消息，但拒收以下地址：{refused}。请检查这些地址。"
    status = 502


class LaterForSome(Problem):
    """{service} took the message, but not yet for {refused}: it is tried again by itself."""

    zh = "{service} 收下了消息，但暂时不收以下地址：{refused}。会自动重试。"
    status = 502


class NotReached(Problem):
    """{service} could not be reached ({reason}): it is tried again by itself."""

    zh = "连不上 {service}（{reason}）：会自动重试。"
    status = 502


class SentTooOften(Problem):
    """{service} takes no more messages for now: it is tried again by itself in a minute."""

    zh = "{service} 暂时不再接收消息：一分钟后自动重试。"
    status = 429
    retry_after = 60


class LinkBroken(Problem):
    """The link is not complete or not from this shop: open it from the message once more."""

    zh = "链接不完整，或不是本店发出的：请从消息里重新打开。"
    status = 404


class LinkExpired(Problem):
    """The link was good until {until}: decide on the page Decisions."""

    zh = "链接已在 {until} 失效：请到“决策”页面处理。"
    status = 410


class LinkUsed(Problem):
    """The link was already used on {at}: nothing is done twice."""

    zh = "这个链接已在 {at} 用过：不会重复执行。"
    status = 410


class LinkForSomebodyElse(Problem):
    """The link was made for somebody else: ask for one of your own."""

    zh = "这个链接是发给别人的：请让对方操作，或另要一个。"
    status = 403


class UnknownAction(Problem):
    """Nothing here does {action!r} any more: decide on the page Decisions."""

    zh = "现在已没有“{action}”这个操作：请到“决策”页面处理。"
    status = 410
