"""What goods on hand have cost on average."""


def moving_average(on_hand: int, average: int | None, received: int, cost: int) -> int:
    """Cost of a unit after goods came in, rounded half to even.

    on_hand, received: thousandths of a unit; average: cost of a unit before, None if unknown.
    What was unknown, sold out or below zero says nothing: then the new cost holds alone.
    """
    if average is None or on_hand <= 0 or received <= 0:
        return cost
    whole, rest = divmod(on_hand * average + received * cost, on_hand + received)
    half = 2 * rest - (on_hand + received)
    return whole + (half > 0 or (half == 0 and whole % 2 == 1))
