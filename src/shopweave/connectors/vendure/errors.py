"""What can go wrong with a Vendure shop, in words for the merchant."""

from shopweave.connectors.contract import Remedy, Trouble


class NoCredentials(Trouble):
    """An API key, or an administrator with a password, is needed for {host}: enter one of them."""

    zh = "连接 {host} 需要 API 密钥，或者管理员账号和密码：请填写其中一种。"
    status = 422
    remedy = Remedy.NEW_KEY


class NoToken(Trouble):
    """{host} gives no token: add 'bearer' to its authOptions.tokenMethod, or enter an API key."""

    zh = "{host} 没有返回令牌：请在 authOptions.tokenMethod 里加上 'bearer'，或填写 API 密钥。"
    remedy = Remedy.NEW_KEY
