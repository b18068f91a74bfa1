"""What can go wrong with stock, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class NotInCatalogue(Problem):
    """Row {row} names the product {product!r}, which this source does not have: send it first."""

    zh = "第 {row} 行的商品“{product}”在该来源中不存在：请先上传商品。"
    status = 422


class BookedOtherwise(Problem):
    """Row {row}: {external_id!r} was booked before with other figures: use a new id."""

    zh = "第 {row} 行：“{external_id}”已按其他数量入账：请换一个新编号。"
    status = 409


class NotUnits(Problem):
    """The quantity of row {row} is {quantity}: send a number of units, for a count not below 0."""

    zh = "第 {row} 行的数量是 {quantity}：请填写件数，盘点时不能小于 0。"
    status = 422


class NoNeeds(Problem):
    """A reservation names between 1 and {most} products, each with more than 0 units."""

    zh = "预留需要写明 1 到 {most} 种商品，每种数量大于 0。"
    status = 422


class NotEnough(Problem):
    """Of {product} only {available:g} can be had, and {wanted:g} are wanted: ask for fewer."""

    zh = "{product} 只剩 {available:g} 件可售，要不了 {wanted:g} 件：请减少数量。"
    status = 409


class UnknownReservation(Problem):
    """Nothing is reserved under {key!r}: look whether the key is written as it was sent."""

    zh = "没有编号为“{key}”的预留：请核对编号。"
    status = 404


class ReservationOver(Problem):
    """What was reserved under {key!r} is {state}: reserve anew under another key."""

    zh = "编号“{key}”的预留已结束（{state}）：请换一个编号重新预留。"
    status = 409


class NotHeld(Problem):
    """What was reserved under {key!r} is {state} and cannot be let go: enter a return instead."""

    zh = "编号“{key}”的预留已是 {state}，不能再释放：请登记退货。"
    status = 409


class NoSafety(Problem):
    """{units} is no safety stock: write a number of units between 0 and {most}."""

    zh = "{units} 不能作为安全库存：请填写 0 到 {most} 之间的件数。"
    status = 422


class UnknownConflict(Problem):
    """There is no difference {conflict!r} to settle: open Stock again."""

    zh = "没有这条差异（“{conflict}”）：请重新打开“库存”。"
    status = 404


class AlreadySettledSo(Problem):
    """Somebody has settled this meanwhile ({how}): open Stock again."""

    zh = "这条差异已有人处理（{how}）：请重新打开“库存”。"
    status = 409


class NothingToTakeBack(Problem):
    """The difference still waits: there is nothing to take back."""

    zh = "这条差异还没处理，没有可撤销的。"
    status = 409
