"""What can be wrong with a batch, in words for the developer who sends it."""

from shopweave.foundation.problems import Problem


class WrongField(Problem):
    """The field {field} of row {row} is wrong: {fault}."""

    zh = "第 {row} 行的字段 {field} 有误：{fault}。"
    status = 422


class NotABatch(Problem):
    """The body is not a batch ({fault}): send JSON like {form}, in UTF-8."""

    zh = "请求内容不是一批数据（{fault}）：请发送 UTF-8 编码的 JSON，形如 {form}。"
    status = 400


class BatchTooLong(Problem):
    """The batch has {rows} rows and may have {most}: send it in several pieces."""

    zh = "这一批有 {rows} 行，上限是 {most} 行：请分几次发送。"
    status = 413


class KeyUsedOtherwise(Problem):
    """The Idempotency-Key {key!r} came with another body before: use a new key for a new batch."""

    zh = "Idempotency-Key “{key}”之前用于其他内容：新的一批请用新的键。"
    status = 422


class KeyTooLong(Problem):
    """The Idempotency-Key has more than {most} characters: send a shorter one."""

    zh = "Idempotency-Key 超过 {most} 个字符：请缩短。"
    status = 422


class UnknownGoods(Problem):
    """There is no product or variant {product!r} here: send it first, or use our own id."""

    zh = "没有商品或规格“{product}”：请先上传商品，或使用本系统的编号。"
    status = 404


class NotWhere(Problem):
    """lat and lon are no position: send degrees like lat=52.52&lon=13.40, or neither."""

    zh = "lat、lon 不是位置：请用度数，如 lat=31.23&lon=121.47，或者都不填。"
    status = 422
