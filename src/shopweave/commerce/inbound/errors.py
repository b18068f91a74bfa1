"""Why a row was left out, in words for the person who sent it."""

from shopweave.foundation.problems import Problem


class TwiceInBatch(Problem):
    """Row {row} repeats {external_id!r} of row {first}: send each one once per batch."""

    zh = "第 {row} 行与第 {first} 行的“{external_id}”重复：同一批里每项只发一次。"
    status = 422


class Missing(Problem):
    """Row {row} has no {field}: fill it in."""

    zh = "第 {row} 行缺少 {field}：请补上。"
    status = 422


class TooLong(Problem):
    """The {field} of row {row} is longer than {most} characters: shorten it."""

    zh = "第 {row} 行的 {field} 超过 {most} 个字符：请缩短。"
    status = 422


class NegativePrice(Problem):
    """The {field} of row {row} is {amount}: a price is not below zero."""

    zh = "第 {row} 行的 {field} 是 {amount}：价格不能小于零。"
    status = 422


class NotACurrency(Problem):
    """Row {row} is in {currency!r}: a currency is three capitals like EUR or CNY."""

    zh = "第 {row} 行的货币是“{currency}”：请写三个大写字母，如 CNY、EUR。"
    status = 422


class ImplausibleDate(Problem):
    """The {field} of row {row} is {at}: expected a date after 1970 and not in the future."""

    zh = "第 {row} 行的 {field} 是 {at}：日期应在 1970 年之后，且不在未来。"
    status = 422


class BrokenCursor(Problem):
    """The cursor {cursor!r} is not one of ours: take it from the answer before, or leave it out."""

    zh = "游标“{cursor}”无效：请使用上一次返回的游标，或不传。"
    status = 422
